import type { IPollFunctions } from 'n8n-workflow';
import { InvalidInputError } from '../shared/inputError';
import { withinDeadline } from '../shared/transport/deadline';
import type { SendOptions } from '../shared/transport/sendOptions';

/** What n8n names where nothing ends a poll, and how long one may take in versions that name nothing. */
const UNLIMITED_MS = 300_000;

/** Share of the time that n8n gives a poll in which reading goes on; the rest is for the last page. */
const READING_SHARE = 0.5;

/** Share of it that a request may wait for an instance, so that the poll still says what it waited for. */
const WAITING_SHARE = 0.5;

/**
 * Milliseconds after which a poll is given up where n8n waits for its end: more than one takes that goes on,
 * however slow the instance is. A poll that never ends would keep all later ones from reading.
 */
const HANGING_MS = 600_000;

/** The time that n8n gives a poll. */
export interface PollBudget {
	/** UNIX milliseconds up to which reading goes on. */
	readUntil: number;
	/** Milliseconds after which n8n abandons the poll, less its margin; none where it waits for its end. */
	limitMs?: number;
}

/**
 * Reads how long a poll may take. n8n's durable scheduler abandons one after 45 s, less where the operator
 * has set `N8N_SCHEDULER_POLL_TIMEOUT`; without it, n8n waits.
 *
 * https://github.com/n8n-io/n8n/blob/master/packages/%40n8n/config/src/configs/scheduler.config.ts
 */
export function pollBudgetOf(context: IPollFunctions): PollBudget {
	const budget = context.getPollBudgetMs?.() ?? UNLIMITED_MS;
	return {
		readUntil: Date.now() + budget * READING_SHARE,
		limitMs: budget === UNLIMITED_MS ? undefined : budget,
	};
}

/** How to send in a poll: it waits no longer for an instance than the poll lasts. */
export function withinBudget(
	options: SendOptions,
	{ limitMs = Infinity }: PollBudget,
): SendOptions {
	return { ...options, maxWaitMs: Math.min(options.maxWaitMs, limitMs * WAITING_SHARE) };
}

function tookTooLong(limitMs: number): InvalidInputError {
	return new InvalidInputError(
		`The poll took longer than the ${Math.round(limitMs / 1000)} seconds that n8n gives it`,
		'The next poll continues where the last one ended: no change is lost. If it happens again, lower "Max Changes per Poll", ask an administrator why the instance is slow, or raise N8N_SCHEDULER_POLL_TIMEOUT of n8n.',
	);
}

function hangs(limitMs: number): InvalidInputError {
	return new InvalidInputError(
		`The poll did not end within ${Math.round(limitMs / 60_000)} minutes`,
		'The next poll continues where the last one ended: no change is lost. If it happens again, ask an administrator why the instance is slow.',
	);
}

/**
 * Ends a poll before n8n abandons it, which would say nothing of the reason, and one that hangs where n8n
 * would wait for ever.
 *
 * @param maxWaitMs milliseconds that a request of the poll may wait for the instance
 * @param poll its signal is aborted when its result is not waited for any more
 * @throws what `poll` throws, or an error that says that it took too long
 */
export async function endInTime<Result>(
	{ limitMs }: PollBudget,
	maxWaitMs: number,
	poll: (over: AbortSignal) => Promise<Result>,
): Promise<Result> {
	const endMs = limitMs ?? HANGING_MS + maxWaitMs;
	let over: AbortSignal | undefined;
	return await withinDeadline(endMs, async (signal) => {
		over = signal;
		return await poll(signal);
	}).catch((error: Error) => {
		if (!over?.aborted) throw error;
		throw limitMs === undefined ? hangs(endMs) : tookTooLong(limitMs);
	});
}
