import { get as httpGet, type IncomingMessage } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import { logins, seeded, startInstance } from '../../simulator/instance.mts';
import { basic, send } from './client.mts';
import { useInstance } from '../support/instance.mts';

const instance = useInstance();

const control = (method: string, path: string, body?: unknown, headers = {}) =>
	send(instance, method, `/__simulator/${path}`, body, headers);
const list = () => send(instance, 'GET', '/api/now/contact?sysparm_limit=1');

describe('settings', () => {
	test('change, and a bound goes with null', async () => {
		const changed = await control('POST', 'settings', { permits: 4, latencyMs: 1 });
		expect(changed.json).toMatchObject({ permits: 4, latencyMs: 1 });
		expect(instance.settings.permits).toBe(4);
		await control('POST', 'settings', { permits: null });
		expect(instance.settings.permits).toBeUndefined();
		expect((await control('GET', 'settings')).json.latencyMs).toBe(1);
	});

	test.each<[unknown, string]>([
		[{ permit: 4 }, 'Unknown settings: permit'],
		[{ constructor: 4 }, 'Unknown settings: constructor'],
		['{', 'The body is no JSON'],
		[[1], 'The body is no JSON object'],
		[{ permits: '4' }, '"permits" must be integer'],
		[{ permits: 0 }, '"permits" must be >= 1'],
		[{ latencyMs: -1 }, '"latencyMs" must be >= 0'],
		[{ serverTiming: 'yes' }, '"serverTiming" must be boolean'],
		[{ queryTimeZone: 'Mars/Olympus' }, '"queryTimeZone" must match format'],
		[{ conditionsAfterEq: 'maybe' }, '"conditionsAfterEq" must be equal to one of'],
		[{ hiddenRows: { sys_user: 2 } }, '"hiddenRows.sys_user" must be <= 1'],
		[{ queryAcls: [{ table: 'x' }] }, '"queryAcls.0" must have required property'],
		[{ rateRules: [{ limit: 1, windowSeconds: 1, users: 'x' }] }, '"rateRules.0" must NOT have'],
		[{ corsRules: [{ domain: '*' }] }, '"corsRules.0.domain" must match pattern'],
		[{ tokenFault: 'gremlin' }, 'No token fault "gremlin"'],
	])('refuse %j, and nothing of it is kept', async (body, message) => {
		const before = (await control('GET', 'settings')).text;
		const order = body as Record<string, unknown>;
		const mixed = typeof body === 'object' && !Array.isArray(body) ? { nodes: 7, ...order } : body;
		const refused = await control('POST', 'settings', mixed);
		expect([refused.status, refused.json.error]).toEqual([400, expect.stringContaining(message)]);
		expect((await control('GET', 'settings')).text).toBe(before);
	});

	test('are read whatever the content type', async () => {
		const type = { 'content-type': 'application/x-www-form-urlencoded' };
		expect((await control('POST', 'settings', '{"nodes":3}', type)).json.nodes).toBe(3);
		const wrong = await control('POST', 'settings', 'nodes=3', type);
		expect(wrong.status).toBe(400);
	});

	test('are changed and taken back one by one', async () => {
		expect((await control('PUT', 'settings/nodes', { value: 3 })).json).toEqual({ nodes: 3 });
		expect((await control('GET', 'settings/nodes')).json).toEqual({ nodes: 3 });
		expect((await control('PUT', 'settings/nodes', { nodes: 3 })).status).toBe(400);
		expect((await control('DELETE', 'settings/nodes')).json).toEqual({ nodes: 1 });
		expect((await control('GET', 'settings/permits')).json).toEqual({ permits: null });
		expect((await control('GET', 'settings/toString')).status).toBe(404);
		const { settings } = (await control('GET', 'setting-schemas')).json;
		expect(settings.nodes).toEqual({ schema: { type: 'integer', minimum: 1 }, start: 1 });
		expect(settings.unknownColumns.schema.enum).toEqual(['ignore', 'refuse']);
		const started = (await control('GET', 'settings')).json;
		expect(Object.keys(settings)).toEqual(expect.arrayContaining(Object.keys(started)));
		await control('POST', 'settings', { nodes: 3, latencyMs: 5 });
		expect((await control('DELETE', 'settings')).json).toMatchObject({ nodes: 1, latencyMs: 0 });
	});
});

