import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What was asked, as far as it tells one request from another. Headers are not kept. */
export interface RecordedRequest {
	method: string;
	path: string;
	query: Record<string, string>;
	/** JSON value or text, or length and digest of a file; undefined without a body. */
	body?: unknown;
}

/** A request and the answer of a real instance, without secrets. */
export interface Recording {
	request: RecordedRequest;
	response: {
		status: number;
		headers: Record<string, string>;
		/** JSON value or text. */
		body?: unknown;
		/** A file, in Base64, where the answer is no text. */
		base64?: string;
	};
}

/** Stands for the origin of the instance, such as `https://dev12345.service-now.com`. */
export const ORIGIN = '{origin}';

function stable(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(stable);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([name, inner]) => [name, stable(inner)]));
}

/** @returns a text that is the same for requests that ask the same, in whatever order they do */
export function keyOf({ method, path, query, body }: RecordedRequest): string {
	return JSON.stringify([method, path, stable(query), stable(body ?? null)]);
}

const NAME_LENGTH = 60;

/** Writes a recording into a folder, as a file of its own. @returns the name of the file */
export function writeRecording(folder: string, number: number, recording: Recording): string {
	mkdirSync(folder, { recursive: true });
	const { method, path } = recording.request;
	const slug = path.replaceAll(/\W+/g, '-').replaceAll(/^-|-$/g, '').slice(0, NAME_LENGTH);
	const name = `${String(number).padStart(4, '0')}-${method}-${slug}.json`;
	writeFileSync(join(folder, name), `${JSON.stringify(recording, undefined, '\t')}\n`);
	return name;
}

/** @returns the recordings of a folder by file name, in their order @throws Error that names the file */
export function readRecordings(folder: string): Map<string, Recording> {
	const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
	return new Map(
		names.sort().map((name) => {
			try {
				return [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recording];
			} catch (error) {
				throw new Error(`${join(folder, name)}: ${(error as Error).message}`);
			}
		}),
	);
}
