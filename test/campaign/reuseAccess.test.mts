import { startInstance, type SimulatedInstance } from '../../simulator/instance.mts';
import { runOperation } from '../engine/operation.mts';

const TABLE = 'interaction';
const COLUMN = 'client_session_id';
const ANSWERS = ['drop', 'refuse'] as const;

/** What a login may read and search, each as a change to the settings of an instance. */
type Access = (settings: SimulatedInstance['settings']) => void;

const queryAcls = ANSWERS.flatMap((answer) =>
	(['range', 'all'] as const).flatMap((operators) =>
		([[COLUMN], '*'] as const).flatMap((columns) =>
			(['clause', 'condition'] as const).map((dropped): [string, Access] => [
				`query ACL, ${answer} ${operators} on ${String(columns)} by ${dropped}`,
				(settings) => {
					const rule = { table: TABLE, answer, operators, dropped, orders: true };
					settings.queryAcls = [{ ...rule, columns: columns === '*' ? '*' : [...columns] }];
				},
			]),
		),
	),
);

const unreadable = ANSWERS.flatMap((answer) =>
	[[COLUMN], ['sys_id'], ['sys_created_on'], [COLUMN, 'number']].map(
		(columns): [string, Access] => [
			`unreadable ${columns.join(' and ')}, ${answer}`,
			(settings) => {
				settings.unreadableColumns = [{ table: TABLE, columns, answer }];
			},
		],
	),
);

const access: Array<[string, Access]> = [
	['everything', () => {}],
	...queryAcls,
	...unreadable,
	['no row of the table', (settings) => (settings.unreadableTables = [TABLE])],
	['403 for the table', (settings) => (settings.deniedTables = [TABLE])],
	['rows without columns', (settings) => (settings.emptyRows = { [TABLE]: 1 })],
	['one row at a time', (settings) => (settings.rowCap = { [TABLE]: 1 })],
	['any order', (settings) => (settings.unstableOrder = true)],
];

const cases = access.flatMap(([name, arrange]) =>
	[false, true].flatMap((returnsNoRows) =>
		[false, true].map((isRecorded) => ({ name, arrange, returnsNoRows, isRecorded })),
	),
);

async function record(url: string) {
	return await runOperation('voiceInteraction.create', url, {
		userPhoneNumber: '+14089965744',
		clientSessionId: 'call-1',
		reuseByClientSessionId: true,
		options: { settleTime: 0, maxWait: 1 },
	});
}

function callsOf({ store }: SimulatedInstance) {
	return [...store.table(TABLE).values()].filter((row) => row[COLUMN] === 'call-1');
}

/** A call that another system has recorded, so that there is one to search for. */
function seed({ store }: SimulatedInstance, isRecorded: boolean): void {
	store.insert(TABLE, { number: 'IMS0000901', [COLUMN]: 'call-0' });
	if (isRecorded) store.insert(TABLE, { number: 'IMS0000902', [COLUMN]: 'call-1' });
}

let most = 0;

test.concurrent.each(cases)(
	'may read: $name; invalid queries return no rows: $returnsNoRows; recorded: $isRecorded',
	async ({ arrange, returnsNoRows, isRecorded }) => {
		const instance = await startInstance({ invalidQueryReturnsNoRows: returnsNoRows });
		seed(instance, isRecorded);
		arrange(instance.settings);
		const results = [await record(instance.url), await record(instance.url)];
		const calls = callsOf(instance);
		for (const { error, json } of results) {
			if (error) expect(error.description).toContain('No interaction was created.');
			else expect(json[0].sysId).toBe(calls[0].sys_id);
		}
		expect(calls.length).toBeLessThanOrEqual(1);
		most = Math.max(most, instance.requests.length / 2);
		await instance.close();
	},
	30_000,
);

test('a search takes three requests at most, and a refused one is sent twice', () => {
	expect(most).toBeLessThanOrEqual(4);
});
