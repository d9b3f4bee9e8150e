import { createHash, randomUUID } from 'node:crypto';

export type Row = Record<string, string>;

/**
 * @returns a new sys_id: 32 hexadecimal characters, uniformly random, so that an insert can land
 * anywhere in an order by sys_id
 */
export function newSysId(): string {
	return randomUUID().replaceAll('-', '');
}

/**
 * @param parts what the record is, for example table and name
 * @returns a sys_id that is the same in every run, for seed records
 */
export function fixedSysId(...parts: string[]): string {
	return createHash('md5').update(parts.join('|')).digest('hex');
}

/**
 * @param at a moment; now when left out
 * @returns the moment as an instance stores it, `YYYY-MM-DD HH:MM:SS` in UTC
 */
export function glideTime(at: Date = new Date()): string {
	return at.toISOString().slice(0, 19).replace('T', ' ');
}

/**
 * @param value anything a request may carry
 * @returns the value as a record holds it: always a string; objects and null become ''
 */
export function asText(value: unknown): string {
	if (typeof value === 'string') return value;
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

const glideTimeFormat = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/**
 * @param value text from a request
 * @returns whether it is a date and time that exists, as `YYYY-MM-DD HH:MM:SS`
 */
export function isGlideTime(value: string): boolean {
	const at = new Date(`${value.replace(' ', 'T')}Z`);
	return glideTimeFormat.test(value) && !Number.isNaN(at.getTime()) && glideTime(at) === value;
}
