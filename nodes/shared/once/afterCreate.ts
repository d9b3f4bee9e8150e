import type { RequestContext } from '../transport/requestContext';
import { RunStoppedError } from '../transport/run';
import { countFor } from '../transport/runSummary';

type Run = RequestContext['run'];

/** Signals of runs that end with the execution alone, by those that end with a failure as well. */
const signals = new WeakMap<AbortSignal, AbortSignal>();

function untilCanceled(signal: AbortSignal): AbortSignal {
	const known = signals.get(signal);
	if (known) return known;
	const canceled = new AbortController();
	const follow = () => {
		if (!(signal.reason instanceof RunStoppedError)) canceled.abort(signal.reason);
	};
	signal.addEventListener('abort', follow, { once: true });
	if (signal.aborted) follow();
	signals.set(signal, canceled.signal);
	countFor(signal, canceled.signal);
	return canceled.signal;
}

/**
 * The run for an item that may have created a record: the failure of another item does not keep it from
 * looking after that record. The end of the execution does.
 */
export function afterCreate(run: Run): Run {
	const stopped = run.stopped.catch(async (reason: Error) => {
		if (!(reason instanceof RunStoppedError)) throw reason;
		return await new Promise<never>(() => {});
	});
	// Nobody may be waiting when the execution ends.
	stopped.catch(() => {});
	return {
		begin: () => run.begin(),
		stopOthers: () => run.stopOthers(),
		signal: untilCanceled(run.signal),
		stopped,
	};
}
