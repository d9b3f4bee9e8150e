import { isChosen, isVisible, ruleFor } from '../../simulator/records/access.mts';
import { logins, seeded } from '../../simulator/instance.mts';
import { CREDENTIAL_TESTS } from '../engine/credentialTests.mts';
import { runOperation } from '../engine/operation.mts';
import { useInstance } from '../support/instance.mts';
import { establish, expectNoScripts, realities } from './realities.mts';

const CONTACTS = 'customer_contact';

const instance = useInstance();

/** Most requests: a refusal is asked for once more, and a new contact is read after it was created. */
const MOST = { get: 2, readBack: 3, test: 2 };

const most: Record<string, number> = {};

afterEach(() => expectNoScripts(instance));

afterAll(() => {
	process.stdout.write(`Most requests: ${JSON.stringify(most)}\n`);
});

/** Does one thing, and holds its requests to a bound. */
async function bounded<T>(what: keyof typeof MOST, work: () => Promise<T>): Promise<T> {
	const before = instance.requests.length;
	const result = await work();
	// Retries come on top.
	if (instance.faults.size > 0) return result;
	const requests = instance.requests.length - before;
	most[what] = Math.max(most[what] ?? 0, requests);
	expect(requests).toBeLessThanOrEqual(MOST[what]);
	return result;
}

function isReadable(id: string): boolean {
	const { settings } = instance;
	const row = instance.store.get(CONTACTS, id)!;
	const isHidden =
		settings.unreadableTables.includes(CONTACTS) || isChosen(row, settings.emptyRows[CONTACTS]);
	return isVisible(CONTACTS, row, settings) && !isHidden;
}

/** Whether the user is shown what a column of a contact holds. */
function isShown(column: string): boolean {
	const { unreadableColumns } = instance.settings;
	return !ruleFor(unreadableColumns, CONTACTS, column, logins.integration.userName);
}

describe.each(realities)('$name', (reality) => {
	test.each(Object.entries(seeded.contacts))('the contact %s', async (_name, id) => {
		establish(instance, reality);
		const { json, error } = await bounded('get', () =>
			runOperation('contact.get', instance.url, { id, simplify: false }),
		);
		if (!isReadable(id)) {
			expect(json).toEqual([]);
			expect(error?.message).toMatch(/not found|cannot read/);
			return;
		}
		expect(error).toBeUndefined();
		const { name, email } = instance.store.get(CONTACTS, id)!;
		const expected = Object.entries({ name, email }).filter(([column]) => isShown(column));
		expect(json).toMatchObject([Object.fromEntries(expected)]);
	});

	test('a new contact that is read back', async () => {
		establish(instance, reality);
		const before = instance.store.table(CONTACTS).size;
		const main = {
			first_name: 'Dora',
			last_name: 'Warren',
			email: 'dora@example.com',
			phone: '+33123456789',
		};
		const additionalFields = { city: 'Lyon' };
		const { json, error } = await bounded('readBack', () =>
			runOperation('contact.create', instance.url, {
				...main,
				additionalFields,
				options: { readBack: true },
			}),
		);
		expect(error).toBeUndefined();
		expect(instance.store.table(CONTACTS).size).toBe(before + 1);
		const made = [...instance.store.table(CONTACTS).values()].at(-1)!;
		const [contact] = json;
		expect(contact.sys_id).toBe(made.sys_id);
		if (!isReadable(made.sys_id)) {
			expect(contact.read_back_error).toMatch(/not found|cannot read/);
			return;
		}
		const hidden = Object.keys({ ...main, ...additionalFields }).filter(
			(column) => !isShown(column),
		);
		expect([...(contact.fields_not_kept as string[])].sort()).toEqual(hidden.sort());
	});

	test.each(Object.entries(CREDENTIAL_TESTS))(
		'the test of %s',
		async (name, { test: run, wrong }) => {
			establish(instance, reality);
			const right = await bounded('test', () => run(instance.url));
			// n8n sends the test of OAuth2 by itself, and once.
			const isCut = reality.faults !== undefined && name === 'OAuth2' && right.status === 'Error';
			expect(right.message).toMatch(isCut ? /cut off/ : /^Connection successful!$/);
			expect((await run(instance.url, wrong)).status).toBe('Error');
		},
	);
});
