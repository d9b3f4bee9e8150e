import type { IDataObject } from 'n8n-workflow';
import { useInstancePerTest } from '../support/instance.mts';
import { useStub } from '../support/stub.mts';
import { runOperation } from './operation.mts';

// A busy machine takes its time for many pages.
jest.setTimeout(30_000);

const table = 'customer_contact';
const STATS_PATH = `/api/now/stats/${table}`;

const COUNT_PATH = `/api/now/table/${table}`;

const orders: Array<[how: string, parameters: IDataObject]> = [
	['in no order', {}],
	['in an order of the user', { sysparm_query: 'ORDERBYDESCsys_id' }],
];

describe('contacts behind many that are hidden from the user', () => {
	const instance = useInstancePerTest({ seedContacts: 1500 });

	/** Hides contacts by their place in the order of the sys_ids. @returns the others */
	function hide(isHidden: (place: number) => boolean): string[] {
		const ids = [...instance.store.table(table).keys()].sort();
		const hidden = new Set(ids.filter((_, place) => isHidden(place)));
		instance.settings.hiddenRows = { [table]: ({ sys_id: id }) => hidden.has(id) };
		return ids.filter((id) => !hidden.has(id));
	}

	async function readAll(parameters: IDataObject) {
		const run = { returnAll: true, ...parameters };
		const { json, error } = await runOperation('contact.getAll', instance.url, run);
		expect(error).toBeUndefined();
		return {
			ids: json.map(({ sys_id: id }) => String(id)).sort(),
			warnings: new Set(json.map(({ query_warning: warning }) => warning)),
		};
	}

	const stretches: Array<
		[where: string, isHidden: (place: number) => boolean, cap: number | undefined]
	> = [
		['in the middle, of short pages', (place) => place >= 300 && place < 1400, 100],
		['behind the first page', (place) => place >= 4 && place < 1490, undefined],
	];

	describe.each(orders)('%s', (_how, parameters) => {
		test.each(stretches)('come all: %s', async (_where, isHidden, cap) => {
			const visible = hide(isHidden);
			if (cap) instance.settings.rowCap = { [table]: cap };
			const { ids, warnings } = await readAll(parameters);
			expect(ids).toEqual(visible);
			expect([...warnings]).toEqual([undefined]);
		});
	});

	/** No API of tables counts for the user. */
	function refuseCounts(paths: string[]): void {
		for (const path of paths) {
			const fault = { status: 403, message: 'User Not Authorized' };
			instance.faults.add({ match: { path }, fault });
		}
	}

	test('come all where the Aggregate API alone counts', async () => {
		const visible = hide((place) => place >= 300 && place < 1400);
		instance.settings.rowCap = { [table]: 100 };
		refuseCounts([COUNT_PATH]);
		const { ids, warnings } = await readAll({});
		expect(ids).toEqual(visible);
		expect([...warnings]).toEqual([undefined]);
	});

	test('are told to be missing where the user may not count', async () => {
		hide((place) => place >= 300 && place < 1400);
		instance.settings.rowCap = { [table]: 100 };
		refuseCounts([COUNT_PATH, STATS_PATH]);
		const { warnings } = await readAll({});
		expect([...warnings]).toEqual([expect.stringContaining('Contacts are missing')]);
		const counts = () =>
			instance.requests.filter(({ path }) => path === COUNT_PATH || path === STATS_PATH).length;
		expect(counts()).toBe(4);
		await readAll({});
		expect(counts()).toBe(4);
	});

	test('are not counted by another API when a quota cancels the count', async () => {
		hide((place) => place >= 300 && place < 1400);
		instance.faults.add({ match: { path: COUNT_PATH }, fault: { kind: 'cutOff', keep: 0 } });
		const { warnings } = await readAll({});
		expect([...warnings]).toEqual([undefined]);
		expect(instance.requests.filter(({ path }) => path === STATS_PATH)).toEqual([]);
	});

	test.each(orders)(
		'cannot be told from none behind the last one, %s',
		async (_how, parameters) => {
			const isReversed = parameters.sysparm_query !== undefined;
			hide((place) => (isReversed ? place < 1260 : place >= 300));
			refuseCounts([COUNT_PATH, STATS_PATH]);
			const { warnings } = await readAll(parameters);
			expect([...warnings]).toEqual([
				expect.stringContaining('Whether contacts are missing is not known'),
			]);
		},
	);

	test('a window that lacks some of them is told not to be the end', async () => {
		hide((place) => place >= 103 && place < 1400);
		const window = (offset: number) => ({
			returnAll: false,
			limit: 100,
			sysparm_query: 'ORDERBYsys_id',
			options: { sysparm_offset: offset },
		});
		const { ids, warnings } = await readAll(window(100));
		expect(ids).toHaveLength(3);
		expect([...warnings]).toEqual([expect.stringContaining('This is not the end')]);
		const { error } = await runOperation('contact.getAll', instance.url, window(200));
		expect(error?.message).toBe(
			`The ServiceNow user can read none of the contacts from 201 to 300 of ${instance.store.table(table).size} [item 0]`,
		);
	});
});

describe('a count that is far more than the user can read', () => {
	const stub = useStub();

	test.each(orders)('is told, %s', async (_how, parameters) => {
		const contact = { sys_id: 'a'.repeat(32), name: 'Ann' };
		stub.answer = ({ path, query }) => {
			if (path === COUNT_PATH)
				return { body: { result: [] }, headers: { 'X-Total-Count': '90000' } };
			const isFirst = query.sysparm_offset === '0' && !query.sysparm_query.includes('sys_id>');
			return { body: { result: isFirst ? [contact] : [] } };
		};
		const { json } = await runOperation('contact.getAll', stub.url, parameters);
		expect(json).toEqual([
			{
				...contact,
				query_warning: expect.stringContaining('Contacts may be missing: far more match'),
			},
		]);
		expect(stub.requests.length).toBeLessThanOrEqual(25);
	});
});
