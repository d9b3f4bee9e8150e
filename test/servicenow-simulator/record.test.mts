import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { originOf, record } from '../../servicenow-simulator/record/record.mts';
import { replayer } from '../../servicenow-simulator/record/replay.mts';
import { logins, seeded, startInstance } from '../../simulator/instance.mts';
import { useInstance } from '../support/instance.mts';
import { basic } from '../simulator/client.mts';

/** Stands for the real instance. */
const real = useInstance();

let folder: string;
let recorder: Awaited<ReturnType<typeof record>>;
const lines: string[] = [];

beforeEach(async () => {
	lines.length = 0;
	folder = mkdtempSync(join(tmpdir(), 'recordings-'));
	recorder = await record({ target: real.url, folder, port: 0, print: (line) => lines.push(line) });
});

afterEach(async () => {
	await recorder.stop();
	rmSync(folder, { recursive: true });
});

const cookie = 'JSESSIONID=0123456789ABCDEF0123456789ABCDEF';
const { authorization } = basic(logins.integration);
const headers = {
	authorization,
	accept: 'application/json',
	'content-type': 'application/json',
	cookie,
};

const read = async (url: string, path: string, own: Record<string, string> = headers) => {
	const response = await fetch(url + path, { headers: own });
	const body = (await response.json()) as { result: any };
	return { status: response.status, headers: response.headers, body };
};

const contact = `/api/now/table/customer_contact/${seeded.contacts.george}`;

const stored = () =>
	readdirSync(folder)
		.map((name) => readFileSync(join(folder, name), 'utf8'))
		.join('\n');

test('answers are passed on as they are, with links that lead back to the recorder', async () => {
	const own = await read(real.url, contact);
	const passed = await read(recorder.url, contact);
	expect(passed.status).toBe(200);
	expect(JSON.stringify(passed.body)).toBe(
		JSON.stringify(own.body).replaceAll(real.url, recorder.url),
	);
	expect(lines).toEqual([expect.stringMatching(/^GET .*: 200, 0001-GET-\S+\.json$/)]);
});

test('nothing that lets somebody in is stored, nor the address', async () => {
	const { userName, password } = logins.integration;
	await read(recorder.url, `${contact}?sysparm_note=${password}`);
	await read(recorder.url, contact, { 'x-sn-apikey': logins.apiKey, accept: 'application/json' });
	const form = new URLSearchParams({
		grant_type: 'password',
		username: userName,
		password,
		client_id: logins.oauth.clientId,
		client_secret: logins.oauth.clientSecret,
	});
	const token = await fetch(`${recorder.url}/oauth_token.do`, { method: 'POST', body: form });
	const { access_token: accessToken } = (await token.json()) as Record<string, string>;
	await read(recorder.url, contact, {
		authorization: `Bearer ${accessToken}`,
		accept: 'application/json',
	});
	await fetch(`${recorder.url}/api/now/contact`, {
		method: 'POST',
		headers,
		body: JSON.stringify({ last_name: 'Lee', user_password: 'hush-hush', notes: password }),
	});
	expect(readdirSync(folder)).toHaveLength(4);
	expect(lines).toContain('POST /oauth_token.do: 200, not stored');
	const secrets = [
		password,
		authorization.slice(6),
		logins.apiKey,
		logins.oauth.clientSecret,
		accessToken,
		cookie.slice(11),
		'hush-hush',
		real.url,
		String(real.port),
	];
	expect(secrets.filter((secret) => stored().includes(secret))).toEqual([]);
	expect(stored()).toContain('George');
});

test('recordings are replayed in their order, and what was not recorded is simulated', async () => {
	await read(recorder.url, contact);
	const row = real.store.get('customer_contact', seeded.contacts.george)!;
	real.store.update(row, { first_name: 'Recorded' });
	await read(recorder.url, contact);
	const query = '/api/now/table/customer_contact?sysparm_limit=1&sysparm_fields=name,account';
	await read(recorder.url, query);
	const simulated = await startInstance({ replay: replayer(folder) });
	try {
		const names = [];
		for (let time = 0; time < 3; time += 1) {
			names.push((await read(simulated.url, contact)).body.result.first_name);
		}
		expect(names).toEqual(['George', 'Recorded', 'Recorded']);
		const other = '/api/now/table/customer_contact?sysparm_fields=name,account&sysparm_limit=1';
		const replayed = await read(simulated.url, other);
		expect(replayed.headers.get('x-simulator-recorded')).toMatch(/^0003-GET-/);
		expect(replayed.headers.get('x-total-count')).toBe('60');
		expect(replayed.headers.get('link')).toContain(`<${simulated.url}/`);
		expect(replayed.body.result[0].account.link.startsWith(simulated.url)).toBe(true);
		const unknown = await read(simulated.url, '/api/now/table/customer_contact?sysparm_limit=2');
		expect(unknown.headers.get('x-simulator-recorded')).toBeNull();
		expect(unknown.body.result).toHaveLength(2);
	} finally {
		await simulated.close();
	}
});

