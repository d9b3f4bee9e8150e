import { execa } from 'execa';
import getPort from 'get-port';
import { request } from 'undici';
import { endpoints, type Sample } from '../../contract/readContract.mts';
import {
	startInstance,
	variants,
	type Fault,
	type SimulatedInstance,
} from '../../simulator/instance.mts';
import { arrange } from './arrange.mts';
import { HOME, programOf } from './tools.mts';

/** What an answer was found to break. */
export interface Violation {
	/** Of the operation and the fault. */
	exchange: string;
	/** As Prism says it. */
	messages: string[];
}

/** What came of all exchanges. */
export interface ProxyResult {
	exchanges: number;
	/** Exchanges that ended without an answer, as the fault wants it. */
	unanswered: number;
	violations: Violation[];
	/** Broken answers that went through as if they were right. */
	unnoticed: string[];
}

/** Long enough for an answer from this machine; one that never comes is not waited for longer. */
const PATIENCE_MS = 3000;

const LOGIN = Buffer.from('integration:integration-password').toString('base64');

/**
 * Faults whose answers are no answers of ServiceNow: Prism has to notice each. What is no JSON at all
 * (`notJson`, `cutInRow`, `truncated`) it hands on without a look, so those are left out.
 */
const BROKEN: Fault[] = [{ kind: 'noResult' }, { kind: 'wrongShape' }, { kind: 'emptyBody' }];

const STATUSES = [400, 401, 403, 404, 405, 406, 413, 415, 429, 500, 502, 503, 504];

/** Everything else that an instance, or what stands before it, may answer with. */
const ANSWERED: Fault[] = [
	...STATUSES.map((status): Fault => ({ status })),
	...[429, 503].map((status): Fault => ({ status, retryAfter: 1 })),
	...(['accepted202', 'hibernating', 'loginPage', 'proxyPage', 'businessFailure'] as const).map(
		(kind): Fault => ({ kind }),
	),
	...variants.cutOff,
	...variants.quota500,
	...variants.dataPolicy,
	...variants.gatewayPage,
	...variants.proxyAuth,
];

/** Where no answer comes from the instance, Prism says so with a status of its own. */
const UNANSWERED: Fault[] = [{ kind: 'reset' }, { kind: 'resetAfter' }];

interface Exchange {
	name: string;
	sample: Sample;
	fault?: Fault;
}

const nameOf = (sample: Sample, fault?: Fault) =>
	[sample.name, fault && `${fault.kind ?? 'status'} ${fault.status ?? ''}`.trim()]
		.filter(Boolean)
		.join(', ');

interface Answer {
	status: number;
	/** What Prism found. */
	messages: string[];
}

/** Sends what a sample has through the proxy. @returns undefined where nothing came back */
async function send(
	proxy: string,
	{ method, path, query = {}, body }: Sample,
): Promise<Answer | undefined> {
	const url = new URL(path, proxy);
	for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
	try {
		const response = await request(url, {
			method: method as 'GET',
			headers: {
				authorization: `Basic ${LOGIN}`,
				accept: 'application/json',
				...(method !== 'GET' && { 'content-type': 'application/json' }),
			},
			body: body && JSON.stringify(body),
			signal: AbortSignal.timeout(PATIENCE_MS),
		});
		await response.body.dump();
		const messages = violationsOf(response.headers['sl-violations']);
		return { status: response.statusCode, messages };
	} catch {
		return undefined;
	}
}

/** @param header in which Prism lists what a request or an answer breaks */
function violationsOf(header: string | string[] | undefined): string[] {
	if (header === undefined) return [];
	const found = JSON.parse([header].flat().join('')) as Array<{ message: string }>;
	return found.map(({ message }) => message);
}

async function startProxy(document: string, upstream: string) {
	const port = await getPort();
	const args = ['proxy', document, upstream, '--port', String(port), '-v', 'error'];
	const prism = execa(programOf('prism'), args, { cwd: HOME, reject: false, stdio: 'ignore' });
	const url = `http://127.0.0.1:${port}`;
	for (let attempt = 0; attempt < 100; attempt++) {
		try {
			await (await request(url)).body.dump();
			return { url, prism };
		} catch {
			await new Promise((resolve) => setTimeout(resolve, 200));
		}
	}
	prism.kill();
	throw new Error('Prism did not start');
}

/** Every sample as it is, and with each fault. */
function exchanges(faults: Fault[]): Exchange[] {
	const samples = endpoints().flatMap(({ operation }) => operation['x-samples']);
	return samples.flatMap((sample) =>
		faults
			.filter(({ kind }) => kind !== 'businessFailure' || sample.method !== 'GET')
			.map((fault) => ({ name: nameOf(sample, fault), sample, fault })),
	);
}

async function exchange(instance: SimulatedInstance, proxy: string, { sample, fault }: Exchange) {
	instance.reset();
	arrange(instance, sample.path);
	if (fault) instance.faults.add({ fault });
	return await send(proxy, sample);
}

function judge(result: ProxyResult, { name, sample, fault }: Exchange, answer?: Answer): void {
	result.exchanges++;
	if (answer === undefined) {
		result.unanswered++;
		return;
	}
	const other =
		fault === undefined && answer.status !== sample.status
			? [`The status is ${answer.status} instead of ${sample.status}`]
			: [];
	const messages = [...answer.messages, ...other];
	if (messages.length > 0) result.violations.push({ exchange: name, messages });
}

/** What is sent without a fault: each sample, and again under its URL with a version. */
function plain(): Exchange[] {
	return endpoints().flatMap(({ path, operation }) =>
		operation['x-samples'].flatMap((sample) => {
			const name = nameOf(sample);
			const versioned = operation['x-versioned-path'];
			if (versioned === undefined) return [{ name, sample }];
			const [start] = path.split('{', 1);
			const [versionedStart] = versioned.replace('{api_version}', 'v1').split('{', 1);
			const other = { ...sample, path: sample.path.replace(start, versionedStart) };
			return [
				{ name, sample },
				{ name: `${name}, v1`, sample: other },
			];
		}),
	);
}

/**
 * Puts Prism as a validating proxy before a simulated instance, and sends every documented sample
 * through it: as it is, under its URL with a version, and with every fault.
 *
 * @param document file that Prism reads
 * @throws Error where Prism does not start
 * @see https://github.com/stoplightio/prism/blob/master/docs/guides/03-validation-proxy.md
 */
export async function validateThroughPrism(document: string): Promise<ProxyResult> {
	const instance = await startInstance();
	const { url, prism } = await startProxy(document, instance.url);
	const result: ProxyResult = { exchanges: 0, unanswered: 0, violations: [], unnoticed: [] };
	try {
		for (const one of [...plain(), ...exchanges(ANSWERED), ...exchanges(UNANSWERED)]) {
			judge(result, one, await exchange(instance, url, one));
		}
		for (const one of exchanges(BROKEN)) {
			const answer = await exchange(instance, url, one);
			result.exchanges++;
			if (answer?.messages.length === 0) result.unnoticed.push(one.name);
		}
	} finally {
		prism.kill();
		await instance.close();
	}
	return result;
}
