import {
	bodySchema,
	endpoints,
	type Endpoint,
	type Sample,
	type Schema,
} from '../../contract/readContract.mts';
import { NotPossible, resultOf, type Answer, type Client } from './client.mts';
import { newCall, newInteraction } from './made.mts';
import { SAMPLES_NOT_SENT } from './notAsked.mts';

/** A documented request, and what an instance made of it. */
export interface SampleCheck {
	title: string;
	/** Whether it creates something, and changes what it has created. */
	writes: boolean;
	/** Why it is not sent; undefined where it is. */
	notAsked?: string;
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

/** What a sample is sent with in the place of its records, which another instance has not. */
interface Own {
	/** Parameters of the path. */
	path?: Record<string, string>;
	/** Members of the body. */
	body?: Record<string, string>;
}

const HELP = '/api/now/helprequest/action/create_or_update';

/** A help action to end. @throws NotPossible where none can be created */
async function newHelpAction(client: Client, interaction: string): Promise<string> {
	const answer = await client.send('POST', HELP, { interaction, action: 'coach' });
	const { action_sys_id: sysId } = resultOf(answer);
	if (typeof sysId === 'string') return sysId;
	throw new NotPossible(`no help action could be created (${answer.status})`);
}

/** What samples change is made for them, as every other record is somebody's. */
const PREPARED: Record<string, (client: Client, sample: Sample) => Promise<Own>> = {
	'interaction.close': async (client) => ({
		path: { interaction_id: await newInteraction(client) },
	}),
	'voiceInteraction.update': async (client) => ({
		path: { interactionSysId: await newCall(client) },
	}),
	'supervisorHelpAction.upsert': async (client, { body = {} }) => {
		const interaction = await newInteraction(client);
		const own: Record<string, string> = { interaction };
		if ('action_sys_id' in body) own.action_sys_id = await newHelpAction(client, interaction);
		return { body: own };
	},
};

/** The URL for another instance: the records of the sample are not there. */
async function urlOf(
	client: Client,
	{ path, operation }: Endpoint,
	sample: Sample,
	own: Own,
): Promise<string> {
	let url = path;
	for (const { name, in: place, schema } of operation.parameters ?? []) {
		if (place !== 'path') continue;
		const table = schema['x-reference'];
		const given = own.path?.[name];
		if (given === undefined && table === undefined) {
			throw new NotPossible(`no record is known for ${name}`);
		}
		url = url.replace(`{${name}}`, given ?? (await idOf(client, String(table))));
	}
	const query = Object.entries(sample.query ?? {}).filter(
		([, value]) => !/[0-9a-f]{32}/.test(String(value)),
	);
	const parameters = new URLSearchParams();
	for (const [name, value] of query) parameters.set(name, String(value));
	const text = parameters.toString();
	return text === '' ? url : `${url}?${text}`;
}

async function differences(client: Client, endpoint: Endpoint, sample: Sample): Promise<string[]> {
	const { operationId } = endpoint.operation;
	const own = (await PREPARED[operationId]?.(client, sample)) ?? {};
	const schema = bodySchema(endpoint.operation);
	const adaptedBody = await adapted(client, sample.body, schema);
	const body = own.body ? { ...(adaptedBody as object), ...own.body } : adaptedBody;
	const url = await urlOf(client, endpoint, sample, own);
	return compared(sample, await client.send(endpoint.method, url, body));
}

/** Every documented request of the contract. */
export function sampleChecks(): SampleCheck[] {
	return endpoints().flatMap((endpoint) =>
		endpoint.operation['x-samples'].map((sample) => {
			const { operationId } = endpoint.operation;
			return {
				title: `Documented sample of ${operationId}: ${sample.name}`,
				writes: endpoint.method !== 'GET',
				notAsked: SAMPLES_NOT_SENT[operationId],
				differences: async (client: Client) => await differences(client, endpoint, sample),
			};
		}),
	);
}
