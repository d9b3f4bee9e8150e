import type { INodeListSearchResult } from 'n8n-workflow';
import { REFERENCE_TABLES, type ReferenceTable } from '../../nodes/shared/fields/referenceTables';
import type { SimulatedInstance } from '../../simulator/instance.mts';
import { searchOf } from '../engine/editor.mts';
import { useInstance } from '../support/instance.mts';

const instance = useInstance();

type Settings = SimulatedInstance['settings'];

/** What a login may read and search of a table, as a change to the settings of the instance. */
type Access = (settings: Settings, table: string, column: string) => void;

const ANSWERS = ['drop', 'refuse'] as const;

const access: Array<[string, Access]> = [
	['everything', () => {}],
	...ANSWERS.flatMap((answer) =>
		(['range', 'all'] as const).flatMap((operators): Array<[string, Access]> => [
			[
				`query ACL of the table, ${answer} ${operators}`,
				(settings, table) => {
					settings.queryAcls = [{ table, columns: '*', answer, operators, orders: true }];
				},
			],
			[
				`query ACL of the column, ${answer} ${operators}`,
				(settings, table, column) => {
					settings.queryAcls = [{ table, columns: [column], answer, operators, orders: true }];
				},
			],
		]),
	),
	...ANSWERS.map((answer): [string, Access] => [
		`unreadable column, ${answer}`,
		(settings, table, column) => {
			settings.unreadableColumns = [{ table, columns: [column], answer }];
		},
	]),
	['no row', (settings, table) => (settings.unreadableTables = [table])],
	['403', (settings, table) => (settings.deniedTables = [table])],
	['rows without columns', (settings, table) => (settings.emptyRows = { [table]: 1 })],
	['two rows at a time', (settings, table) => (settings.rowCap = { [table]: 2 })],
	['any order', (settings) => (settings.unstableOrder = true)],
];

/** Tables whose names stand in the table itself. */
const tables = Object.entries<ReferenceTable>(REFERENCE_TABLES).filter(
	([, { search, tableFrom }]) => tableFrom === undefined && !search[0].includes('.'),
);

const cases = tables.flatMap(([name, reference]) =>
	access.flatMap(([rights, arrange]) =>
		[false, true].map((returnsNoRows) => ({ name, reference, rights, arrange, returnsNoRows })),
	),
);

let most = 0;

async function search(list: string, filter: string): Promise<INodeListSearchResult | Error> {
	const before = instance.requests.length;
	const node = { node: 'serviceNowContact', url: instance.url };
	const outcome = await searchOf(node, list, filter).catch((error: Error) => error);
	most = Math.max(most, instance.requests.length - before);
	return outcome;
}

test.each(cases)(
	'$name, may read: $rights; invalid queries return no rows: $returnsNoRows',
	async ({ name, reference, arrange, returnsNoRows }) => {
		const { table = name, search: columns } = reference;
		const known = instance.store.insert(table, {
			[columns[0]]: 'Needle in a Haystack',
			inbound_id: 'needle',
		});
		instance.settings.invalidQueryReturnsNoRows = returnsNoRows;
		arrange(instance.settings, table, columns[0]);
		const expected = reference.valueColumn ? 'needle' : known.sys_id;

		const found = await search(name, 'haystack needle');
		if (found instanceof Error) expect(found.message).toMatch(/read|search/);
		else expect(found.results.map(({ value }) => value)).toEqual([expected]);

		const all = await search(name, '');
		if (all instanceof Error) expect(all.message).toMatch(/read/);
		else expect(all.results.length).toBeGreaterThan(0);
	},
);

test('a list takes seven requests at most', () => {
	expect(most).toBeLessThanOrEqual(7);
});
