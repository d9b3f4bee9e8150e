import { sleep } from 'n8n-workflow';

/**
 * Milliseconds after which a sleep looks whether it was given up. The `sleep` of n8n 1.x takes no signal:
 * there a timer goes on for so long, and no longer, when nobody waits for it any more.
 */
const SLICE_MS = 1000;

/**
 * Sleeps until it is given up.
 *
 * @param signal gives it up
 * @throws the reason of the signal
 */
export async function sleepUnless(milliseconds: number, signal: AbortSignal): Promise<void> {
	for (let left = milliseconds; left > 0; left -= SLICE_MS) {
		await sleep(Math.min(left, SLICE_MS), signal);
		signal.throwIfAborted();
	}
}

/**
 * One timer for everybody who waits for the same moment. It ends when nobody waits any more, so that none
 * is left behind. Nobody listens to the signal of the run: Node.js takes more than ten listeners for a
 * leak, and a run may have thousands of items that wait.
 */
export class StoppableSleep {
	private sleepers = 0;

	private readonly end = new AbortController();

	private readonly over: Promise<void>;

	constructor(milliseconds: number) {
		this.over = sleepUnless(milliseconds, this.end.signal).catch(() => {});
	}

	/** Whether it is too late to join. */
	get isOver(): boolean {
		return this.end.signal.aborted;
	}

	/**
	 * Waits for the end of the sleep.
	 *
	 * @param stopped settles when the wait is pointless
	 * @throws the reason of `stopped`
	 */
	async join(stopped: Promise<unknown>): Promise<void> {
		this.sleepers += 1;
		try {
			await Promise.race([this.over, stopped]);
		} finally {
			this.sleepers -= 1;
			if (this.sleepers === 0) this.end.abort();
		}
	}
}
