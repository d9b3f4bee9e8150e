import { seeded } from '../../simulator/instance.mts';
import { useInstance } from '../support/instance.mts';
import { send, type Reply } from './client.mts';

const instance = useInstance();

const wantsXml = { 'x-sn-apikey': 'simulated-api-key', accept: 'application/xml' };

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

function post(path: string, body: string, headers: Record<string, string> = {}): Promise<Reply> {
	return send(instance, 'POST', path, body, {
		'x-sn-apikey': 'simulated-api-key',
		accept: 'application/json',
		'content-type': 'application/xml',
		...headers,
	});
}

const read = (path: string, headers = wantsXml) => send(instance, 'GET', path, undefined, headers);

const user = `/api/now/table/sys_user/${seeded.users.agent}`;

test('gives a record as elements, empty ones closed', async () => {
	const reply = await read(`${user}?sysparm_fields=user_name,middle_name`);
	const { user_name } = instance.store.get('sys_user', seeded.users.agent) ?? {};
	expect(reply.headers.get('content-type')).toBe('application/xml;charset=UTF-8');
	expect(reply.text).toBe(
		`${HEAD}<response><result><user_name>${user_name}</user_name><middle_name/></result></response>`,
	);
});

test('gives a list as one element after the other, references as link and value', async () => {
	const query = 'sysparm_query=number=INC0000001^ORnumber=INC0000002&sysparm_fields=caller_id';
	instance.store.table('incident').clear();
	for (const number of ['INC0000001', 'INC0000002']) {
		instance.store.insert('incident', { number, caller_id: seeded.users.caller });
	}
	const { text } = await read(`/api/now/table/incident?${query}`);
	const link = `${instance.url}/api/now/table/sys_user/${seeded.users.caller}`;
	const one = `<result><caller_id><link>${link}</link><value>${seeded.users.caller}</value></caller_id></result>`;
	expect(text).toBe(`${HEAD}<response>${one}${one}</response>`);
	const none = await read('/api/now/table/incident?sysparm_query=number=x');
	expect(none.text).toBe(`${HEAD}<response/>`);
});

test('escapes what XML gives a meaning, and leaves out what it has no place for', async () => {
	const row = instance.store.insert('incident', { short_description: '<a> & "b" \u0001é😀\ud800' });
	const path = `/api/now/table/incident/${row.sys_id}?sysparm_fields=short_description`;
	expect((await read(path)).text).toContain(
		'<short_description>&lt;a&gt; &amp; &quot;b&quot; é😀</short_description>',
	);
});

test('gives errors in XML', async () => {
	const reply = await read('/api/now/table/incident/none');
	expect([reply.status, reply.text]).toEqual([
		404,
		`${HEAD}<response><error><message>No Record found</message><detail>Record doesn&apos;t exist or ACL restricts the record retrieval</detail></error><status>failure</status></response>`,
	]);
});

test.each([
	['application/json, application/xml', 'json'],
	['application/xml, application/json', 'xml'],
	['application/xml;q=0.5, application/json', 'json'],
	['application/json;q=0.1, text/xml;q=0.2', 'xml'],
	['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'xml'],
	['application/xml;q=0, */*', 'json'],
	['*/*', 'json'],
])('Accept: %s is answered in %s', async (accept, format) => {
	const reply = await read(user, { ...wantsXml, accept });
	expect(reply.headers.get('content-type')).toBe(`application/${format};charset=UTF-8`);
});

test.each(['text/csv', 'application/json;q=0', 'x'])(
	'Accept: %s is answered with 406',
	async (accept) => {
		const reply = await read(user, { ...wantsXml, accept });
		expect([reply.status, reply.json.status]).toEqual([406, 'failure']);
	},
);

test('Create Contact takes and gives JSON alone, as its page says', async () => {
	const xml = await post('/api/now/contact', '<request/>');
	const wanted = await post('/api/now/contact', '{}', {
		...wantsXml,
		'content-type': 'application/json',
	});
	expect([xml.status, wanted.status]).toEqual([415, 406]);
});

test.each([
	['<request><short_description>a &lt; b</short_description></request>', 'a < b'],
	['<request><entry><short_description>x</short_description></entry></request>', 'x'],
	[
		`<?xml version="1.0" encoding="utf-8"?>\n<request>\n  <short_description a="1"> é &#10;</short_description>\n</request>\n`,
		' é \n',
	],
	['<request><short_description><![CDATA[<b>]]></short_description></request>', '<b>'],
	['<request><short_description/></request>', ''],
])('takes the record in %s', async (body, shown) => {
	const reply = await post('/api/now/table/incident', body);
	expect([reply.status, reply.result.short_description]).toEqual([201, shown]);
});

test('takes the first of several records, and says so', async () => {
	const entry = (name: string) => `<entry><name>${name}</name></entry>`;
	const body = `<request>${entry('a')}${entry('b')}</request>`;
	const reply = await post('/api/now/table/sys_user_group', body, { 'content-type': 'text/xml' });
	expect(reply.result.name).toBe('a');
	expect(reply.headers.get('x-simulator-ignored')).toBe('every record but the first');
});

test('takes lists and objects of an operation, a list of one too', async () => {
	const reply = await post(
		'/api/now/openframe/voice-interaction',
		`<request><clientSessionId>s-1</clientSessionId><inboundId>genesys-voice</inboundId>
			<interaction><userPhoneNumber>+15550100</userPhoneNumber></interaction>
			<phoneLogs><call_id>c-1</call_id></phoneLogs></request>`,
	);
	expect(reply.text).toContain('SUCCESS');
	const logs = [...instance.store.table('sn_openframe_phone_log').values()];
	expect(logs.at(-1)?.call_id).toBe('c-1');
});

const bomb = `<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(20)}">]><request><name>&b;</name></request>`;

test.each([
	['entities of its own', bomb, 400],
	[
		'a file',
		'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><request><name>&x;</name></request>',
		400,
	],
	['an entity that is not declared', '<request><name>&x;</name></request>', 400],
	['tags in tags', `<request>${'<a>'.repeat(40_000)}${'</a>'.repeat(40_000)}</request>`, 400],
	['many tags', `<request>${'<a/>'.repeat(200_000)}</request>`, 501],
	['many entities', `<request><name>${'&amp;'.repeat(200_000)}</name></request>`, 501],
	['another encoding', '<?xml version="1.0" encoding="UTF-16"?><request/>', 501],
	['no end', '<request><name>x</request>', 400],
	['another root', '<incident><name>x</name></incident>', 400],
	['two roots', '<request/><request/>', 400],
	['text alone', '<request>x</request>', 400],
	['JSON', '{"name": "x"}', 400],
	['more than 10 MB', `<request><name>${'x'.repeat(10 * 1024 * 1024)}</name></request>`, 400],
])('refuses a body with %s, soon', async (_, body, status) => {
	const startedAt = performance.now();
	const reply = await post('/api/now/table/sys_user_group', body);
	expect([reply.status, reply.json.status]).toEqual([status, 'failure']);
	expect(performance.now() - startedAt).toBeLessThan(4000);
});

test('takes no element for a part of JavaScript', async () => {
	const elements = '<__proto__><x>1</x></__proto__><constructor>1</constructor>';
	await post('/api/now/table/sys_user_group', `<request>${elements}</request>`);
	expect(({} as { x?: string }).x).toBeUndefined();
});
