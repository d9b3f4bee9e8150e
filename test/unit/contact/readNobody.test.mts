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

describe('contacts that the user can see none of', () => {
	/** The requests of a read that finds nobody; the Table API counts contacts. */
	async function readNone(parameters: IDataObject, counted = 0) {
		const { item, request, sent } = itemOf(() => ({ result: [] }), parameters);
		const counting = async (...args: Parameters<typeof item.execute>) => {
			const response = await item.execute(...args);
			return { ...response, headers: { ...response.headers, 'x-total-count': String(counted) } };
		};
		const output = await outcomeOf(
			readContacts({ ...item, ...many(item), execute: counting }, request),
		);
		return { output, sent };
	}

	test('are none where the table is empty', async () => {
		const { output, sent } = await readNone({});
		expect(output).toEqual([]);
		expect(sent.some(({ url }) => url === '/api/now/table/customer_contact')).toBe(true);
		expect(sent.every(({ qs }) => qs?.sysparm_query !== '')).toBe(true);
	});

	test.each<[string, IDataObject]>([
		['all', {}],
		['of one window', { options: { sysparm_offset: 0 } }],
	])('are an error where there are some: %s', async (_which, parameters) => {
		const { output } = await readNone(parameters, 7);
		expect((output as Error).message).toContain('shows the ServiceNow user no contact at all');
	});

	test.each<[string, IDataObject]>([
		['meet a query', { sysparm_query: 'city=Bern' }],
		['are behind an offset', { options: { sysparm_offset: 5 } }],
	])('may well be none that %s', async (_which, parameters) => {
		expect((await readNone(parameters, 7)).output).toEqual([]);
	});
});

describe('a count of those that match', () => {
	/** An instance that shows three contacts, and one behind them, and counts more. */
	async function readFew(parameters: IDataObject, counted: number) {
		const counts: unknown[] = [];
		const { item, request } = itemOf(({ url, qs = {} }) => {
			if (url?.includes('/table/')) {
				counts.push(qs.sysparm_query);
				return { result: [{ sys_id: 'a' }] };
			}
			const query = String(qs.sysparm_query ?? '');
			const after = /sys_id>(\d+)/.exec(query)?.[1];
			if (Number(qs.sysparm_offset) > 0 || Number(after) > 2) return { result: [] };
			return { result: (after === undefined ? [0, 1, 2] : [3]).map(contactAt) };
		}, parameters);
		const counting = async (...args: Parameters<typeof item.execute>) => {
			const response = await item.execute(...args);
			return { ...response, headers: { ...response.headers, 'x-total-count': String(counted) } };
		};
		const output = await outcomeOf(
			readContacts({ ...item, ...many(item), execute: counting }, request),
		);
		return { output: output as IDataObject[], counts };
	}

	test('shows that none is missing', async () => {
		const { output, counts } = await readFew({ sysparm_query: 'name!=x' }, 3);
		expect(output).toHaveLength(3);
		expect(output[0]).not.toHaveProperty('query_warning');
		expect(counts).toEqual(['name!=x']);
	});

	test('far above what is to be seen is told', async () => {
		const { output, counts } = await readFew({ sysparm_query: 'name!=x', returnAll: true }, 90_000);
		expect(output[0].query_warning).toMatch(/^Contacts may be missing: far more match than/);
		expect(counts).toContain(`name!=x^sys_id>${String(contactAt(3).sys_id)}`);
	});
});

describe('an email address or a phone number', () => {
	const ann = { sys_id: 'a', name: 'Ann', phone: '+13172225678', mobile_phone: '', home_phone: '' };

	async function lookUp(parameters: IDataObject, answer: (query: string) => object) {
		const { item, request, sent, stopOthers } = itemOf(
			({ qs }) => answer(String(qs?.sysparm_query ?? '')),
			{ emailOrPhone: '+13172225678', ...parameters },
		);
		const output = await outcomeOf(readContacts({ ...item, ...many(item) }, request));
		return { output, sent, stopOthers };
	}

	test('is looked up, among those that a query selects', async () => {
		const { output, sent } = await lookUp({ sysparm_query: 'name=Ann', limit: 1 }, () => ({
			result: [ann],
		}));
		expect(output).toMatchObject([{ name: 'Ann' }]);
		expect(output).not.toMatchObject([{ query_warning: expect.anything() as string }]);
		expect(sent).toHaveLength(1);
		expect(sent[0].qs?.sysparm_query).toMatch(/^name=Ann\^phoneIN/);
	});

	test('is told to be searched for in part, where the instance refuses the rest', async () => {
		const { output, stopOthers } = await lookUp({ returnAll: true }, (query) =>
			query.includes('LIKE') ? { status: 403 } : { result: [ann] },
		);
		expect(output).toMatchObject([
			{
				query_warning: expect.stringMatching(
					/^Contacts that have the number in an unusual/,
				) as string,
			},
		]);
		// The refusal is no failure of the item.
		expect(stopOthers).not.toHaveBeenCalled();
	});

	test('that cannot be searched for in another way stops the run', async () => {
		const { output, stopOthers } = await lookUp({}, () => ({ status: 400 }));
		expect(output).toBeInstanceOf(Error);
		expect(stopOthers).toHaveBeenCalled();
	});

	test('of nobody is none, where the search works', async () => {
		const { output } = await lookUp({}, (query) =>
			query.includes('5678') || query.includes('56')
				? { result: [] }
				: { result: [{ ...ann, phone: '1', mobile_phone: '1', home_phone: '1' }] },
		);
		expect(output).toEqual([]);
	});

	test('of nobody is none in an empty table', async () => {
		const { output } = await lookUp({}, () => ({ result: [] }));
		expect(output).toEqual([]);
	});
});
