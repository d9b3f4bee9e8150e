import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	logins,
	seeded,
	startInstance,
	type SimulatedInstance,
} from '../../simulator/instance.mts';
import { basic, send } from './client.mts';
import { useInstance } from '../support/instance.mts';

const instance = useInstance();

const { mail, wifi } = seeded.incidents;
const bytes = Buffer.from([0xff, 0xd8, 0xff, 0x00, ...Buffer.from('picture'.repeat(50))]);
const path = '/api/now/attachment';
const file = `${path}/file?table_name=incident&table_sys_id=${mail}&file_name=Issue%20%C3%A9.jpg`;

const upload = (to: SimulatedInstance = instance, url = file, type = 'image/jpeg', body = bytes) =>
	fetch(to.url + url, {
		method: 'POST',
		headers: { ...basic(logins.integration), accept: 'application/json', 'content-type': type },
		body: new Uint8Array(body),
	});
const uploaded = async (to = instance): Promise<Record<string, string>> =>
	((await (await upload(to)).json()) as { result: Record<string, string> }).result;
const download = (sysId: string, accept = '*/*') =>
	fetch(`${instance.url}${path}/${sysId}/file`, {
		headers: { ...basic(logins.integration), accept },
	});

function form(parts: [string, string | Blob, string?][]): Promise<Response> {
	const body = new FormData();
	for (const [name, value, fileName] of parts) {
		if (typeof value === 'string') body.append(name, value);
		else body.append(name, value, fileName);
	}
	const headers = { ...basic(logins.integration), accept: 'application/json' };
	return fetch(`${instance.url}${path}/upload`, { method: 'POST', headers, body });
}

test('takes a file, tells of it, and gives it back', async () => {
	const response = await upload();
	const { result } = (await response.json()) as { result: Record<string, string> };
	expect(response.status).toBe(201);
	expect(response.headers.get('location')).toBe(`${instance.url}${path}/${result.sys_id}/file`);
	const metadata = {
		table_name: 'incident',
		table_sys_id: mail,
		file_name: 'Issue é.jpg',
		content_type: 'image/jpeg',
		size_bytes: String(bytes.length),
		compressed: 'true',
		hash: createHash('sha256').update(bytes).digest('hex'),
		image_width: '',
		sys_created_by: 'integration',
		download_link: `${instance.url}${path}/${result.sys_id}/file`,
	};
	expect(result).toMatchObject({ ...metadata, created_by_name: 'Integration User' });
	expect(Number(result.size_compressed)).toBeLessThan(bytes.length);
	const one = await send(instance, 'GET', `${path}/${result.sys_id}`);
	expect(one.result).toMatchObject(metadata);
	expect(one.result).not.toHaveProperty('created_by_name');

	const back = await download(result.sys_id, 'image/*');
	expect(Buffer.from(await back.arrayBuffer()).equals(bytes)).toBe(true);
	expect(back.headers.get('content-type')).toBe('image/jpeg');
	expect(JSON.parse(back.headers.get('x-attachment-metadata') ?? '')).toMatchObject(metadata);
	expect((await download(result.sys_id, 'image/png')).status).toBe(406);
	expect(instance.requests[0].body).toBe(`${bytes.length} bytes of image/jpeg`);
});

test('takes a form whose last part is the file', async () => {
	const picture = new Blob([new Uint8Array(bytes)], { type: 'image/png' });
	const about: [string, string][] = [
		['table_name', 'incident'],
		['table_sys_id', mail],
	];
	const response = await form([...about, ['uploadFile', picture, 'bänner.png']]);
	const { result } = (await response.json()) as { result: Record<string, string> };
	expect(response.status).toBe(201);
	expect(result).toMatchObject({ file_name: 'bänner.png', content_type: 'image/png' });
	const back = await download(result.sys_id);
	expect(Buffer.from(await back.arrayBuffer()).equals(bytes)).toBe(true);
	expect((await form([['uploadFile', picture, 'a.png'], ...about])).status).toBe(400);
	expect((await form([about[0], ['uploadFile', picture, 'a.png']])).status).toBe(400);
	const url = `${path}/upload`;
	expect((await upload(instance, url)).status).toBe(415);
	expect((await upload(instance, url, 'multipart/form-data; boundary=x')).status).toBe(400);
});

test('lists by query, page by page', async () => {
	for (let index = 0; index < 3; index += 1) await upload();
	await upload(instance, file.replace(mail, wifi));
	const query = `sysparm_query=table_name=incident^table_sys_id=${mail}&sysparm_limit=2`;
	const first = await send(instance, 'GET', `${path}?${query}`);
	expect(first.result).toHaveLength(2);
	expect(first.headers.get('x-total-count')).toBe('3');
	expect(first.headers.get('x-simulator-ignored')).toBeNull();
	expect((await send(instance, 'GET', `${path}?${query}&sysparm_offset=2`)).result).toHaveLength(1);
	const rows = await send(
		instance,
		'GET',
		'/api/now/table/sys_attachment?sysparm_fields=file_name',
	);
	expect(rows.result).toHaveLength(4);
});

