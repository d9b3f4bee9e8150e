import type { IDataObject } from 'n8n-workflow';
import type { Row } from '../../simulator/records/values.mts';
import { isChosen, isVisible } from '../../simulator/records/access.mts';
import { runOperation } from '../engine/operation.mts';
import { useInstance } from '../support/instance.mts';
import { establish, expectNoScripts, realities } from './realities.mts';

const CONTACTS = 'customer_contact';

const instance = useInstance({ seedContacts: 60 });

/** Most requests of a look-up of one contact. */
const MOST_FOR_ONE = 10;

interface Read {
	name: string;
	parameters: IDataObject;
	wanted(row: Row): boolean;
	/** Contacts wanted at most. */
	limit?: number;
	/** Column that the contacts come in the order of, descending. */
	descendingBy?: string;
	/** Whether it looks for one contact. */
	looksUp?: boolean;
}

const reads: Read[] = [
	{
		name: 'an email',
		parameters: { emailOrPhone: 'contact.000037@example.com' },
		wanted: ({ email }) => email === 'contact.000037@example.com',
		looksUp: true,
	},
	{
		name: 'an email that nobody has',
		parameters: { emailOrPhone: 'nobody@example.com' },
		wanted: () => false,
		looksUp: true,
	},
	{
		name: 'a phone number',
		parameters: { emailOrPhone: '+1202555000037' },
		wanted: ({ phone }) => phone === '+1202555000037',
		looksUp: true,
	},
	{
		name: 'a phone number that is stored in another spelling',
		parameters: { emailOrPhone: '+1 317 222 5555' },
		wanted: ({ phone }) => phone === '(317) 222-5555',
		looksUp: true,
	},
	{
		name: 'a phone number that nobody has',
		parameters: { emailOrPhone: '+442079460001' },
		wanted: () => false,
		looksUp: true,
	},
	{
		name: 'an equal last name',
		parameters: filter('last_name', 'equals', '000037'),
		wanted: ({ last_name }) => last_name === '000037',
		limit: 50,
	},
	{
		name: 'the start of a last name',
		parameters: filter('last_name', 'startsWith', '00003'),
		wanted: ({ last_name }) => last_name?.startsWith('00003') ?? false,
		limit: 50,
	},
	{ name: 'a limit of 5', parameters: { limit: 5 }, wanted: () => true, limit: 5 },
	{ name: 'a limit of 100', parameters: { limit: 100 }, wanted: () => true, limit: 100 },
	{ name: 'all', parameters: { returnAll: true }, wanted: () => true },
	{
		name: 'all of a query',
		parameters: { returnAll: true, sysparm_query: 'last_nameSTARTSWITH00003' },
		wanted: ({ last_name }) => last_name?.startsWith('00003') ?? false,
	},
	{
		name: 'all in an order',
		parameters: {
			returnAll: true,
			sort: { orders: [{ column: 'u_crm_id', direction: 'ORDERBYDESC' }] },
		},
		wanted: () => true,
		descendingBy: 'u_crm_id',
	},
	{
		name: 'the last of an order',
		parameters: {
			limit: 1,
			sort: { orders: [{ column: 'u_crm_id', direction: 'ORDERBYDESC' }] },
		},
		wanted: () => true,
		limit: 1,
		descendingBy: 'u_crm_id',
	},
	{
		name: 'the first of a query with an order',
		parameters: { limit: 5, sysparm_query: 'active=true^ORDERBYDESCu_crm_id' },
		wanted: () => true,
		limit: 5,
		descendingBy: 'u_crm_id',
	},
	{
		name: '50 of an order',
		parameters: {
			limit: 50,
			sort: { orders: [{ column: 'u_crm_id', direction: 'ORDERBYDESC' }] },
		},
		wanted: () => true,
		limit: 50,
		descendingBy: 'u_crm_id',
	},
];

function filter(column: string, operator: string, value: string): IDataObject {
	return { filters: { conditions: [{ column, operator, value }] } };
}

/** Every contact gets a key of its own that all realities let pass. */
beforeEach(() => {
	instance.store.insert(CONTACTS, { name: 'Oliver Stoney', phone: '(317) 222-5555' });
	let next = 0;
	for (const row of instance.store.table(CONTACTS).values()) {
		row.u_crm_id = String((next += 1)).padStart(6, '0');
	}
});

const most = new Map<string, number>();

afterAll(() => {
	process.stdout.write(`Most requests: ${JSON.stringify(Object.fromEntries(most))}\n`);
});

function visibleRows(): Row[] {
	const { settings } = instance;
	if (settings.unreadableTables.includes(CONTACTS)) return [];
	return [...instance.store.table(CONTACTS).values()].filter(
		(row) => isVisible(CONTACTS, row, settings) && !isChosen(row, settings.emptyRows[CONTACTS]),
	);
}

/** However few rows a page has: at most two requests for each contact. What each read takes is printed. */
function mostRequests({ looksUp }: Read): number {
	return looksUp ? MOST_FOR_ONE : 2 * instance.store.table(CONTACTS).size;
}

/** Keys of the contacts in the order in which the instance has them. */
function expectedKeys({ wanted, descendingBy }: Read): string[] {
	const keys = visibleRows()
		.filter(wanted)
		.map(({ u_crm_id }) => u_crm_id);
	return descendingBy ? keys.sort().reverse() : keys;
}

/** Whether each item says that the query was not understood, so that nobody takes it for the answer. */
function isWarned(json: IDataObject[]): boolean {
	return json.length > 0 && json.every(({ query_warning: warning }) => Boolean(warning));
}

afterEach(() => expectNoScripts(instance));

describe.each(realities)('$name', (reality) => {
	test.each(reads)('contacts by $name', async (read) => {
		establish(instance, reality);
		const { json, error } = await runOperation('contact.getAll', instance.url, {
			simplify: false,
			...read.parameters,
		});
		const requests = instance.requests.length;
		// Retries come on top.
		if (!reality.faults) {
			most.set(read.name, Math.max(most.get(read.name) ?? 0, requests));
			expect(requests).toBeLessThanOrEqual(mostRequests(read));
		}
		if (error) {
			expect(json).toEqual([]);
			return;
		}
		const keys = json.map(({ u_crm_id }) => String(u_crm_id));
		expect(new Set(keys).size).toBe(keys.length);
		const expected = expectedKeys(read);
		if (isWarned(json)) {
			const missing = expected.filter((key) => !keys.includes(key));
			expect(read.limit ? [] : missing).toEqual([]);
			return;
		}
		const size = Math.min(read.limit ?? Infinity, expected.length);
		expect(keys).toHaveLength(size);
		if (read.descendingBy) expect(keys).toEqual(expected.slice(0, size));
		else expect(keys.filter((key) => !expected.includes(key))).toEqual([]);
	});
});

test('in plain circumstances nothing fails and nothing is warned of', async () => {
	for (const read of reads) {
		const { json, error } = await runOperation('contact.getAll', instance.url, {
			simplify: false,
			...read.parameters,
		});
		expect([read.name, error, isWarned(json)]).toEqual([read.name, undefined, false]);
	}
});
