import type { FaultRule, Settings, SimulatedInstance } from '../../simulator/instance.mts';
import type { QueryAcl, RowChoice, UnreadableColumns } from '../../simulator/records/access.mts';
import { schema } from '../../simulator/records/schema.mts';

/** A way in which an instance reads its records that the plain simulated one does not have. */
export interface Reality {
	name: string;
	settings: Partial<Settings>;
	faults?: FaultRule[];
}

/** Makes an instance read as it does in a reality. */
export function establish(instance: SimulatedInstance, { settings, faults = [] }: Reality): void {
	Object.assign(instance.settings, settings);
	for (const rule of faults) instance.faults.add(rule);
}

/** What an instance was made to evaluate: the users of these tests gave it no script. */
export function expectNoScripts({ requests }: SimulatedInstance): void {
	const asked = requests.map(({ query }) => String(query.sysparm_query).replace(/\p{C}/gu, ''));
	expect(asked.filter((query) => /javascript\s*:/i.test(query))).toEqual([]);
	expect(requests.flatMap(({ evaluatedScripts = [] }) => evaluatedScripts)).toEqual([]);
}

const someReadsCutOff: FaultRule = {
	match: { method: 'GET' },
	rate: 0.15,
	fault: { kind: 'cutOff', keep: 0.5 },
};

const tables = Object.keys(schema);

function forEachTable<T>(value: T): Record<string, T> {
	return Object.fromEntries(tables.map((table) => [table, value]));
}

function acls(columns: QueryAcl['columns'], rest: Omit<QueryAcl, 'table' | 'columns'>): QueryAcl[] {
	return tables.map((table) => ({ table, columns, ...rest }));
}

function unreadable(columns: string[], rest: Pick<UnreadableColumns, 'answer' | 'shown'>) {
	return tables.map((table) => ({ table, columns, ...rest }));
}

const someRows: RowChoice = ({ sys_id }) => Number.parseInt(sys_id.slice(-1), 16) % 3 === 0;

/** Columns that searches, lists, choices and the trigger ask by. */
const ASKED_BY = [
	['sys_id'],
	['email', 'phone', 'mobile_phone', 'home_phone'],
	['name', 'first_name', 'last_name'],
	['sys_updated_on', 'sys_created_on'],
	['client_session_id'],
	['element', 'inactive', 'language', 'sequence'],
];

function queryAclRealities(answer: QueryAcl['answer']): Reality[] {
	const reality = (
		what: string,
		columns: QueryAcl['columns'],
		rest: Partial<QueryAcl> = {},
		more: Partial<Settings> = {},
	): Reality => ({
		name: `${answer} ${what}`,
		settings: { queryAcls: acls(columns, { answer, ...rest }), ...more },
	});
	return [
		reality('ranges and orders', '*'),
		reality('ranges', '*', { orders: false }),
		reality('ranges, of alternatives each alone', '*', { dropped: 'condition' }),
		reality('every condition and order', '*', { operators: 'all' }),
		reality('ranges and orders, in a new order each time', '*', {}, { unstableOrder: true }),
		reality('ranges and orders, ten rows a page', '*', {}, { rowCap: forEachTable(10) }),
		reality('ranges and orders of sys_id', ['sys_id']),
		reality('ranges of sys_id, ten rows a page', ['sys_id'], {}, { rowCap: forEachTable(10) }),
		...ASKED_BY.slice(1).flatMap((columns) => [
			reality(`ranges and orders of ${columns[0]}`, columns),
			reality(`conditions and orders of ${columns[0]}`, columns, { operators: 'all' }),
		]),
	];
}

function columnRealities(answer: UnreadableColumns['answer']): Reality[] {
	return ASKED_BY.flatMap((columns) =>
		(['absent', 'empty'] as const).map((shown) => ({
			name: `${answer} ${columns[0]}, ${shown} in rows`,
			settings: { unreadableColumns: unreadable(columns, { answer, shown }) },
		})),
	);
}

/** Every reality that readers are tried in. */
export const realities: Reality[] = [
	{ name: 'nothing special', settings: {} },
	{ name: 'ten rows a page', settings: { rowCap: forEachTable(10) } },
	{ name: 'one row a page', settings: { rowCap: forEachTable(1) } },
	{ name: 'some rows hidden', settings: { hiddenRows: forEachTable(someRows) } },
	{ name: 'every row hidden', settings: { hiddenRows: forEachTable<RowChoice>(1) } },
	{
		name: 'some rows hidden, ten a page',
		settings: { hiddenRows: forEachTable(someRows), rowCap: forEachTable(10) },
	},
	{ name: 'some rows empty', settings: { emptyRows: forEachTable(someRows) } },
	{ name: 'every row empty', settings: { emptyRows: forEachTable<RowChoice>(1) } },
	{ name: 'unreadable tables', settings: { unreadableTables: tables } },
	{ name: 'no rows for invalid queries', settings: { invalidQueryReturnsNoRows: true } },
	{ name: 'some reads cut off', settings: {}, faults: [someReadsCutOff] },
	...(['drop', 'refuse'] as const).flatMap((answer) => [
		...queryAclRealities(answer),
		...columnRealities(answer),
	]),
];
