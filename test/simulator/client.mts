import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { logins, type SimulatedInstance } from '../../simulator/instance.mts';

export interface Reply {
	status: number;
	headers: Headers;
	text: string;
	/** Parsed JSON; undefined where the text is none. */
	json: any;
	result: any;
}

/** Authorization header of one of the instance's users. */
export function basic(user: { userName: string; password: string }): Record<string, string> {
	const credentials = Buffer.from(`${user.userName}:${user.password}`).toString('base64');
	return { authorization: `Basic ${credentials}` };
}

export interface BareReply {
	status?: number;
	headers: IncomingHttpHeaders;
	text: string;
}

/** Sends one GET without `fetch`, which takes 407 for a failure of the network. */
export async function sendBare(instance: SimulatedInstance, path: string): Promise<BareReply> {
	const headers = { accept: 'application/json', ...basic(logins.integration) };
	const response = await new Promise<IncomingMessage>((resolve, reject) => {
		get(instance.url + path, { headers }, resolve).on('error', reject);
	});
	return { status: response.statusCode, headers: response.headers, text: await textOf(response) };
}

/** Sends one request with real HTTP, as `integration` unless `headers` say otherwise. */
export async function send(
	instance: SimulatedInstance,
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = basic(logins.integration),
): Promise<Reply> {
	const raw = typeof body === 'string' || body instanceof URLSearchParams;
	const response = await fetch(instance.url + path, {
		method,
		redirect: 'manual',
		headers: {
			...((body !== undefined || method !== 'GET') &&
				!raw && { 'content-type': 'application/json' }),
			...headers,
		},
		body: body === undefined || raw ? (body as string | undefined) : JSON.stringify(body),
	});
	const text = await response.text();
	let json: any;
	try {
		json = JSON.parse(text);
	} catch {
		json = undefined;
	}
	return {
		status: response.status,
		headers: response.headers,
		text,
		json,
		result: json?.result,
	};
}
