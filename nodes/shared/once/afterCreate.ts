import type { RequestContext } from '../transport/requestContext';
import { whenAborted } from '../transport/whenAborted';

type Run = RequestContext['run'];

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