test('a file is passed on, stored and replayed as it is', async () => {
	const picture = Buffer.from([0xff, 0xd8, 0xff, 0x00, 0x0a, 0x80]);
	const { mail } = seeded.incidents;
	const query = `table_name=incident&table_sys_id=${mail}&file_name=a.jpg`;
	const upload = async (url: string, body = picture) =>
		await fetch(`${url}/api/now/attachment/file?${query}`, {
			method: 'POST',
			headers: { ...headers, 'content-type': 'image/jpeg' },
			body: new Uint8Array(body),
		});
	const form = async (url: string) => {
		const parts = new FormData();
		parts.append('table_name', 'incident');
		parts.append('table_sys_id', mail);
		parts.append('uploadFile', new Blob([new Uint8Array(picture)], { type: 'image/png' }), 'b.png');
		const { 'content-type': _, ...own } = headers;
		return await fetch(`${url}/api/now/attachment/upload`, {
			method: 'POST',
			headers: own,
			body: parts,
		});
	};
	const made = (await (await upload(recorder.url)).json()) as { result: any };
	expect(real.store.files.get(made.result.sys_id)).toEqual(picture);
	const sent = (await (await form(recorder.url)).json()) as { result: any };
	const file = `/api/now/attachment/${made.result.sys_id}/file`;
	const own = { ...headers, accept: '*/*' };
	const passed = await fetch(recorder.url + file, { headers: own });
	expect(Buffer.from(await passed.arrayBuffer())).toEqual(picture);
	expect(stored()).toContain(picture.toString('base64'));

	const simulated = await startInstance({ replay: replayer(folder) });
	try {
		const replayed = await fetch(simulated.url + file, { headers: own });
		expect(Buffer.from(await replayed.arrayBuffer())).toEqual(picture);
		expect(replayed.headers.get('content-type')).toBe('image/jpeg');
		const metadata = JSON.parse(replayed.headers.get('x-attachment-metadata') ?? '') as object;
		expect(metadata).toMatchObject({ download_link: simulated.url + file });
		const again = (await (await upload(simulated.url)).json()) as { result: any };
		expect(again.result.sys_id).toBe(made.result.sys_id);
		const formAgain = (await (await form(simulated.url)).json()) as { result: any };
		expect(formAgain.result.sys_id).toBe(sent.result.sys_id);
		const other = await upload(simulated.url, Buffer.from([0xff, 0xd8, 0xff, 0x01]));
		expect(other.headers.get('x-simulator-recorded')).toBeNull();
	} finally {
		await simulated.close();
	}
});

test('a file that has the password in it is passed on, and not stored', async () => {
	const secret = Buffer.concat([Buffer.from([0xff]), Buffer.from(logins.integration.password)]);
	const query = `table_name=incident&table_sys_id=${seeded.incidents.mail}&file_name=a.bin`;
	const upload = await fetch(`${real.url}/api/now/attachment/file?${query}`, {
		method: 'POST',
		headers: { ...headers, 'content-type': 'application/octet-stream' },
		body: new Uint8Array(secret),
	});
	const { result } = (await upload.json()) as { result: any };
	const path = `/api/now/attachment/${result.sys_id}/file`;
	const passed = await fetch(recorder.url + path, { headers: { ...headers, accept: '*/*' } });
	expect(Buffer.from(await passed.arrayBuffer())).toEqual(secret);
	expect(lines).toEqual([`GET ${path}: 200, not stored`]);
});

test('an instance that is away is said to be so, and not stored', async () => {
	real.goAway(60_000);
	expect((await fetch(recorder.url + contact, { headers })).status).toBe(502);
	expect(readdirSync(folder)).toEqual([]);
	expect(lines).toHaveLength(1);
});

test.each(['http://dev1.service-now.com', 'dev1', 'https://user:pass@dev1.service-now.com'])(
	'a password is not sent to %s',
	(target) => {
		expect(() => originOf(target)).toThrow('is no address of an instance');
	},
);
