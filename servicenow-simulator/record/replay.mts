import type { IncomingRequest } from '../../simulator/http/request.mts';
import type { HttpResponse } from '../../simulator/http/response.mts';
import { keyOf, ORIGIN, readRecordings, type Recording } from './recording.mts';
import { recordedBody } from './recordedBody.mts';
import { scrubText, secretsOf } from './scrub.mts';

function answerOf(name: string, { response }: Recording, origin: string): HttpResponse {
	const { host } = new URL(origin);
	const here = (text: string) => text.replaceAll(ORIGIN, origin).replaceAll('{host}', host);
	const { 'content-type': type, ...headers } = response.headers;
	const own = Object.entries(headers).map(([header, value]) => [header, here(value)]);
	const { base64 } = response;
	const textual = response.body === undefined ? undefined : here(JSON.stringify(response.body));
	const body =
		base64 !== undefined
			? Buffer.from(base64, 'base64')
			: textual === undefined
				? undefined
				: (JSON.parse(textual) as unknown);
	return {
		status: response.status,
		type,
		headers: { ...(Object.fromEntries(own) as object), 'X-Simulator-Recorded': name },
		body,
	};
}

/**
 * Reads the recordings of a folder.
 *
 * @returns what a real instance answered to a request; undefined where it was not asked. Of answers to
 * the same request, each comes in its turn, and the last one stays
 * @throws Error where the folder or a file cannot be read
 */
export function replayer(
	folder: string,
): (request: IncomingRequest, origin: string) => HttpResponse | undefined {
	const answers = new Map<string, [name: string, recording: Recording][]>();
	for (const [name, recording] of readRecordings(folder)) {
		const key = keyOf(recording.request);
		answers.set(key, [...(answers.get(key) ?? []), [name, recording]]);
	}
	return ({ method, path, query, headers, body }, origin) => {
		const secrets = secretsOf(headers);
		const sent = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
		const given = Object.entries(query).map(([name, value]) => [
			name,
			scrubText(String(value), secrets, origin),
		]);
		const list = answers.get(
			keyOf({
				method,
				path,
				query: Object.fromEntries(given) as Record<string, string>,
				body: recordedBody(sent, headers['content-type'], secrets, origin),
			}),
		);
		if (!list) return undefined;
		const [name, recording] = list.length > 1 ? list.shift()! : list[0];
		return answerOf(name, recording, origin);
	};
}
