import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { request } from 'undici';
import { startInstance, type SimulatedInstance } from '../../simulator/instance.mts';
import { arrange } from './arrange.mts';
import { HOME, runTool } from './tools.mts';

/** Every kind of assertion that Portman makes of a document by itself. */
const CHECKS = ['statusSuccess', 'contentType', 'jsonBody', 'schemaValidation', 'headersPresent'];

const CONFIG = {
	version: 1.0,
	tests: {
		contractTests: CHECKS.map((check) => ({
			openApiOperation: '*::/*',
			[check]: { enabled: true },
		})),
	},
	globals: {
		securityOverwrites: {
			basic: { username: 'integration', password: 'integration-password' },
		},
	},
};

/** Hands a request on to an instance that is back at its start: the samples know nothing of each other. */
async function handOn(instance: SimulatedInstance, from: IncomingMessage, to: ServerResponse) {
	instance.reset();
	arrange(instance, String(from.url));
	const { 'transfer-encoding': _encoding, connection: _connection, ...headers } = from.headers;
	const answer = await request(new URL(String(from.url), instance.url), {
		method: from.method as 'GET',
		headers,
		body: from.method === 'GET' ? undefined : await buffer(from),
	});
	const body = Buffer.from(await answer.body.arrayBuffer());
	const { 'transfer-encoding': _chunked, ...kept } = answer.headers;
	to.writeHead(answer.statusCode, kept).end(body);
}

/** What Newman counted. */
export interface RunnerResult {
	requests: number;
	assertions: number;
	failed: number;
	output: string;
}

const countOf = (output: string, row: string, column: number) =>
	Number(
		new RegExp(`│\\s+${row} │(?:[^│]+│){${column}}\\s*(\\d+) `).exec(output)?.[1] ?? Number.NaN,
	);

/**
 * Lets Portman make a collection with assertions of the document, and Newman run it against a simulated
 * instance.
 *
 * @param document file that Portman reads
 * @see https://github.com/apideck-libraries/portman
 */
export async function runPortman(document: string): Promise<RunnerResult> {
	const instance = await startInstance();
	const server = createServer((from, to) => {
		handOn(instance, from, to).catch((error: Error) => to.destroy(error));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const config = join(HOME, 'portman.json');
	await writeFile(config, JSON.stringify(CONFIG));
	try {
		const { output } = await runTool('portman', [
			...['--local', document, '--portmanConfigFile', config],
			...['--baseUrl', `http://127.0.0.1:${port}`],
			...['--output', join(HOME, 'collection.json'), '--runNewman'],
		]);
		return {
			requests: countOf(output, 'requests', 0),
			assertions: countOf(output, 'assertions', 0),
			failed: countOf(output, 'assertions', 1) + countOf(output, 'requests', 1),
			output,
		};
	} finally {
		server.close();
		await instance.close();
	}
}
