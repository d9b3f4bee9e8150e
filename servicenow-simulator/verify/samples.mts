import {
	bodySchema,
	endpoints,
	type Endpoint,
	type Sample,
	type Schema,
} from '../../contract/readContract.mts';
import { NotPossible, type Answer, type Client } from './client.mts';

/** A documented request, and what an instance made of it. */
export interface SampleCheck {
	operationId: string;
	/** Whether it creates something. Samples that change what is there are not sent. */
	writes: boolean;
	/** @returns in what the answer differs from the documented one @throws NotPossible */
	differences(client: Client): Promise<string[]>;
}

const SYS_ID = /^[0-9a-f]{32}$/;

async function idOf(client: Client, table: string): Promise<string> {
	return String((await client.first(table)).sys_id);
}

/** A documented value for another instance: a reference becomes one that it has, or is left out. */
async function adapted(client: Client, value: unknown, schema: Schema = {}): Promise<unknown> {
	if (Array.isArray(value)) {
		return await Promise.all(value.map((one) => adapted(client, one, schema.items)));
	}
	if (typeof value === 'object' && value !== null) {
		const entries = await Promise.all(
			Object.entries(value).map(async ([name, inner]) => [
				name,
				await adapted(client, inner, schema.properties?.[name]),
			]),
		);
		return Object.fromEntries(entries) as unknown;
	}
	if (typeof value !== 'string' || !SYS_ID.test(value)) return value;
	const table = schema['x-reference'];
	return table === undefined ? undefined : await idOf(client, table);
}

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

function shapeDifferences(at: string, documented: unknown, seen: unknown): string[] {
	if (typeOf(documented) !== typeOf(seen)) {
		return [`\`${at}\` is of type ${typeOf(seen)}, documented is ${typeOf(documented)}`];
	}
	if (Array.isArray(documented)) {
		const [first] = seen as unknown[];
		if (documented.length === 0 || first === undefined) return [];
		return shapeDifferences(`${at}[0]`, documented[0], first);
	}
	if (typeof documented !== 'object' || documented === null) return [];
	return Object.entries(documented).flatMap(([name, value]) =>
		name in (seen as object)
			? shapeDifferences(`${at}.${name}`, value, (seen as Record<string, unknown>)[name])
			: [`\`${at}.${name}\` is missing`],
	);
}

function compared(sample: Sample, { status, json }: Answer): string[] {
	if (status !== sample.status) return [`status is ${status}, documented is ${sample.status}`];
	const { result } = (json ?? {}) as { result?: unknown };
	return shapeDifferences('result', sample.response.result, result);
}

/** The URL for another instance: the records of the sample are not there. */
async function urlOf(
	client: Client,
	{ path, operation }: Endpoint,
	sample: Sample,
): Promise<string> {
	let url = path;
	for (const { name, in: place, schema } of operation.parameters ?? []) {
		const table = schema['x-reference'];
		if (place !== 'path') continue;
		if (table === undefined) throw new NotPossible(`no record is known for ${name}`);
		url = url.replace(`{${name}}`, await idOf(client, table));
	}
	const query = Object.entries(sample.query ?? {}).filter(
		([, value]) => !/[0-9a-f]{32}/.test(String(value)),
	);
	const parameters = new URLSearchParams();
	for (const [name, value] of query) parameters.set(name, String(value));
	const text = parameters.toString();
	return text === '' ? url : `${url}?${text}`;
}

/** What changes a record of the instance: it could be one that somebody works on. */
const changes = (path: string, method: string) =>
	method !== 'GET' && (path.includes('{') || path.includes('or_update'));

/** The documented request of each operation that reads or creates. */
export function sampleChecks(): SampleCheck[] {
	return endpoints()
		.filter(({ path, method }) => !changes(path, method))
		.flatMap((endpoint) =>
			endpoint.operation['x-samples'].slice(0, 1).map((sample) => ({
				operationId: endpoint.operation.operationId,
				writes: endpoint.method !== 'GET',
				differences: async (client: Client) => {
					const schema = bodySchema(endpoint.operation);
					const body = await adapted(client, sample.body, schema);
					const url = await urlOf(client, endpoint, sample);
					return compared(sample, await client.send(endpoint.method, url, body));
				},
			})),
		);
}
