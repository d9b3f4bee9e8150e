import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { useInstance } from '../support/instance.mts';
import { useStub, type StubRequest } from '../support/stub.mts';
import { searchOf } from './editor.mts';

const TABLE = 'customer_account';

async function listed(url: string, filter = '', token?: string, table = TABLE) {
	const node = table === 'customer_contact' ? 'serviceNowOpenFrame' : 'serviceNowContact';
	return await searchOf({ node, url }, table, filter, token);
}

async function failureOf(url: string, filter = ''): Promise<NodeApiError> {
	return await listed(url, filter).then(
		() => {
			throw new Error('The list was read');
		},
		(error: NodeApiError) => error,
	);
}

function account(index: number, name = `Account ${index}`): IDataObject {
	return { sys_id: String(index).padStart(32, '0'), name, number: `ACCT${index}` };
}

const REFUSED = {
	error: {
		message: 'Insufficient rights to query records',
		detail: 'Field(s) present in the query do not have permission to be read',
	},
	status: 'failure',
};

describe('an instance that does not search as it was asked', () => {
	const instance = useInstance();

	beforeEach(() => {
		for (let index = 0; index < 300; index += 1) {
			instance.store.insert(TABLE, { name: `Filler ${index}`, number: `F${index}` });
		}
		instance.store.insert(TABLE, { name: 'Zürich Needle', number: 'N1' });
	});

	function asked() {
		return instance.requests.filter(({ path }) => path.includes(TABLE)).length;
	}

	test.each([
		['drops the condition', 'drop', 'range'],
		['refuses it', 'refuse', 'range'],
		['drops every condition', 'drop', 'all'],
		['refuses every condition', 'refuse', 'all'],
	] as const)('%s', async (_what, answer, operators) => {
		instance.settings.queryAcls = [{ table: TABLE, columns: '*', answer, operators, orders: true }];
		const { results } = await listed(instance.url, 'needle zurich');
		expect(results.map(({ name }) => name)).toEqual(['Zürich Needle (N1)']);
		expect(asked()).toBeLessThanOrEqual(6);
	});

	test('drops the condition, and an empty search lists all the same', async () => {
		instance.settings.queryAcls = [{ table: TABLE, columns: '*', answer: 'refuse', orders: true }];
		const { results, paginationToken } = await listed(instance.url);
		expect(results.length).toBeGreaterThanOrEqual(50);
		const more = await listed(instance.url, '', paginationToken as string);
		const values = [...results, ...more.results].map(({ value }) => value);
		expect(new Set(values).size).toBe(values.length);
	});

	test('one column that may not be read does not close the list', async () => {
		for (const answer of ['drop', 'refuse'] as const) {
			instance.settings.unreadableColumns = [{ table: TABLE, columns: ['number'], answer }];
			const { results } = await listed(instance.url, 'needle');
			expect(results.map(({ name }) => name)).toEqual(['Zürich Needle']);
		}
	});

	test.each([
		['drop', 'absent', 'clause'],
		['drop', 'absent', 'condition'],
		['drop', 'empty', 'clause'],
		['drop', 'empty', 'condition'],
		['refuse', 'absent', 'clause'],
		['refuse', 'empty', 'clause'],
	] as const)(
		'a name that may not be read is no reason to find nothing in silence: %s, %s, %s',
		async (answer, shown, dropped) => {
			const rule = { table: TABLE, columns: ['name'], answer, shown, dropped };
			instance.settings.unreadableColumns = [rule];
			const error = await failureOf(instance.url, 'needle');
			expect(error.message).toBe(`The table ${TABLE} cannot be searched by name`);
			expect(error.description).toContain('no read access');
			const { results } = await listed(instance.url, 'N1');
			expect(results.map(({ name }) => name)).toEqual([expect.stringContaining('(N1)')]);
		},
	);

	test('one record without a name is not taken for all', async () => {
		instance.store.table(TABLE).clear();
		instance.store.insert(TABLE, { name: '', number: 'N2' });
		expect((await listed(instance.url, 'nobody')).results).toEqual([]);
	});

	test('a table that shows no rows says so', async () => {
		instance.settings.unreadableTables = [TABLE];
		for (const filter of ['', 'needle']) {
			const error = await failureOf(instance.url, filter);
			expect(error.message).toBe(`No record of the table ${TABLE} can be read`);
			expect(error.description).toContain('no read access');
			expect(error.description).toContain('You can still use By ID.');
		}
	});

	test('what nobody is called is not found, after two requests', async () => {
		expect((await listed(instance.url, 'nobody')).results).toEqual([]);
		expect(asked()).toBe(2);
	});

	test('rows without columns say so', async () => {
		instance.settings.emptyRows = { [TABLE]: 1 };
		const error = await failureOf(instance.url);
		expect(error.description).toContain('without their columns');
	});

	test('a cap below the limit, and hidden rows, cost no record and give none twice', async () => {
		instance.settings.rowCap = { [TABLE]: 20 };
		let hidden = 0;
		instance.settings.hiddenRows = { [TABLE]: (row) => row.name.endsWith('7') };
		const values: unknown[] = [];
		let token: string | undefined;
		do {
			const page = await listed(instance.url, 'filler', token);
			values.push(...page.results.map(({ value }) => value));
			token = page.paginationToken as string | undefined;
		} while (token !== undefined);
		for (const row of instance.store.table(TABLE).values()) {
			if (row.name.startsWith('Filler') && row.name.endsWith('7')) hidden += 1;
		}
		expect(new Set(values).size).toBe(values.length);
		expect(values).toHaveLength(300 - hidden);
	});

	test('a read that is cut off once is read again, and one that is always cut is no short list', async () => {
		instance.faults.add({ times: 1, fault: { kind: 'cutOff', keep: 3 } });
		expect((await listed(instance.url, 'filler')).results).toHaveLength(50);
		instance.faults.add({ fault: { kind: 'cutOff', keep: 3 } });
		const error = await failureOf(instance.url, 'filler');
		expect(error.message).toBe('The instance cut off the response');
		expect(error.description).toContain('You can still use By ID.');
	});
});

