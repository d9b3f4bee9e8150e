import { isChosen, isVisible, ruleFor } from '../../simulator/records/access.mts';
import type { Row } from '../../simulator/records/values.mts';
import { choicesOf, searchOf, type OpenNode } from '../engine/editor.mts';
import { runOperation } from '../engine/operation.mts';
import { useInstance } from '../support/instance.mts';
import { establish, expectNoScripts, realities } from './realities.mts';

const instance = useInstance();

/** Most requests of one page of a list, one loading of choices, and one search of a call. */
const MOST = { list: 10, choices: 5, reuse: 5 };

/** Records of a table that are made for a test. */
const MADE = 25;

/** Pages of a list that are opened at most. */
const MOST_PAGES = 40;

const most: Record<string, number> = {};

afterAll(() => {
	process.stdout.write(`Most requests: ${JSON.stringify(most)}\n`);
});

/** Does one thing, and holds its requests to a bound. @returns undefined where it fails */
async function bounded<T>(what: keyof typeof MOST, work: () => Promise<T>): Promise<T | undefined> {
	const before = instance.requests.length;
	const result = await work().catch((error: Error) => {
		expect(error.message).not.toBe('');
		return undefined;
	});
	const requests = instance.requests.length - before;
	// Retries come on top.
	if (instance.faults.size > 0) return result;
	most[what] = Math.max(most[what] ?? 0, requests);
	expect(requests).toBeLessThanOrEqual(MOST[what]);
	return result;
}

function isReadable(table: string, row: Row): boolean {
	const { settings } = instance;
	if (settings.unreadableTables.includes(table)) return false;
	return isVisible(table, row, settings) && !isChosen(row, settings.emptyRows[table]);
}

function make(table: string): Row[] {
	return Array.from({ length: MADE }, (_, index) =>
		instance.store.insert(table, { name: `Quentin ${String(index).padStart(3, '0')}` }),
	);
}

function expectEachOnce(values: unknown[]): void {
	expect(new Set(values).size).toBe(values.length);
}

/** Opens every page of a list. @returns undefined where one fails */
async function wholeList(open: OpenNode, method: string): Promise<string[] | undefined> {
	const values: string[] = [];
	let token: string | undefined;
	for (let page = 0; page < MOST_PAGES; page += 1) {
		const found = await bounded('list', () => searchOf(open, method, 'Quentin', token));
		if (!found) return undefined;
		values.push(...found.results.map(({ value }) => String(value)));
		token = found.paginationToken as string | undefined;
		if (token === undefined) return values;
	}
	throw new Error('The list has no end');
}

afterEach(() => expectNoScripts(instance));

describe.each(realities)('$name', (reality) => {
	test.each(['customer_contact', 'sys_user'])('the list of %s', async (table) => {
		const rows = make(table);
		establish(instance, reality);
		const values = await wholeList({ node: 'serviceNowContact', url: instance.url }, table);
		if (!values) return;
		expectEachOnce(values);
		// Nobody finds by a name what has none for the user.
		const isNamed = !ruleFor(instance.settings.unreadableColumns, table, 'name', 'integration');
		const wanted = rows
			.filter((row) => isNamed && isReadable(table, row))
			.map(({ sys_id }) => sys_id);
		expect(wanted.filter((id) => !values.includes(id))).toEqual([]);
	});

	test('choices', async () => {
		establish(instance, reality);
		const open = { node: 'serviceNowContact', url: instance.url };
		const choices = await bounded('choices', () => choicesOf(open, 'agent_status'));
		expectEachOnce((choices ?? []).map(({ value }) => value));
		if (choices) expect(choices.length).toBeGreaterThan(0);
	});

	test('the reuse of a call', async () => {
		const client_session_id = 'call-7182735465';
		instance.store.insert('interaction', { number: 'IMS0009999', client_session_id });
		establish(instance, reality);
		const run = await bounded('reuse', () =>
			runOperation('voiceInteraction.create', instance.url, {
				userPhoneNumber: '+14089965744',
				clientSessionId: client_session_id,
				reuseByClientSessionId: true,
				options: { settleTime: 0 },
			}),
		);
		expect(run?.error ?? run?.json[0]).toBeDefined();
		const calls = [...instance.store.table('interaction').values()].filter(
			(row) => row.client_session_id === client_session_id && isReadable('interaction', row),
		);
		expect(calls.length).toBeLessThanOrEqual(1);
	});
});
