import type { IDataObject } from 'n8n-workflow';
import { InvalidInputError } from '../../../shared/inputError';
import { identifiesNothing, withoutInvisible } from '../../../shared/platform/cleanText';
import { anyOf, hasSeparator, isScript } from '../../../shared/platform/encodedQuery';
import { SESSION_ID_COLUMN, STORED_LENGTH } from '../../../shared/platform/interactionKeys';

const TURN_OFF = 'or turn off "Reuse by Client Session ID". No interaction was created.';

/** The texts as which an instance may have stored an ID. */
function storedForms(id: string): string[] {
	return id.length > STORED_LENGTH ? [id, id.slice(0, STORED_LENGTH).trim()] : [id];
}

/**
 * Encoded query for the interactions with an ID, and for one by its sys_id. By equality alone, and without
 * an order: an ACL can keep a user from anything else.
 *
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-security/access-control/query-acl-rule.md
 */
export function searchQuery(id: string, own?: string): string {
	const forms = storedForms(id).map((form) => `${SESSION_ID_COLUMN}=${form}`);
	return anyOf(own === undefined ? forms : [...forms, `sys_id=${own}`]);
}

/** Whether an instance takes two texts for equal: letter case and accents do not count there. */
function isSimilar(one: string, other: string): boolean {
	return one.localeCompare(other, 'en', { sensitivity: 'base' }) === 0;
}

function idOf(row: IDataObject): string {
	return withoutInvisible(String(row[SESSION_ID_COLUMN])).trim();
}

/** Whether an interaction is in a state that is not one of the closed ones. */
export function isOpen({ state = '' }: IDataObject): boolean {
	return !String(state).startsWith('closed');
}

function searchDoesNotWork(what: string): InvalidInputError {
	return new InvalidInputError(
		'The search by client session ID does not work on the instance',
		`The instance ${what}, so whether the call is recorded already is not known. Ask an administrator to let the user query the column ${SESSION_ID_COLUMN} of the table interaction, ${TURN_OFF}`,
	);
}

/**
 * Checks that interactions come back, with the column of the ID.
 *
 * @param rows of any interactions
 * @throws {InvalidInputError} when the user may not read them, so that a search finds nothing
 */
export function assertColumn(rows: IDataObject[]): void {
	if (rows.length === 0) {
		throw new InvalidInputError(
			'Not one record of the table interaction can be read',
			`ServiceNow returns an empty list to a user without read access, so whether the call is recorded already is not known. Ask an administrator to grant the user read access to the table interaction, ${TURN_OFF} If the table is still empty, create the first interaction with the option turned off.`,
		);
	}
	if (rows.every((row) => SESSION_ID_COLUMN in row && 'sys_id' in row)) return;
	throw new InvalidInputError(
		`The column ${SESSION_ID_COLUMN} of the table interaction cannot be read`,
		`Ask an administrator to grant the user read access to the columns sys_id and ${SESSION_ID_COLUMN}, ${TURN_OFF}`,
	);
}

/**
 * Takes the interactions of a call from what a search returned.
 *
 * @param rows that the instance returned for {@link searchQuery}
 * @param own sys_id of an interaction that counts whatever ID it has
 * @throws {InvalidInputError} when the rows do not show whether the call has one
 */
export function readFound(rows: IDataObject[], id: string, own?: string): IDataObject[] {
	if (rows.length === 0) return [];
	assertColumn(rows);
	const same = rows.filter((row) => idOf(row) === id || row.sys_id === own);
	if (same.length > 0) return same;
	const [, cut] = storedForms(id);
	if (rows.some((row) => idOf(row) === cut)) {
		throw new InvalidInputError(
			`The instance has an interaction with the first ${STORED_LENGTH} characters of "Client Session ID"`,
			`It seems to cut longer IDs, so whether this is the same call is not known. Use an ID of at most ${STORED_LENGTH} characters, ${TURN_OFF}`,
		);
	}
	// A condition that the user may not use, or that the instance does not understand, can be ignored.
	if (rows.every((row) => storedForms(id).some((form) => isSimilar(idOf(row), form)))) {
		return [];
	}
	throw searchDoesNotWork('returned other interactions');
}

/** An ID in these interactions that can be searched for; none where there is no such one. */
export function searchableIdIn(rows: IDataObject[]): string | undefined {
	return rows.map(idOf).find((id) => !identifiesNothing(id) && !hasSeparator(id) && !isScript(id));
}

/**
 * Checks that a search finds what is there.
 *
 * @param rows that the instance returned for an ID that an interaction has
 * @throws {InvalidInputError} when it does not, so that no search shows anything
 */
export function assertFound(rows: IDataObject[], id: string): void {
	if (rows.some((row) => isSimilar(idOf(row), id))) return;
	throw searchDoesNotWork('did not find an interaction that exists');
}