describe('an instance that answers as none is known to', () => {
	const stub = useStub();

	test('a text that would be a script is refused', async () => {
		for (const filter of ['javascript:gs.getUserID()', 'a JavaScript:x']) {
			const error = await failureOf(stub.url, filter);
			expect(error.message).toBe('The search text contains "javascript:"');
		}
		expect(stub.requests).toEqual([]);
	});

	test('nothing but plain reads is answered, and the text is found far behind', async () => {
		const all = Array.from({ length: 700 }, (_, index) => account(index));
		stub.answer = ({ query }: StubRequest) => {
			if (query.sysparm_query) return { status: 403, body: REFUSED };
			const offset = Number(query.sysparm_offset);
			return { body: { result: all.slice(offset, offset + Number(query.sysparm_limit)) } };
		};
		const { results } = await listed(stub.url, '655');
		expect(results.map(({ name }) => name)).toEqual(['Account 655 (ACCT655)']);
		expect(stub.requests).toHaveLength(6);
	});

	test('where it is not found in what may be looked through, that is said', async () => {
		stub.answer = ({ query }) => {
			if (query.sysparm_query) return { status: 403, body: REFUSED };
			const offset = Number(query.sysparm_offset);
			return {
				body: { result: Array.from({ length: 200 }, (_, index) => account(offset + index)) },
			};
		};
		const error = await failureOf(stub.url, 'needle');
		expect(error.message).toBe(
			`The ServiceNow user may not search the table ${TABLE} by part of a text`,
		);
		expect(error.description).toContain('first 800 records');
		expect(stub.requests).toHaveLength(7);
	});

	test('references and choices come with their values', async () => {
		const row = {
			sys_id: { display_value: '', value: '1'.repeat(32) },
			name: { display_value: 'Acme', value: 'x', link: 'https://example.com' },
			number: { link: 'https://example.com', value: 'ACCT1' },
		};
		stub.answer = () => ({ body: { result: [row] } });
		const { results } = await listed(stub.url, 'acme');
		expect(results).toEqual([
			{
				name: 'Acme (ACCT1)',
				value: '1'.repeat(32),
				url: `${stub.url}/${TABLE}.do?sys_id=${'1'.repeat(32)}`,
			},
		]);
	});

	test('a page of a gateway is no missing right', async () => {
		stub.answer = () => ({ status: 403, body: '<html><h1>403 Forbidden</h1></html>' });
		const error = await failureOf(stub.url, 'a');
		expect(error.message).not.toContain('read access to the table');
		expect(stub.requests).toHaveLength(1);
	});

	test('a refused table costs three requests', async () => {
		stub.answer = () => ({ status: 403, body: REFUSED });
		const error = await failureOf(stub.url, 'a');
		expect(error.message).toBe(`The ServiceNow user has no read access to the table ${TABLE}`);
		expect(stub.requests).toHaveLength(3);
	});
});
