import type { IncomingRequest } from '../../simulator/http/request.mts';
import type { HttpResponse } from '../../simulator/http/response.mts';
import { bodyForLog } from '../../simulator/http/body.mts';
import { keyOf, ORIGIN, readRecordings, type Recording } from './recording.mts';
import { scrubBody, scrubText, secretsOf } from './scrub.mts';

function answerOf(name: string, { response }: Recording, origin: string): HttpResponse {
	const { host } = new URL(origin);
	const here = (text: string) => text.replaceAll(ORIGIN, origin).replaceAll('{host}', host);
	const { 'content-type': type, ...headers } = response.headers;
	const own = Object.entries(headers).map(([header, value]) => [header, here(value)]);
	const body =
		response.body === undefined
			? undefined
			: (JSON.parse(here(JSON.stringify(response.body))) as unknown);
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
		const sent = bodyForLog(body, headers['content-type']);
		const text = sent === undefined ? '' : typeof sent === 'string' ? sent : JSON.stringify(sent);
		const given = Object.entries(query).map(([name, value]) => [
			name,
			scrubText(String(value), secrets, origin),
		]);
		const list = answers.get(
			keyOf({
				method,
				path,
				query: Object.fromEntries(given) as Record<string, string>,
				body: scrubBody(text, secrets, origin),
			}),
		);
		if (!list) return undefined;
		const [name, recording] = list.length > 1 ? list.shift()! : list[0];
		return answerOf(name, recording, origin);
	};
}
