import type { IDataObject } from 'n8n-workflow';
import { readContacts } from '../../../nodes/ServiceNowContact/resources/contact/getAll/read';
import type { ItemContext } from '../../../nodes/shared/transport/requestContext';
import { itemOf, outcomeOf } from '../once/item.mts';

beforeEach(() => jest.useFakeTimers());

afterEach(() => jest.useRealTimers());

const contactAt = (at: number): IDataObject => ({
	sys_id: String(at).padStart(32, '0'),
	name: `Name ${String(at).padStart(5, '0')}`,
	secret: 'x',
});

/** The operation of an item, for a list. */
const many = ({ operation }: ItemContext) => ({
	operation: { ...operation, records: (rows: unknown) => rows as never },
});

/** What an item reads of so many contacts, and its requests. */
async function read(parameters: IDataObject, count = 10, contact = contactAt) {
	const all = Array.from({ length: count }, (_, at) => contact(at));
	const { item, request, sent } = itemOf(({ qs = {} }) => {
		const query = String(qs.sysparm_query ?? '');
		const after = /sys_id>([0-9a-f]{32})/.exec(query)?.[1] ?? '';
		const start = Number(qs.sysparm_offset ?? 0);
		const found = all.filter(({ sys_id: id }) => String(id) > after);
		return { result: found.slice(start, start + Number(qs.sysparm_limit ?? 10)) };
	}, parameters);
	const output = await outcomeOf(readContacts({ ...item, ...many(item) }, request));
	return { output, sent, queries: sent.map(({ qs }) => qs?.sysparm_query as string | undefined) };
}

const namesIn = (output: unknown) => (output as IDataObject[]).map(({ name }) => name);

test('the first 50 come by default, simplified', async () => {
	const { output } = await read({}, 60);
	expect(output).toHaveLength(50);
	expect((output as IDataObject[])[0]).not.toHaveProperty('secret');
	expect((output as IDataObject[])[0]).not.toHaveProperty('query_warning');
});

test('all come page by page, whole', async () => {
	const { output, sent } = await read({ returnAll: true, simplify: false }, 2500);
	expect(output).toHaveLength(2500);
	expect((output as IDataObject[])[0]).toHaveProperty('secret');
	expect(sent.every(({ qs }) => Number(qs?.sysparm_limit) <= 1000)).toBe(true);
});

test('a window has the limit and the offset that were set', async () => {
	const { output, sent } = await read({ limit: 3, options: { sysparm_offset: '2' } });
	expect(namesIn(output)).toEqual(['Name 00002', 'Name 00003', 'Name 00004']);
	expect(sent[0].qs).toMatchObject({ sysparm_offset: 2 });
});

test('a query goes in front of the order that pages need', async () => {
	const { queries } = await read({ sysparm_query: 'name!=x^ORDERBYname', limit: 5 });
	expect(queries[0]).toMatch(/^name!=x\^ORDERBYname/);
});

test.each<[IDataObject, string]>([
	[{ limit: 0 }, '"Limit" is not a whole number of 1 or more: 0'],
	[{ options: { sysparm_offset: -1 } }, '"Offset" is not a whole number of 0 or more: -1'],
	[{ sysparm_query: 'name=x^RLQUERYa' }, '"Query" has a condition on a related list'],
	[{ sysparm_query: `name=${'x'.repeat(12_000)}` }, '"Query" has 12005 characters'],
	[
		{ sysparm_query: 'ORDERBYname', sort: { orders: [{ column: 'city', direction: 'ORDERBY' }] } },
		'The order is set twice: in "Sort" and in "Query"',
	],
])('%j is refused', async (parameters, message) => {
	const { output, sent } = await read(parameters);
	expect((output as Error).message.startsWith(message)).toBe(true);
	expect(sent).toEqual([]);
});

test('a column that no contact has is told with each of them', async () => {
	const { output } = await read({ sysparm_query: 'u_none=1', limit: 2 });
	expect((output as IDataObject[]).map(({ query_warning: warning }) => warning)).toEqual(
		Array(2).fill(
			'The instance may have ignored the condition on "u_none": none of the contacts returned has that column.',
		),
	);
});

test('rows without columns are left out, and told', async () => {
	const { output } = await read({ limit: 3 }, 3, (at) => (at === 1 ? {} : contactAt(at)));
	expect(namesIn(output)).toEqual(['Name 00000', 'Name 00002']);
	expect((output as IDataObject[])[0].query_warning).toMatch(
		/^Some records came without any column/,
	);
});

test('several warnings are told one after another', async () => {
	const { output } = await read({ sysparm_query: 'u_none=1', limit: 3 }, 3, (at) =>
		at === 1 ? {} : contactAt(at),
	);
	expect((output as IDataObject[])[0].query_warning).toMatch(
		/were left out\. .*\. The instance may have ignored/,
	);
});

test('records that are read to judge an order are not returned', async () => {
	const { output } = await read({ sysparm_query: 'ORDERBYname', limit: 5 }, 60);
	expect(output).toHaveLength(5);
});

test('a number that may be meant as a time is held against a contact that has one', async () => {
	const { output, queries } = await read(
		{
			filters: { conditions: [{ column: 'u_x', operator: 'notEquals', value: '1764331200' }] },
			limit: 1,
		},
		1,
		(at) => ({ ...contactAt(at), u_x: at === 0 ? '2026-01-01 00:00:00' : '' }),
	);
	expect((output as Error).message).toContain('is not a time as the column "u_x" holds it');
	expect(queries).toHaveLength(1);
});

test.each([
	[{ returnAll: 'maybe' }, '"Return All"'],
	[
		{ options: { failOnIgnoredQuery: 'maybe' }, sysparm_query: 'u_none=1' },
		'"Fail on Ignored Query"',
	],
])('%j is refused by its name', async (parameters, name) => {
	const { output } = await read(parameters);
	expect((output as Error).message).toContain(name);
});
