import { logins } from '../../simulator/instance.mts';
import { useInstance } from '../support/instance.mts';
import { basic, send } from './client.mts';

/** What other people's clients count on, as their tests against real instances show. */
const instance = useInstance();

const incidents = '/api/now/table/incident';
const headers = { ...basic(logins.integration), accept: 'application/json' };

test('a new record has the sys_id that it is given, once', async () => {
	const body = { sys_id: 'AAAABBBBCCCCDDDDEEEEFFFF00001111', short_description: 'mine' };
	const made = await send(instance, 'POST', incidents, body);
	expect(made.result.sys_id).toBe(body.sys_id);
	expect(made.headers.get('x-simulator-ignored')).toBeNull();
	const again = await send(instance, 'POST', incidents, body);
	expect(again.result.sys_id).not.toBe(body.sys_id);
	expect(again.headers.get('x-simulator-ignored')).toBe('the field sys_id');
});

test('a new record without fields needs no media type, and one with fields does', async () => {
	const url = instance.url + incidents;
	const empty = await fetch(url, { method: 'POST', headers });
	expect(empty.status).toBe(201);
	const bytes = new TextEncoder().encode('{"short_description": "a"}');
	const untyped = await fetch(url, { method: 'POST', headers, body: bytes });
	expect(untyped.status).toBe(400);
});

test('a password is shown as stars, and not told', async () => {
	const users = '/api/now/table/sys_user?sysparm_limit=1&sysparm_fields=user_password';
	const shown = await send(instance, 'GET', `${users}&sysparm_display_value=all`);
	expect(shown.result).toEqual([{ user_password: { display_value: '********', value: '' } }]);
	expect((await send(instance, 'GET', users)).result).toEqual([{ user_password: '' }]);
});

test('a URL that is too long is answered with a page', async () => {
	const reply = await send(instance, 'GET', `/api/now/table/${'a'.repeat(20_000)}`);
	expect(reply.status).toBe(400);
	expect(reply.headers.get('content-type')).toContain('text/html');
	expect(reply.text).toContain('Request header is too large');
});

test('a file comes to a client that accepts JSON, at the URL that its upload named', async () => {
	const { result } = await send(instance, 'POST', incidents, { short_description: 'a' });
	const query = `table_name=incident&table_sys_id=${result.sys_id}&file_name=a.txt`;
	const upload = await fetch(`${instance.url}/api/now/v1/attachment/file?${query}`, {
		method: 'POST',
		headers: { ...headers, 'content-type': 'text/plain' },
		body: 'hello',
	});
	const location = upload.headers.get('location') ?? '';
	expect(location).toMatch(/\/api\/now\/v1\/attachment\/[0-9a-f]{32}\/file$/);
	expect(await (await fetch(location, { headers })).text()).toBe('hello');
});