test('renames and deletes', async () => {
	const { sys_id } = await uploaded();
	const one = `${path}/${sys_id}`;
	expect((await send(instance, 'PATCH', one, { file_name: 'b.jpg' })).status).toBe(204);
	expect((await send(instance, 'GET', one)).result.file_name).toBe('b.jpg');
	expect((await send(instance, 'PATCH', one, {})).status).toBe(400);
	const bare = { headers: basic(logins.integration), method: 'DELETE' };
	expect((await fetch(instance.url + one, bare)).status).toBe(204);
	expect((await fetch(instance.url + one, bare)).status).toBe(404);
	expect((await download(sys_id)).status).toBe(404);
	expect(instance.store.files.size).toBe(0);
});

test('goes with the record that it hangs on', async () => {
	const { sys_id } = await uploaded();
	await send(instance, 'DELETE', `/api/now/table/incident/${mail}`);
	expect((await send(instance, 'GET', `${path}/${sys_id}`)).status).toBe(404);
	expect(instance.store.files.size).toBe(0);
});

test('has attributes', async () => {
	const attributes = `${path}/${(await uploaded()).sys_id}/attributes`;
	const pair = { key: 'alt', value: 'A picture' };
	const added = await send(instance, 'POST', attributes, pair);
	expect([added.status, added.result]).toEqual([201, pair]);
	await send(instance, 'POST', attributes, { key: 'other', value: '1' });
	expect((await send(instance, 'GET', `${attributes}/alt`)).result).toEqual(pair);
	const changed = await send(instance, 'PUT', `${attributes}/alt`, { value: 'B' });
	expect([changed.status, changed.result]).toEqual([200, { key: 'alt', value: 'B' }]);
	expect((await send(instance, 'GET', attributes)).result).toHaveLength(2);
	expect((await send(instance, 'DELETE', `${attributes}/alt`)).status).toBe(204);
	expect((await send(instance, 'DELETE', `${attributes}/alt`)).status).toBe(404);
	expect((await send(instance, 'PUT', `${attributes}/alt`, { value: 'B' })).status).toBe(404);
	expect((await send(instance, 'POST', attributes, { key: 'x' })).status).toBe(400);
	expect((await send(instance, 'DELETE', attributes)).status).toBe(204);
	expect((await send(instance, 'GET', attributes)).result).toEqual([]);
});

test.each<[string, number, string | null]>([
	[file.replace('file_name=', 'name='), 400, null],
	[file.replace(mail, 'none'), 404, null],
	[file.replace('incident', 'u_none'), 404, null],
	[file.replace('incident', 'problem'), 501, null],
	[`${file}&creation_time=2026-01-02%2003:04:05`, 201, null],
	[`${file}&encryption_context=x`, 201, 'the parameter encryption_context'],
	[`${file}&creation_time=yesterday`, 201, 'the parameter creation_time'],
])('answers %s with %i', async (url, status, ignored) => {
	const response = await upload(instance, url);
	const told = response.headers.get('x-simulator-ignored');
	expect([response.status, told]).toEqual([status, ignored]);
	if (url.includes('2026')) expect(await response.text()).toContain('2026-01-02 03:04:05');
});

test('keeps to what a login may do', async () => {
	const { sys_id } = await uploaded();
	const limited = basic(logins.limited);
	expect((await send(instance, 'GET', path, undefined, limited)).status).toBe(403);
	expect((await send(instance, 'DELETE', `${path}/${sys_id}`, undefined, limited)).status).toBe(
		403,
	);
	expect((await send(instance, 'GET', path, undefined, {})).status).toBe(401);
	instance.settings.writeProtectedTables = ['sys_attachment'];
	expect((await upload()).status).toBe(403);
	expect((await download(sys_id)).status).toBe(200);
	instance.settings.writeProtectedTables = [];
	instance.settings.deniedTables = ['incident'];
	expect((await upload()).status).toBe(404);
	const written = await send(instance, 'POST', '/api/now/table/sys_attachment', {});
	expect(written.status).toBe(501);
});

test('says of a file that is too large that it is the simulator that does not take it', async () => {
	const large = Buffer.alloc(64 * 1024 * 1024 + 1);
	const response = await upload(instance, file, 'image/jpeg', large);
	expect(response.status).toBe(501);
	expect(response.headers.get('x-simulator-not-simulated')).toContain('64 MB');
});

test('keeps files in the folder', async () => {
	const dataFolder = mkdtempSync(join(tmpdir(), 'instance-'));
	try {
		const first = await startInstance({ dataFolder });
		const [kept, gone] = [await uploaded(first), await uploaded(first)];
		await send(first, 'DELETE', `${path}/${gone.sys_id}`);
		await first.close();
		expect(readdirSync(join(dataFolder, 'files'))).toEqual([kept.sys_id]);
		const second = await startInstance({ dataFolder });
		expect(second.store.files.get(kept.sys_id)?.equals(bytes)).toBe(true);
		second.reset();
		await second.close();
		expect(existsSync(join(dataFolder, 'files', kept.sys_id))).toBe(false);
	} finally {
		rmSync(dataFolder, { recursive: true });
	}
});
