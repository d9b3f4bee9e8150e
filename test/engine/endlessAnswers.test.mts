import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runOperation } from './operation.mts';

const TIMEOUT_MS = 400;

let server: Server;

let url: string;

let received: number;

/** An instance of which each answer arrives bit by bit, without an end. */
beforeEach(async () => {
	received = 0;
	server = createServer((_request, response) => {
		received += 1;
		response.writeHead(200, { 'Content-Type': 'application/json' });
		const bits = setInterval(() => response.write(' '), TIMEOUT_MS / 4);
		response.on('close', () => clearInterval(bits));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

test.each([
	['contact.get', { id: 'a'.repeat(32) }, '', 2],
	['contact.create', { last_name: 'Nobody' }, '; the request may have been carried out', 1],
] as const)(
	'%s ends, and lets all items have their turn',
	async (id, given, outcome, times) => {
		const parameters = { ...given, requestOptions: { timeout: TIMEOUT_MS } };
		const items = Array.from({ length: 9 }, () => ({}));
		const options = { items, onError: 'continueRegularOutput' as const };
		const { json } = await runOperation(id, url, parameters, options);
		expect(json.map(({ error }) => error)).toEqual(
			items.map((_, index) => `The instance did not respond in time${outcome} [item ${index}]`),
		);
		// Less where the first one is late because the engine is still loading.
		expect(received).toBeLessThanOrEqual(9 * times);
	},
	20_000,
);
