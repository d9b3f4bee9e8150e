import { RefusedError } from '../failure';
import type { Gate, Permit } from './gate';
import { TooLongPauseError, type Pause } from './pause';
import type { Sender } from './sender';

/**
 * Waits for a permit of the host, and for the end of the pauses that the instance asks for.
 *
 * @returns the permit
 * @throws {RefusedError} when a pause is longer than the user allows
 */
export async function acquire(
	{ operation, run, pace }: Sender,
	gate: Gate,
	pause: Pause,
	since?: number,
): Promise<Permit> {
	for (;;) {
		const deadline = (since ?? Date.now()) + pace.maxWait;
		const pauses = await pause.over(deadline, run.stopped).catch((error: Error) => {
			if (!(error instanceof TooLongPauseError)) throw error;
			throw new RefusedError({ ...error.failure, operation, asksToWait: error.left });
		});
		const permit = await gate.acquire(pace.maxConcurrency, run.signal);
		if (!pause.isAnother(pauses)) return permit;
		gate.release(permit, false);
	}
}