describe('faults', () => {
	const rule = { match: { path: 'contact' }, fault: { status: 503 } };

	test('are armed and disarmed', async () => {
		expect((await control('POST', 'faults', { add: [rule, rule] })).json).toEqual({ armed: 2 });
		expect((await list()).status).toBe(503);
		expect((await control('POST', 'faults', { clear: true })).json).toEqual({ armed: 0 });
		expect((await control('POST', 'faults', { ...rule, times: 1 })).json).toEqual({ armed: 1 });
		expect((await list()).status).toBe(503);
		expect((await list()).status).toBe(200);
		const narrow = { table: 'customer_contact', user: 'limited' };
		await control('POST', 'faults', { ...rule, match: narrow, fault: { kind: 'cutOff', keep: 1 } });
		expect((await list()).json).not.toHaveProperty('error');
		await control('POST', 'faults', {
			...rule,
			match: { ...narrow, user: 'integration' },
			fault: 'cutOff',
		});
		expect((await list()).json).toMatchObject({ result: [], status: 'failure' });
	});

	test('are listed and disarmed one by one, with patterns', async () => {
		const path = { pattern: 'CONTACT$', flags: 'i' };
		await control('POST', 'faults', { add: [{ ...rule, match: { path } }, { fault: 'reset' }] });
		await list();
		const { faults } = (await control('GET', 'faults')).json;
		expect(faults).toMatchObject([
			{ match: { path }, fault: { status: 503 }, matched: 1, applied: 1 },
			{ fault: { kind: 'reset' }, applied: 0 },
		]);
		const removed = await control('DELETE', `faults/${faults[0].id}`);
		expect(removed.json).toEqual({ armed: 1 });
		expect((await control('DELETE', 'faults/999')).status).toBe(404);
		expect((await control('DELETE', 'faults')).json).toEqual({ armed: 0 });
	});

	test.each<[unknown, string]>([
		[{ fault: 'gremlin' }, 'No fault of kind "gremlin"'],
		[{ ...rule, match: { operationID: 'x' } }, 'A fault matches no operationID'],
		[{ ...rule, match: { operationId: 'contact.creat' } }, 'match.operationId'],
		[{ ...rule, match: { table: 'contacts' } }, 'match.table'],
		[{ ...rule, match: { user: 'admim' } }, 'match.user'],
		[{ ...rule, match: { method: 'POTS' } }, 'match.method'],
		[{ ...rule, match: { path: { pattern: '(' } } }, 'match.path'],
		[{ ...rule, match: { path: { pattern: 'x', flag: 'i' } } }, 'flag'],
		[{ ...rule, match: { path: 3 } }, 'match.path'],
		[{ ...rule, match: 'contact' }, 'match'],
		[{ ...rule, time: 1 }, 'time'],
		[{ ...rule, times: -1 }, 'times'],
		[{ ...rule, rate: 2 }, 'rate'],
		[{ fault: { status: '503' } }, 'fault.status'],
		[{ fault: { staus: 503 } }, 'staus'],
		[{ add: [rule, { fault: {}, match: { tabel: 'x' } }] }, 'tabel'],
		[{ add: [3] }, 'add'],
		[{ clear: 'yes' }, 'clear'],
		[{}, 'Give a rule'],
	])('refuse %j', async (body, named) => {
		const refused = await control('POST', 'faults', body);
		expect([refused.status, refused.json.error]).toEqual([400, expect.stringContaining(named)]);
		expect(instance.faults.size).toBe(0);
	});
});

