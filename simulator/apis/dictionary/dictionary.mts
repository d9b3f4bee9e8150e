import type { Store } from '../../records/store.mts';
import type { Row } from '../../records/values.mts';
import { addColumn, changeColumn, removeColumn } from './columns.mts';
import { addTable, changeTable, removeTable } from './tables.mts';

/** How records are written that say what tables and columns there are. */
interface Describing {
	/** @returns sys_id of the new record */
	add(store: Store, values: Row, ignored: string[]): string;
	change(store: Store, row: Row, values: Row, ignored: string[]): void;
	remove(store: Store, row: Row): void;
}

/** By the table of the records. */
export const describing: Partial<Record<string, Describing>> = {
	sys_db_object: { add: addTable, change: changeTable, remove: removeTable },
	sys_dictionary: { add: addColumn, change: changeColumn, remove: removeColumn },
};
