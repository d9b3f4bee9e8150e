import type { INodeProperties, NodeApiError } from 'n8n-workflow';
import { REFERENCE_TABLES, type ReferenceTable } from '../../nodes/shared/fields/referenceTables';
import { users } from '../../simulator/login/logins.mts';
import { schema } from '../../simulator/records/schema.mts';
import { menu } from '../contract/fields.mts';
import { searchOf, type OpenNode } from './editor.mts';
import { useInstance } from '../support/instance.mts';
import { seeded } from '../../simulator/instance.mts';

const instance = useInstance();

function open(options: Partial<OpenNode> = {}): OpenNode {
	return { node: 'serviceNowContact', url: instance.url, ...options };
}

const tables = Object.entries<ReferenceTable>(REFERENCE_TABLES);

function listOf(field: INodeProperties): string {
	const [list] = field.modes!;
	expect(list).toMatchObject({ name: 'list', typeOptions: { searchable: true } });
	return list.typeOptions!.searchListMethod!;
}

const fields = menu.flatMap(({ id, node, allFields }) =>
	allFields
		// Columns have tests of their own.
		.filter((field) => field.type === 'resourceLocator' && listOf(field) in REFERENCE_TABLES)
		.map((field) => [`${id} ${field.name}`, field, node] as const),
);

test.each(fields)('%s is picked by name', async (_title, field, { description }) => {
	const row = { documentTable: 'customer_account' };
	const inRow = {
		parameters: { additionalFields: { relatedRecords: { record: [row] } } },
		path: 'parameters.additionalFields.relatedRecords.record[0].documentId',
	};
	const { results } = await searchOf(open({ node: description.name, ...inRow }), listOf(field));
	const { fixed = [] }: ReferenceTable = REFERENCE_TABLES[listOf(field) as 'interaction'];
	expect(results.length).toBeGreaterThan(fixed.length);
	expect(results.slice(0, fixed.length).map(({ value }) => value)).toEqual(fixed);
	for (const { name, value, url } of results.slice(fixed.length)) {
		expect(name).not.toBe(value);
		expect(value).not.toBe('');
		expect(url).toMatch(/\.do\?sys_id=[0-9a-f]{32}$/);
	}
});

test.each(fields)('%s is given by ID, and by URL where that holds its value', (_title, field) => {
	const row: ReferenceTable = REFERENCE_TABLES[listOf(field) as 'interaction'];
	const keys = row.hasKeys ? ['number', 'clientSessionId'] : [];
	const expected = row.valueColumn ? ['list', 'id'] : ['list', 'id', 'url', ...keys];
	expect(field.modes!.map(({ name }) => name)).toEqual(expected);
});

test('no table is listed that no field refers to', () => {
	// The tables that a related record can be selected from.
	const related = ['csm_consumer', 'sn_customerservice_case'];
	const used = new Set([...fields.map(([, field]) => listOf(field)), ...related]);
	expect(tables.map(([name]) => name).filter((name) => !used.has(name))).toEqual([]);
});

test.each(tables)('%s has the columns that are searched and shown', (name, reference) => {
	const { table = name, search, tellApart, valueColumn = 'sys_id', tableFrom } = reference;
	// Another row has the columns of the table that the user selects.
	if (tableFrom !== undefined) return;
	for (const path of [...search, ...tellApart, valueColumn]) {
		const steps = path.split('.');
		const column = steps.pop()!;
		const owner = steps.reduce((at, step) => schema[at].references[step], table);
		expect(schema[owner].columns).toContain(column);
	}
});

function related(documentTable: string, documentId = ''): OpenNode {
	const record = [{ documentTable, documentId }];
	return open({
		node: 'serviceNowOpenFrame',
		parameters: { additionalFields: { relatedRecords: { record } } },
		path: 'parameters.additionalFields.relatedRecords.record[0].documentId',
	});
}

test.each([
	['customer_account', 'boxeo', 'Boxeo (ACCT0000001)'],
	['csm_consumer', 'petra', 'Petra Lindqvist (petra.lindqvist@example.com)'],
	['customer_contact', 'jane', 'Jane Contact (jane.contact@mailinator.com, +16692627777)'],
	['sn_customerservice_case', 'invoice', 'CS0000001 (1, Invoice shows a returned item)'],
])(
	'a related record is picked from the table that the row names: %s',
	async (table, typed, name) => {
		const { results } = await searchOf(related(table), 'related_record', typed);
		expect(results.map((result) => result.name)).toEqual([name]);
	},
);

