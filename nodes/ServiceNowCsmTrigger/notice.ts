import type { IPollFunctions } from 'n8n-workflow';
import type { Notice, Stored } from './checkpoint';

/** What follows from every new start that nobody asked for. */
const STARTED_OVER =
	'The trigger started over from the newest record. What changed between the last poll and then did not start the workflow: look for it on the instance. Later changes start the workflow as usual.';

/** A clock that was set back further than the trigger remembers what it emitted. */
export const CLOCK_SET_BACK: Notice = {
	message: 'The clock of the instance was set back',
	advice: STARTED_OVER,
};

const BROKEN: Notice = {
	message: 'The stored position of the trigger was not readable',
	advice: STARTED_OVER,
};

/**
 * What the user has to know where there is no checkpoint to go on from.
 *
 * @param origin of the instance
 * @returns nothing when the user asked for a new start, by a new trigger or by other settings
 */
export function noticeOf(stored: Stored, origin: string): Notice | undefined {
	if (stored.is === 'broken') return BROKEN;
	if (stored.is !== 'moved') return undefined;
	return {
		message: `The instance URL changed from ${stored.from} to ${origin}`,
		advice: `The position on the other instance ended at ${stored.complete} (UTC). ${STARTED_OVER}`,
	};
}

/** Contexts that polled: without the durable scheduler, n8n keeps one from the activation on. */
const known = new WeakSet<IPollFunctions>();

/**
 * Whether the poll is one of the schedule, where n8n records an error as a failed execution. An error at
 * the activation would keep the workflow from being published.
 */
export function isTick(context: IPollFunctions): boolean {
	const wasKnown = known.has(context);
	known.add(context);
	return wasKnown || context.getActivationMode() === 'update';
}