test('tells what was asked, without its own calls and without logins', async () => {
	await list();
	await send(instance, 'GET', '/api/now/nothing');
	const { json } = await control('GET', 'requests?operationId=contact.getAll');
	expect(json).toMatchObject({ count: 1, counts: { 'contact.getAll': 1 }, maxInFlight: 1 });
	expect(json.requests).toMatchObject([{ path: '/api/now/contact', status: 200 }]);
	const counted = await control('GET', 'requests?count');
	expect(counted.json.count).toBe(2);
	expect(counted.json).not.toHaveProperty('requests');
	const { clientId, clientSecret } = logins.oauth;
	const form = { grant_type: 'client_credentials', client_id: clientId };
	const body = new URLSearchParams({ ...form, client_secret: clientSecret });
	await send(instance, 'POST', '/oauth_token.do', body, { cookie: 'JSESSIONID=c00kie' });
	await send(instance, 'GET', '/api/now/contact', undefined, {
		'x-sn-apikey': logins.apiKey,
		authorization: 'Bearer a-t0ken',
	});
	const { text } = await control('GET', 'requests');
	expect(text).toContain('"authorization":"Basic integration:***"');
	expect(text).toContain('"authorization":"Bearer ***"');
	for (const secret of [clientSecret, logins.apiKey, logins.integration.password, 'c00k', 't0ken'])
		expect(text).not.toContain(secret);
	expect((await control('GET', 'requests?operationId=contact.get_all')).status).toBe(400);
	expect((await control('GET', 'requests?operation=contact.getAll')).status).toBe(400);
	await control('DELETE', 'requests');
	expect((await control('GET', 'requests?count')).json.count).toBe(0);
});

test('answers while the instance is away, and resets it', async () => {
	await control('POST', 'away', { ms: 60_000 });
	await expect(list()).rejects.toThrow();
	expect((await control('GET', 'health')).json).toMatchObject({ status: 'away' });
	expect((await control('POST', 'expire-tokens')).status).toBe(200);
	expect((await control('POST', 'reset')).status).toBe(200);
	expect((await list()).status).toBe(200);
});

test.each<[string, string, unknown, string]>([
	['POST', 'away', { seconds: 5 }, 'seconds'],
	['POST', 'away', { ms: '5' }, 'ms'],
	['POST', 'away', {}, 'ms'],
	['POST', 'reset', { hard: true }, 'hard'],
	['POST', 'expire-tokens', { now: true }, 'now'],
	['POST', 'log-in', { contact: seeded.contacts.jane, fail: true }, 'fail'],
	['POST', 'log-in', { contact: seeded.contacts.jane, fails: 'yes' }, 'fails'],
])('%s %s refuses %j', async (method, path, body, named) => {
	const refused = await control(method, path, body);
	expect([refused.status, refused.json.error]).toEqual([400, expect.stringContaining(named)]);
});

test('lists its endpoints, tables, ids, and logins', async () => {
	const { endpoints } = (await send(instance, 'GET', '/__simulator')).json;
	expect(endpoints).toEqual(expect.arrayContaining(['GET /__simulator/faults']));
	const unknown = await control('GET', 'fault');
	expect([unknown.status, unknown.json.endpoints]).toEqual([404, endpoints]);
	const wrong = await control('PATCH', 'faults');
	expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, POST, DELETE']);
	expect((await control('GET', 'tables')).json.interaction).toMatchObject({ label: 'Interaction' });
	expect((await control('GET', 'ids')).json).toEqual(seeded);
	expect((await control('GET', 'logins')).json.apiKey).toBe(logins.apiKey);
	expect((await control('GET', 'health')).json).toMatchObject({ status: 'up', url: instance.url });
});

