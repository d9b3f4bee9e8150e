import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { fromGlide } from '../shared/platform/glideDateTime';
import { InvalidInputError } from '../shared/inputError';
import { neededColumns, type Event } from './events';

/** A position in the order of the changes. */
export interface Position {
	/** As ServiceNow stores it: `YYYY-MM-DD HH:MM:SS` in UTC. */
	time: string;
	/** sys_id; empty for the start of the second. */
	id: string;
}

/** One version of a record. */
export interface Change extends Position {
	/** Short name of the version within its second. */
	key: string;
	record: IDataObject;
}

export function isAfter(one: Position, other: Position): boolean {
	return one.time === other.time ? one.id > other.id : one.time > other.time;
}

/** Characters of a key. */
export const KEY_LENGTH = 8;

/**
 * A short name for a text: 48 bits of its SHA-256. Among 2,000 names in one second, the next one is
 * taken by chance once in 140 thousand million times.
 */
export function keyOf(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, KEY_LENGTH);
}

/** The record cannot be told from others, because columns are missing. */
function unreadable(columns: string[]): InvalidInputError {
	const names = columns.map((column) => `"${column}"`).join(', ');
	const isLogin = columns.includes('sys_updated_by');
	return new InvalidInputError(
		`The ServiceNow user cannot read ${names}`,
		`Ask an administrator to give the user read access to ${columns.length > 1 ? 'these columns' : 'this column'}: the trigger needs it to tell changes apart.${isLogin ? ' Without "sys_updated_by", turn on "Include Logins".' : ''}`,
	);
}

function isMissing(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/**
 * Makes sure that some of the records have each column that the trigger needs. A column without read
 * access is missing or empty, and a record without any is `{}`.
 *
 * @throws {InvalidInputError} that names the columns
 */
export function assertReadable(records: IDataObject[], columns: string[]): void {
	const missing = columns.filter((column) => records.every((record) => isMissing(record[column])));
	if (records.length > 0 && missing.length > 0) throw unreadable(missing);
}

/**
 * The change that a record shows. A creation is known by the sys_id; an update by the time and by the
 * count of modifications as well, so that two updates within one second are two changes.
 *
 * @throws {InvalidInputError} when the record does not say what happened, and when
 */
export function changeOf(record: IDataObject, event: Event): Change {
	const { time: column } = event;
	// A record can be without a state.
	const missing = neededColumns(event).filter((name) =>
		name === 'state' ? record.state === undefined : isMissing(record[name]),
	);
	if (missing.length > 0) throw unreadable(missing);
	const time = String(record[column]);
	if (Number.isNaN(fromGlide(time))) throw unreadable([column]);
	const version = column === 'sys_created_on' ? '' : String(record.sys_mod_count);
	const id = String(record.sys_id);
	return { time, id, key: keyOf(`${id} ${version}`), record };
}
