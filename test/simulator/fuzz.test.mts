import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import fc from 'fast-check';
import { logins, seeded } from '../../simulator/instance.mts';
import { basic, send } from './client.mts';
import { useInstance } from '../support/instance.mts';

const instance = useInstance({ latencyMs: 0 });

const agent = new Agent({ keepAlive: false, maxSockets: 16 });
afterAll(() => agent.destroy());

interface Sent {
	method: string;
	path: string;
	headers: Record<string, string>;
	body: string;
}

const odd = fc.constantFrom(
	...['', '%', '%00', '%ff', '..', '__proto__', 'constructor', 'toString', 'é😀', '\\', '^', '^NQ'],
	...['null', '-1', '1e99', '[]', '{}', 'javascript:', 'a'.repeat(3000), '$&', '(', '|', '@', '\0'],
);

const word = fc.oneof(
	odd,
	fc.string({ maxLength: 12 }),
	fc.constantFrom(
		...['contact', 'interaction', 'customer_contact', 'sys_user', 'city', 'account', 'manager'],
		...[seeded.contacts.jane, seeded.interactions.call, 'v1', 'v2', 'table', 'stats', 'attachment'],
		...['incident', 'sys_attachment', 'sys_dictionary', 'u_new', 'comments', 'state', 'caller_id'],
		...[seeded.incidents.mail, 'file', 'upload', 'attributes', 'sys_tags', 'COUNT', 'DESC', '>'],
	),
);

const operator = fc.constantFrom(
	...[
		'=',
		'!=',
		'<',
		'<=',
		'LIKE',
		'*',
		'%',
		'IN',
		'NOT IN',
		'BETWEEN',
		'SAMEAS',
		'GT_FIELD',
		'ON',
	],
	...[
		'DYNAMIC',
		'DATEPART',
		'RELATIVEGT',
		'MORETHAN',
		'ISEMPTY',
		'ANYTHING',
		'RLQUERY',
		'VALCHANGES',
		'IN_HIERARCHY',
		'INSTANCEOF',
		'RELATIVEEE',
		'@day@ago@1',
	],
	...['.', '^OR', '^NQ', '^EQ^', '^ORDERBY', '^GROUPBY', '^ENDRLQUERY', 'javascript:gs.daysAgo(9)'],
);

const query = fc.array(fc.oneof(word, operator), { maxLength: 8 }).map((parts) => parts.join(''));

const parameter = fc.tuple(
	fc.oneof(
		fc.constantFrom('sysparm_fields', 'sysparm_limit', 'sysparm_offset', 'sysparm_display_value'),
		fc.constantFrom('sysparm_query', 'sysparm_query', 'grant_type', 'redirect_uri', 'code'),
		fc.constantFrom('sysparm_group_by', 'sysparm_having', 'sysparm_order_by', 'sysparm_avg_fields'),
		fc.constantFrom('table_name', 'table_sys_id', 'file_name', 'sysparm_input_display_value'),
		word,
	),
	query,
);

const xmlParts = [
	...[
		'<entry>',
		'</entry>',
		'<name>',
		'</name>',
		'<a b="c">',
		'</a>',
		'<a/>',
		'&amp;',
		'&#0;',
		'&x;',
	],
	...[
		'<![CDATA[',
		']]>',
		'<!--',
		'-->',
		'<?x',
		'?>',
		'<!DOCTYPE',
		'<__proto__>',
		'\ud800',
		'&#x110000;',
	],
];

const batched = word.map((part) => `/api/now/table/incident/${part}`);

const json = fc.oneof(
	fc.json({ maxDepth: 3 }),
	fc
		.dictionary(word, fc.oneof(word, fc.jsonValue({ maxDepth: 1 })))
		.map((one) => JSON.stringify(one)),
	fc.string({ maxLength: 40 }),
	fc.constant('<xml/>'),
	fc
		.array(fc.record({ id: word, method: word, url: batched, body: word }), { maxLength: 3 })
		.map((rest_requests) => JSON.stringify({ rest_requests })),
	fc
		.array(fc.oneof(word, fc.constantFrom(...xmlParts)), { maxLength: 8 })
		.map((parts) => `<request>${parts.join('')}</request>`),
	fc.constant(
		'--x\r\nContent-Disposition: form-data; name="table_name"\r\n\r\nincident\r\n--x--\r\n',
	),
);