/** `fetch` does not let its callers set these headers. */
const statusWith = async (at: string, headers: Record<string, string>) =>
	await new Promise<number | undefined>((resolve, reject) => {
		const url = `${at}/__simulator/settings`;
		const answered = (response: IncomingMessage) => {
			response.resume();
			resolve(response.statusCode);
		};
		httpGet(url, { headers }, answered).on('error', reject);
	});

describe('pages of another origin', () => {
	test.each([
		[{ origin: 'http://evil.example' }, 403],
		[{ origin: 'null' }, 403],
		[{ origin: 'http://127.0.0.1:1' }, 403],
		[{ 'sec-fetch-site': 'cross-site' }, 403],
		[{ 'sec-fetch-site': 'same-site' }, 403],
		[{ 'sec-fetch-site': 'same-origin' }, 200],
		[{ 'sec-fetch-site': 'none' }, 200],
		[{ host: 'rebound.example' }, 403],
		[{ host: 'rebound.example:80' }, 403],
		[{ host: 'localhost:3141' }, 200],
		[{ host: '[::1]:3141' }, 200],
	])('%j gets %i', async (headers, status) => {
		expect(await statusWith(instance.url, headers as Record<string, string>)).toBe(status);
	});

	test('its own page is let in', async () => {
		const { port } = instance;
		const headers = { host: `localhost:${port}`, origin: `http://localhost:${port}` };
		expect(await statusWith(instance.url, headers)).toBe(200);
	});

	test('where others reach the instance, names are let in, and origins are not', async () => {
		const open = await startInstance({ host: '0.0.0.0' });
		try {
			const url = `http://127.0.0.1:${open.port}`;
			expect(await statusWith(url, { host: 'simulator:3141' })).toBe(200);
			expect(await statusWith(url, { origin: 'http://evil.example' })).toBe(403);
		} finally {
			await open.close();
		}
	});

	test('call the APIs by rules', async () => {
		const headers = { ...basic(logins.integration), origin: 'https://app.example.com' };
		const ask = (method: string, more = {}) =>
			send(instance, method, '/api/now/contact', undefined, { ...headers, ...more });
		const allowed = async (method: string, more = {}) =>
			(await ask(method, more)).headers.get('access-control-allow-origin');
		expect(await allowed('GET')).toBeNull();
		instance.settings.corsRules = [
			{ domain: 'https://*.example.com', methods: ['POST'], allowHeaders: 'Authorization' },
			{ domain: 'https://*.com', methods: ['GET'] },
		];
		expect(await allowed('GET')).toBe('https://app.example.com');
		expect(await allowed('GET', { origin: 'https://example.org' })).toBeNull();
		const preflight = await ask('OPTIONS', { 'access-control-request-method': 'POST' });
		expect(preflight.status).toBe(200);
		expect(preflight.headers.get('access-control-allow-headers')).toBe('Authorization');
		const refused = await ask('OPTIONS', { 'access-control-request-method': 'DELETE' });
		expect(refused.status).toBe(405);
	});
});

test('takes compressed bodies, and gives them where it is told to', async () => {
	const body = gzipSync(JSON.stringify({ channel: 'Chat' }));
	const headers = { ...basic(logins.integration), accept: '*/*' };
	const zipped = { ...headers, 'content-encoding': 'gzip', 'content-type': 'application/json' };
	const url = `${instance.url}/api/now/interaction`;
	expect((await fetch(url, { method: 'POST', headers: zipped, body })).status).toBe(201);
	instance.settings.gzip = true;
	const response = await new Promise<IncomingMessage>((resolve, reject) => {
		const options = { headers: { ...headers, 'accept-encoding': 'gzip' } };
		httpGet(`${instance.url}/api/now/contact`, options, resolve).on('error', reject);
	});
	const bytes = Buffer.concat(await response.toArray());
	expect(response.headers['content-encoding']).toBe('gzip');
	expect(JSON.parse(gunzipSync(bytes).toString()).result).toHaveLength(10);
});
