import type { IDataObject } from 'n8n-workflow';
import { anyOf, joinClauses } from '../../../../../shared/platform/encodedQuery';
import { fromGlide } from '../../../../../shared/platform/glideDateTime';

/** A filter whose values are ready to be sent. */
export interface FilterCondition {
	column: string;
	/** As the panel keeps it: `equals`. */
	chosen: string;
	/** As an encoded query has it: `=`. */
	operator: string;
	/** None for an operator that looks at the column alone. */
	values: string[];
}

/** Compares as a database may: without case, accents, and blanks around. */
export function loose(text: string): string {
	return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss').trim().toLowerCase();
}

const hasComma = (text: string) => text.includes(',');

/**
 * A filter as an encoded query has it. ServiceNow splits a list at its commas, so what has a comma is
 * compared by itself.
 *
 * @returns one clause, or several that must all be met
 */
export function clausesOf({ column, chosen, operator, values }: FilterCondition): string[] {
	const plain = values.filter((value) => !hasComma(value));
	const others = values.filter(hasComma);
	const list = plain.length > 0 ? [`${column}${operator}${plain.join(',')}`] : [];
	if (chosen === 'in') return [anyOf([...list, ...others.map((each) => `${column}=${each}`)])];
	if (chosen === 'notIn') return [...list, ...others.map((each) => `${column}!=${each}`)];
	return [joinClauses(`${column}${operator}${values[0] ?? ''}`)];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether a time is on the wrong side of another one, whatever the time zone of the user is. */
function isClearlyBefore(one: string, other: string): boolean {
	return fromGlide(other) - fromGlide(one) > DAY_MS;
}

function isSame(one: string, other: string): boolean {
	return loose(one) === loose(other) || (one !== '' && Number(one) === Number(other));
}

/** References are compared by their display value, which a record does not have. */
const isReference = (text: string) => /^[0-9a-f]{32}$/i.test(text);

/** What certainly does not meet a condition; all else may. */
const VIOLATED: Record<string, (text: string, values: string[]) => boolean> = {
	equals: (text, [value]) => !isSame(text, value),
	notEquals: (text, [value]) => text === value,
	in: (text, values) => !values.some((value) => isSame(text, value)),
	notIn: (text, values) => values.includes(text),
	isEmpty: (text) => !['', 'false', '0'].includes(text),
	isNotEmpty: (text) => text === '',
	contains: (text, [value]) => !isReference(text) && !loose(text).includes(loose(value)),
	notContains: (text, [value]) => !isReference(text) && text.includes(value),
	startsWith: (text, [value]) => !isReference(text) && !loose(text).startsWith(loose(value)),
	endsWith: (text, [value]) => !isReference(text) && !loose(text).endsWith(loose(value)),
	greaterThan: (text, [value]) => isClearlyBefore(text, value),
	greaterThanOrEqual: (text, [value]) => isClearlyBefore(text, value),
	lessThan: (text, [value]) => isClearlyBefore(value, text),
	lessThanOrEqual: (text, [value]) => isClearlyBefore(value, text),
};

/** Whether a record certainly does not meet a filter, so that the instance has left it out. */
export function isViolated(
	{ column, chosen, values }: FilterCondition,
	record: IDataObject,
): boolean {
	const stored = record[column];
	if (stored === undefined || typeof stored === 'object') return false;
	return VIOLATED[chosen]?.(String(stored), values) ?? false;
}
