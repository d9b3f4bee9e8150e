import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../bootstrap.mjs';
import type { Call } from '../call.mts';

const {
	CLIENT_URL = '',
	CLIENT_USER = '',
	CLIENT_PASSWORD = '',
	CLIENT_RESULTS = '',
} = process.env;

/** The instance to send requests to, and its login. */
export const instance = { url: CLIENT_URL, user: CLIENT_USER, password: CLIENT_PASSWORD };

/** Loads what `clients/package.json` names. */
export const load = createRequire(join(root, 'clients', 'package.json'));

export type Row = Record<string, unknown>;

/** What the instance has stored, asked past the client. @returns the records of a table */
export async function stored(table: string): Promise<Row[]> {
	const response = await fetch(`${instance.url}/__simulator/records/${table}`);
	return ((await response.json()) as { records: Row[] }).records;
}

/** @returns the stored record; undefined where there is none */
export async function storedOne(table: string, sysId: unknown): Promise<Row | undefined> {
	return (await stored(table)).find(({ sys_id: id }) => id === sysId);
}

const made: Call[] = [];

const NOTE_LENGTH = 200;

const inWords = (value: unknown) =>
	(value instanceof Error ? value.message : (JSON.stringify(value) ?? 'nothing')).slice(
		0,
		NOTE_LENGTH,
	);

/**
 * Makes one call of a client.
 *
 * @param call name, as the table shows it
 * @param work what the client is asked
 * @param isRight whether it came to what it should, in the answer and in what is stored
 * @returns the client's answer; undefined where it failed
 */
export async function call<T>(
	name: string,
	work: () => Promise<T>,
	isRight: (answer: T) => boolean | Promise<boolean>,
): Promise<T | undefined> {
	try {
		const answer = await work();
		const right = await isRight(answer);
		made.push({
			call: name,
			outcome: right ? 'passed' : 'failed',
			note: right ? '' : inWords(answer),
		});
		return answer;
	} catch (error) {
		made.push({ call: name, outcome: 'failed', note: inWords(error) });
		return undefined;
	}
}

/** Hands over what came of the calls, and ends the program, whatever the client keeps open. */
export function finish(): never {
	writeFileSync(CLIENT_RESULTS, JSON.stringify(made));
	process.exit();
}
