import type { RequestContext } from '../transport/requestContext';

type Run = RequestContext['run'];

/** Rejects when a signal is aborted. */
function whenAborted(signal: AbortSignal): Promise<never> {
	const aborted = new Promise<never>((_, reject) => {
		const tell = () => reject(signal.reason as Error);
		if (signal.aborted) tell();
		else signal.addEventListener('abort', tell, { once: true });
	});
	// Nobody may be waiting when the execution ends.
	aborted.catch(() => {});
	return aborted;
}

/** The ends of executions, by their signals: a run may have thousands of items that wait for one. */
const ends = new WeakMap<AbortSignal, Promise<never>>();

function endOf(signal: AbortSignal): Promise<never> {
	const end = ends.get(signal) ?? whenAborted(signal);
	ends.set(signal, end);
	return end;
}

/**
 * The run for an item that may have created a record: the failure of another item does not keep it from
 * looking after that record. The end of the execution does, also after such a failure.
 */
export function afterCreate(run: Run): Run {
	const { canceled } = run;
	return {
		begin: () => run.begin(),
		stopOthers: () => run.stopOthers(),
		canceled,
		signal: canceled,
		stopped: endOf(canceled),
	};
}
