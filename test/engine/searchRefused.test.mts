import type { IDataObject } from 'n8n-workflow';
import { useContacts } from './contacts.mts';

const { instance, insert, find, names } = useContacts();

describe('a look-up that the instance cannot make', () => {
	const table = 'customer_contact';
	const phones = ['phone', 'mobile_phone', 'home_phone'];
	const answers = ['drop', 'refuse'] as const;

	async function messageOf(emailOrPhone: string, parameters: IDataObject = {}) {
		const { json, error } = await find({ emailOrPhone, ...parameters });
		expect(json).toEqual([]);
		expect(instance.requests.length).toBeLessThanOrEqual(10);
		return error?.message;
	}

	beforeEach(() => {
		for (let each = 10; each < 70; each++) {
			insert({ name: `${each}`, phone: `+1 317 222 55${each}`, email: `${each}@x.example` });
		}
	});

	describe.each(answers)('by a query ACL that it fails: %s', (answer) => {
		test('a part of a number: a usual spelling is found, another one is an error', async () => {
			instance.settings.queryAcls = [{ table, columns: phones, answer }];
			expect(await names({ emailOrPhone: '317.222.5544' })).toEqual(['44']);
			expect(instance.requests).toHaveLength(1);
			instance.requests.length = 0;
			expect(await messageOf('+1 317 222 5599')).toBe(
				'The instance could not search by part of a phone number [item 0]',
			);
		});

		test('with Return All, what is found is returned with a word on the rest', async () => {
			instance.settings.queryAcls = [{ table, columns: phones, answer }];
			const { json } = await find({ emailOrPhone: '317.222.5544', returnAll: true });
			expect(json).toHaveLength(1);
			expect(json[0].query_warning).toContain('could not search by part of it');
		});

		test('the number as a whole', async () => {
			instance.settings.queryAcls = [{ table, columns: phones, answer, operators: 'all' }];
			expect(await messageOf('+1 317 222 5599')).toBe(
				'The instance could not search by phone number [item 0]',
			);
		});

		test('one of three columns: the others still find', async () => {
			instance.settings.queryAcls = [{ table, columns: ['home_phone'], answer, operators: 'all' }];
			expect(await names({ emailOrPhone: '+1 317 222 5544' })).toEqual(['44']);
			instance.requests.length = 0;
			expect(await messageOf('+1 317 222 5599')).toBe(
				'The instance could not search by phone number [item 0]',
			);
		});

		test('the email: nobody else is returned', async () => {
			instance.settings.queryAcls = [{ table, columns: ['email'], answer, operators: 'all' }];
			expect(await messageOf('ann@x.example')).toBe(
				'The instance could not search by email address [item 0]',
			);
		});

		test('columns that cannot be read', async () => {
			instance.settings.unreadableColumns = [{ table, columns: [...phones, 'email'], answer }];
			expect(await messageOf('+1 317 222 5599')).toBe(
				'The instance could not search by phone number [item 0]',
			);
			instance.requests.length = 0;
			expect(await messageOf('ann@x.example')).toBe(
				'The instance could not search by email address [item 0]',
			);
		});
	});

	test.each(answers)('one of several alternatives is dropped by itself: %s', async (answer) => {
		insert({ name: 'odd', home_phone: '+1/317/222/55/99' });
		instance.settings.queryAcls = [
			{ table, columns: ['home_phone'], answer, dropped: 'condition' },
		];
		expect(await messageOf('+1 317 222 5599')).toBe(
			'The instance could not search by part of a phone number [item 0]',
		);
	});

	test('where it gives no rows for a condition that it does not carry out', async () => {
		instance.settings.queryAcls = [{ table, columns: phones, answer: 'drop' }];
		instance.settings.invalidQueryReturnsNoRows = true;
		expect(await messageOf('+1 317 222 5599')).toBe(
			'The instance could not search by part of a phone number [item 0]',
		);
	});

	test.each(['ann@x.example', '+1 317 222 5599'])(
		'where the user may not read contacts: %s',
		async (emailOrPhone) => {
			insert({ name: 'Bob' });
			instance.settings.unreadableTables = [table];
			expect(await messageOf(emailOrPhone)).toBe(
				'The instance shows the ServiceNow user no contact at all [item 0]',
			);
		},
	);

	test.each(['ann@x.example', '+1 317 222 5599'])(
		'where it cuts the read: %s',
		async (emailOrPhone) => {
			instance.faults.add({ fault: { kind: 'cutOff' } });
			const { json, error } = await find({ emailOrPhone, limit: 1 });
			expect(json).toEqual([]);
			expect(error?.message).toBe('The instance cut off the response [item 0]');
		},
	);

	test.each([
		['ann@x.example', 2],
		['+1 317 222 5599', 8],
	])('one who is not there takes few requests: %s', async (emailOrPhone, most) => {
		expect(await names({ emailOrPhone, limit: 1 })).toEqual([]);
		expect(instance.requests.length).toBeLessThanOrEqual(most);
	});

	test('a contact that is hidden is not found, and no error', async () => {
		instance.settings.hideContacts = ({ name }) => name === '44';
		expect(await names({ emailOrPhone: '+1 317 222 5544' })).toEqual([]);
	});

	test('many who share a number come all', async () => {
		const shared = { phone: '+1 (317) 222-0000' };
		insert(...Array.from({ length: 1300 }, (_, each) => ({ name: `shared ${each}`, ...shared })));
		const { json } = await find({ emailOrPhone: '+13172220000', returnAll: true });
		expect(json).toHaveLength(1300);
		expect(instance.requests.length).toBeLessThanOrEqual(12);
	});
});

const NOBODY = 'The instance shows the ServiceNow user no contact at all [item 0]';

describe.each([
	['a list', {}],
	['a look-up by email', { emailOrPhone: 'ann@x.example' }],
	['a look-up by phone', { emailOrPhone: '+1 317 222 5599', limit: 1 }],
])('%s', (_what, parameters) => {
	test('of an empty table finds nobody, so that the first contact can be created', async () => {
		const { json, error } = await find(parameters);
		expect(error).toBeUndefined();
		expect(json).toEqual([]);
		expect(instance.requests.length).toBeLessThanOrEqual(12);
	});

	test('of contacts that the user may not read says so', async () => {
		insert({ name: 'Ann' });
		instance.settings.unreadableTables = ['customer_contact'];
		const { error } = await find(parameters);
		expect(error?.message).toBe(NOBODY);
		expect(error?.description).toMatch(/^There are contacts, and the user has no read access/);
	});

	test('of contacts that ACLs hide one by one says so', async () => {
		insert({ name: 'Ann' });
		instance.settings.hideContacts = 1;
		expect((await find(parameters)).error?.message).toBe(NOBODY);
	});

	test('of a table that the user may not count says that both is possible', async () => {
		instance.settings.deniedTables = ['customer_contact'];
		const { error } = await find(parameters);
		expect(error?.message).toBe(NOBODY);
		expect(error?.description).toMatch(/^Either .* is empty, or the user may not read it/);
	});
});