const bases = [
	...['/api/now/table', '/api/now/v1/table', '/api/now/contact', '/api/now/v2/contact'],
	...['/api/now/interaction', '/api/now/openframe/voice-interaction', '/api/now/stats'],
	...['/api/now/conversation', '/api/now/helprequest', '/api/now/attachment', '/oauth_token.do'],
	...['/api/now/batch', '/api/now/batch'],
	...['/oauth_auth.do', '/api', '/', '/__simulator'],
];

const controls =
	'settings faults log-in requests tables ids records records/incident snapshots/a health reset'.split(
		' ',
	);

const path = fc.oneof(
	fc
		.tuple(fc.constantFrom(...bases), fc.array(word, { maxLength: 3 }))
		.map(([base, rest]) =>
			[base, ...rest.map((part) => (/^%\w*$/.test(part) ? part : encodeURIComponent(part)))].join(
				'/',
			),
		),
	fc.constantFrom(...controls).map((name) => `/__simulator/${name}`),
);

const sent: fc.Arbitrary<Sent> = fc.record({
	method: fc.constantFrom('GET', 'GET', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
	path: fc
		.tuple(path, fc.array(parameter, { maxLength: 4 }))
		.map(([at, pairs]) => `${at}?${new URLSearchParams(pairs).toString()}`),
	headers: fc.record(
		{
			accept: fc.constantFrom('application/json', '*/*', 'application/xml', 'x'),
			'content-type': fc.constantFrom(
				'application/json',
				'application/xml',
				'text/plain',
				'x',
				'',
				'multipart/form-data',
				'multipart/form-data; boundary=x',
			),
			'x-sn-apikey': fc.constantFrom('x', ''),
			'x-http-method-override': fc.constantFrom('GET', 'PATCH', 'x', ''),
			'content-encoding': fc.constantFrom('gzip', 'br'),
			origin: fc.constantFrom('http://evil.example', 'null'),
			cookie: fc.constantFrom('JSESSIONID=x', `glide_user_route=glide.${'a'.repeat(32)}`, '='),
		},
		{ requiredKeys: ['accept'] },
	),
	body: fc.oneof(fc.constant(''), json),
});

const answerTo = ({ method, path: target, headers, body }: Sent): Promise<[number, string]> =>
	new Promise((resolve, reject) => {
		const { port } = instance;
		const all = { ...basic(logins.integration), ...headers };
		const carries = method !== 'GET' && method !== 'HEAD';
		const options = { port, method, path: target, headers: all, agent, timeout: 5000 };
		const call = httpRequest(options, (response) => {
			void textOf(response).then((text) => resolve([response.statusCode ?? 0, text]), reject);
		});
		call.on('timeout', () => call.destroy(new Error(`No answer to ${method} ${target}`)));
		call.on('error', (error) => resolve([0, error.message]));
		call.end(carries ? body : undefined);
	});

test('no request is answered with 500, or not at all', async () => {
	const requests = fc.sample(sent, { numRuns: 1500, seed: 20261128 });
	const broken: unknown[] = [];
	for (let at = 0; at < requests.length; at += 10) {
		const some = requests.slice(at, at + 10);
		const answers = await Promise.all(some.map(answerTo));
		answers.forEach(([status, text], index) => {
			if (status === 500 || status === 0) broken.push({ ...some[index], status, text });
		});
		instance.reset();
		instance.settings.tablesOnWrite = at % 20 === 0;
	}
	expect(broken).toEqual([]);
}, 20_000);

test('bytes that are no HTTP leave the others alone', async () => {
	const garbage = [
		'\0\0\0',
		'GET\r\n\r\n',
		'GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n',
		'\x16\x03\x01',
	];
	for (const bytes of garbage) {
		const socket = connect(instance.port);
		socket.on('error', () => undefined);
		socket.end(bytes);
	}
	expect((await send(instance, 'GET', '/api/now/contact?sysparm_limit=1')).status).toBe(200);
});

test('a parameter that is given twice counts once, and aloud', async () => {
	const query = 'sysparm_query=name%3DJane+Contact&sysparm_query=name%3Dx';
	const reply = await send(instance, 'GET', `/api/now/contact?${query}`);
	expect(reply.result).toHaveLength(1);
	expect(reply.headers.get('x-simulator-ignored')).toBe('another sysparm_query');
});
