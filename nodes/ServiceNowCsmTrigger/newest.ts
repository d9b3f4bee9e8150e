import type { IDataObject } from 'n8n-workflow';
import { InvalidInputError } from '../shared/inputError';
import { assertReadable, changeOf, isAfter, type Change } from './change';
import type { ChangeSource } from './changeSource';
import { neededColumns } from './events';

/** Records that show whether the instance sorts by time, and which columns can be read. */
const SAMPLE = 10;

/** Records among which to look for one that ACLs do not hide. */
const VISIBLE_AMONG = 1000;

/** The newest changes of an event. */
export interface Newest {
	/** Nothing when no record is of the event. */
	change?: Change;
	/** Whether the instance sorted them as asked, as far as they show it. */
	isSorted: boolean;
}

/** Reads a few of the newest records; many, where ACLs hide the very newest. */
async function readVisible(
	read: (limit: number, columns: string[]) => Promise<IDataObject[]>,
	columns: string[],
): Promise<IDataObject[]> {
	const few = await read(SAMPLE, columns);
	return few.length > 0 ? few : await read(VISIBLE_AMONG, columns);
}

/**
 * Reads the newest records of the table, whatever event and query say.
 *
 * @returns none when the table is empty
 * @throws {InvalidInputError} when none can be read, or not the columns that the trigger needs
 */
export async function readTable(source: ChangeSource): Promise<IDataObject[]> {
	const { event } = source.query;
	const columns = neededColumns(event);
	const read = async (limit: number, wanted: string[]) => await source.newestOfAll(limit, wanted);
	const records = await readVisible(read, columns);
	assertReadable(records, columns);
	if (records.length > 0) return records;
	const emptiness = await source.emptiness();
	if (emptiness === 'empty') return [];
	// The first one may have been created before they were counted.
	const created = emptiness === 'hidden' ? await read(SAMPLE, columns) : [];
	assertReadable(created, columns);
	if (created.length > 0) return created;
	throw new InvalidInputError(
		`No ${event.record} can be read`,
		emptiness === 'hidden'
			? `The table ${event.table} has records, and the ServiceNow user has no read access to them. Ask an administrator to check the read ACLs of the table.`
			: `The instance returned an empty list without any condition: there is no ${event.record} yet, or the ServiceNow user has no read access to them. Ask an administrator to check the read ACLs of the table ${event.table}; if there is none yet, create one first.`,
	);
}

/**
 * Reads the newest records of the event that the user may see.
 *
 * @throws {InvalidInputError} when the columns that the trigger needs cannot be read
 */
export async function readNewest(source: ChangeSource): Promise<Newest> {
	const { event } = source.query;
	const columns = neededColumns(event);
	const read = async (limit: number, wanted: string[]) => await source.newest(limit, '', wanted);
	const records = await readVisible(read, columns);
	assertReadable(records, columns);
	const changes = records.map((record) => changeOf(record, event));
	const isSorted = changes.every(
		(change, index) => index === 0 || !isAfter(change, changes[index - 1]),
	);
	const change = changes.reduce<Change | undefined>(
		(newest, each) => (newest && isAfter(newest, each) ? newest : each),
		undefined,
	);
	return { change, isSorted };
}
