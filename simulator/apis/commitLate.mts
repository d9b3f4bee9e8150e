import type { InstanceState } from '../instanceState.mts';
import type { Row } from '../records/values.mts';

/** Lets a new row commit late, by the setting `commitDelayMs` and chance. @returns the row */
export function commitLate({ store, settings, chance }: InstanceState, row: Row): Row {
	const { commitDelayMs } = settings;
	if (commitDelayMs > 0) store.commitLate(row, commitDelayMs * chance());
	return row;
}