test('a related record of another table has no list, and the list says what to do', async () => {
	const problem = await searchOf(related('incident'), 'related_record').catch((e: Error) => e);
	expect(problem).toMatchObject({
		message: 'There is no list of records for the table "incident"',
		description: 'Use By ID and enter the sys_id of the record, or select another table.',
	});
	expect(instance.requests).toEqual([]);
});

test('contacts come from the Contact API, which needs no right to the table', async () => {
	instance.settings.deniedTables = ['customer_contact'];
	const { results } = await searchOf(open(), 'customer_contact', 'George Warren');
	expect(results).toEqual([
		{
			name: 'George Warren (geo.warren@mailinator.com, +1 858 287 7834)',
			value: seeded.contacts.george,
			url: `${instance.url}/customer_contact.do?sys_id=${seeded.contacts.george}`,
		},
	]);
	expect(instance.requests.map(({ path }) => path)).toEqual(['/api/now/contact']);
});

test.each([
	[
		'the plugin is not active',
		() => (instance.settings.inactivePlugins = ['com.sn_customerservice']),
	],
	[
		'the user lacks the role',
		() => instance.faults.add({ match: { path: '/api/now/contact' }, fault: { status: 403 } }),
	],
])('contacts come from the table where %s', async (_reason, arrange) => {
	arrange();
	const { results } = await searchOf(open(), 'customer_contact', 'George Warren');
	expect(results).toMatchObject([{ value: seeded.contacts.george }]);
	expect(instance.requests.at(-1)).toMatchObject({
		path: '/api/now/table/customer_contact',
		query: { sysparm_fields: 'sys_id,name,email,phone' },
	});
});

test('namesakes are told apart', async () => {
	for (const email of ['a@example.com', 'b@example.com']) {
		instance.store.insert('customer_contact', { name: 'Ann Same', email });
	}
	const { results } = await searchOf(open(), 'customer_contact', 'Ann Same');
	expect(results.map(({ name }) => name).sort()).toEqual([
		'Ann Same (a@example.com)',
		'Ann Same (b@example.com)',
	]);
});

test.each([
	[
		'customer_contact',
		'warren george',
		'George Warren (geo.warren@mailinator.com, +1 858 287 7834)',
	],
	[
		'customer_contact',
		' mailinator  Jane ',
		'Jane Contact (jane.contact@mailinator.com, +16692627777)',
	],
	[
		'customer_contact',
		'858 287 7834',
		'George Warren (geo.warren@mailinator.com, +1 858 287 7834)',
	],
	['customer_account', 'ACCT0000001', 'Boxeo (ACCT0000001)'],
	['customer_account', 'harbour & f', 'Harbour & Finch (ACCT0000003)'],
	['cmn_cost_center', '1346', 'Support Americas (1346)'],
])('in %s, "%s" finds one record', async (table, typed, name) => {
	const { results } = await searchOf(open(), table, typed);
	expect(results.map((result) => result.name)).toEqual([name]);
});

test.each(['%', ',', 'a,b', '=', '!=', '&x=1', '#', '"', "'", '\\', 'ORDERBYname', '{{ 1 }}', 'é'])(
	'a search for %s breaks nothing',
	async (typed) => {
		const { results } = await searchOf(open(), 'customer_account', typed);
		expect(results.length).toBeLessThan(9);
		const { sysparm_query: query } = instance.requests[0].query;
		expect(query).toMatch(/^nameLIKE.+\^ORnumberLIKE.+\^ORDERBYname\^ORDERBYsys_id$/);
		for (const word of typed.split(' ')) expect(query).toContain(`nameLIKE${word}^`);
	},
);

test('what would be another condition is refused, with a way out', async () => {
	const error = await failureOf('customer_account', { filter: 'a^b' });
	expect(error.message).toBe('The search text contains "^"');
	expect(instance.requests).toEqual([]);
});

async function everyPage(table: string): Promise<string[]> {
	const values: string[] = [];
	let token: string | undefined;
	do {
		const { results, paginationToken } = await searchOf(open(), table, '', token);
		values.push(...results.map(({ value }) => String(value)));
		token = paginationToken;
	} while (token !== undefined);
	return values;
}

test.each(['customer_contact', 'interaction', 'sys_user'])(
	'%s: every record once over all pages, in whatever order the instance has them',
	async (table) => {
		for (let index = 0; index < 130; index += 1) {
			instance.store.insert(table, { name: 'Same Name', number: 'X' });
		}
		instance.settings.unstableOrder = true;
		const values = await everyPage(table);
		expect(values).toHaveLength(instance.store.table(table).size);
		expect(new Set(values).size).toBe(values.length);
	},
);

