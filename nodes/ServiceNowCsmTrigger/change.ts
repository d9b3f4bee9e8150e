import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { fromGlide } from '../shared/platform/glideDateTime';
import { InvalidInputError } from '../shared/inputError';
import type { Event } from './events';

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

/**
 * The change that a record shows. A creation is known by the sys_id; an update by the time and by the
 * count of modifications as well, so that two updates within one second are two changes.
 *
 * @throws {InvalidInputError} when the record does not say when it changed
 */
export function changeOf(record: IDataObject, { time: column }: Event): Change {
	const time = String(record[column] ?? '');
	const id = String(record.sys_id ?? '');
	if (id === '' || Number.isNaN(fromGlide(time))) {
		throw new InvalidInputError(
			`The ServiceNow user cannot read "sys_id" or "${column}"`,
			'Ask an administrator to give the user read access to both columns.',
		);
	}
	const version = column === 'sys_created_on' ? '' : String(record.sys_mod_count ?? '');
	return { time, id, key: keyOf(`${id} ${version}`), record };
}