test('a short page is not the end, where access rules hide records', async () => {
	const ids = instance.store.table('customer_contact').sortedIds();
	instance.settings.hideContacts = ({ sys_id }) => sys_id === ids[3];
	const values = await everyPage('customer_contact');
	expect(values).toHaveLength(ids.length - 1);
});

test('the newest interaction is the first', async () => {
	instance.store.insert('interaction', {
		number: 'IMS0000000',
		sys_created_on: '2031-01-01 00:00:00',
	});
	const { results } = await searchOf(open({ node: 'serviceNowHelpRequest' }), 'interaction');
	expect(results[0].name).toContain('IMS0000000');
});

test('only the columns that are shown leave the table', async () => {
	await searchOf(open(), 'customer_account', 'box');
	expect(instance.requests[0].query).toMatchObject({
		sysparm_fields: 'sys_id,name,number',
		sysparm_limit: '50',
		sysparm_no_count: 'true',
	});
});

async function failureOf(
	table: string,
	{ filter = '', ...options }: Partial<OpenNode> & { filter?: string } = {},
): Promise<NodeApiError> {
	return await searchOf(open(options), table, filter).then(
		() => {
			throw new Error('The list was read');
		},
		(error: NodeApiError) => error,
	);
}

test('a user without rights to a table reads that in the list, and how to go on', async () => {
	const { userName: username, password } = users.find(({ userName }) => userName === 'limited')!;
	const credentials = { username, password };
	const error = await failureOf('customer_account', { credentials });
	expect(error).toMatchObject({
		message: 'The ServiceNow user has no read access to the table customer_account',
		description:
			'Use By ID and enter the sys_id, or ask an administrator to give the user read access to the table.',
		httpCode: '403',
	});
});

test.each([
	[
		'hibernates',
		{ kind: 'hibernating' },
		'The ServiceNow instance is hibernating',
		'Wake up the instance',
	],
	[
		'shows a login page',
		{ kind: 'loginPage' },
		'The host returned a web page',
		'You can still use By ID',
	],
	[
		'redirects',
		{ kind: 'redirect', location: 'https://example.com' },
		'The host redirects',
		'By ID',
	],
	[
		'has too much to do',
		{ status: 429 },
		'The instance has too many requests',
		'You can still use By ID',
	],
	[
		'breaks the connection',
		{ kind: 'reset' },
		'The connection to the instance was lost',
		'You can still use By ID',
	],
])('an instance that %s', async (_what, fault, message, description) => {
	instance.faults.add({ fault: fault as never });
	const error = await failureOf('customer_account');
	expect(error.message).toContain(message);
	expect(error.description).toContain(description);
});

test('a wrong password, an unknown host, plain http', async () => {
	const wrong = await failureOf('sys_user', { credentials: { password: 'not-the-password' } });
	expect(wrong.message).toBe('ServiceNow rejected the credential');
	expect(JSON.stringify(wrong)).not.toContain('not-the-password');
	const nowhere = await failureOf('sys_user', { url: 'https://no-such-host.invalid' });
	expect(nowhere.message).toMatch(
		/^(The host name of the instance was not found|Could not connect)/,
	);
	const plain = await failureOf('sys_user', { url: 'http://instance.example.com' });
	expect(plain.message).toContain('unencrypted');
});

test('an OAuth2 token that has ended is renewed', async () => {
	const node = open({ authentication: 'oAuth2' });
	await searchOf(node, 'sys_user');
	instance.expireTokens();
	const { results } = await searchOf(node, 'sys_user');
	expect(results.length).toBeGreaterThan(0);
	expect(
		instance.requests.filter(({ path, status }) => path === '/oauth_token.do' && status === 200),
	).toHaveLength(2);
});

test('the accepted channels come first, are searched, and are there without read access', async () => {
	const node = open({ node: 'serviceNowInteraction' });
	const { results } = await searchOf(node, 'sys_cs_provider_application', 'MESS');
	expect(results[0]).toEqual({ name: 'Messaging', value: 'Messaging' });
	instance.faults.add({
		match: { path: '/api/now/table/sys_cs_provider_application' },
		fault: { kind: 'status', status: 403 },
	});
	const without = await searchOf(node, 'sys_cs_provider_application');
	expect(without.results.map(({ value }) => value)).toEqual(
		REFERENCE_TABLES.sys_cs_provider_application.fixed,
	);
});
