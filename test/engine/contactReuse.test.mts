import type { IDataObject } from 'n8n-workflow';
import type { SimulatedInstance } from '../../simulator/instance.mts';
import { until } from '../support/eventually.mts';
import { onInstance } from '../support/instance.mts';
import type { RunOptions } from './harness.mts';
import { runOperation } from './operation.mts';
import { mapped } from '../support/mapped.mts';

// Waits take real time, and all pass at once.
jest.setTimeout(30_000);

const REUSED = '/api/now/contact';

async function create(
	{ url }: SimulatedInstance,
	fields: IDataObject,
	{ reuseExistingContact, reuseColumn, ...options }: IDataObject,
	run: Partial<RunOptions> = {},
) {
	const reuse = { reuseExistingContact, ...(reuseColumn !== undefined && { reuseColumn }) };
	return await runOperation(
		'contact.create',
		url,
		{ last_name: 'Caller', ...fields, ...reuse, options: { settleTime: 0, ...options } },
		run,
	);
}

function callers({ store }: SimulatedInstance) {
	return [...store.table('customer_contact').values()].filter(
		({ last_name: name }) => name === 'Caller',
	);
}

const posts = ({ requests }: SimulatedInstance) =>
	requests.filter(({ method }) => method === 'POST').length;

const OLD = '2026-01-01 00:00:00';

test.concurrent.each([
	['email', { email: 'Ann.Lee@Example.com' }, { email: 'ann.lee@example.com' }],
	['phone', { phone: '+44 20 7946 0018' }, { phone: '(020) 7946-0018' }],
	['phone', { mobile_phone: '+442079460018' }, { home_phone: '0044 2079460018' }],
	['user_name', { userAccountFields: { user_name: 'ann.lee' } }, { user_name: 'ann.lee' }],
] as const)('a contact that is there, by %s: %j', async (choice, fields, stored) => {
	await onInstance(async (instance) => {
		const values = { ...stored, sys_created_on: OLD };
		const { sys_id } = instance.store.insert('customer_contact', values);
		const { json } = await create(instance, fields, { reuseExistingContact: choice });
		expect(json).toEqual([{ sys_id, reused: true }]);
		expect(posts(instance)).toBe(0);
	})();
});

test.concurrent(
	'a key that the instance cuts is said, as the next run does not find it either',
	onInstance(async (instance) => {
		const fields = { customFields: mapped({ u_crm_id: 'x'.repeat(60) }) };
		const reuse = { reuseExistingContact: 'customColumn', reuseColumn: 'u_crm_id', settleTime: 1 };
		const running = create(instance, fields, reuse);
		await until('the create', () => callers(instance).length > 0);
		const [contact] = callers(instance);
		contact.u_crm_id = 'x'.repeat(40);
		const { json } = await running;
		expect(json).toEqual([
			{
				sys_id: contact.sys_id,
				reused: false,
				duplicate_check_error: expect.stringContaining('the value of "u_crm_id"'),
			},
		]);
	}),
);

test.concurrent(
	'a contact that is there, by a custom column, whose letter case counts',
	onInstance(async (instance) => {
		const add = (u_crm_id: string) =>
			instance.store.insert('customer_contact', { u_crm_id, sys_created_on: OLD }).sys_id;
		const sys_id = add('crm-1');
		add('CRM-1');
		const fields = { customFields: mapped({ u_crm_id: 'crm-1' }) };
		const options = { reuseExistingContact: 'customColumn', reuseColumn: 'u_crm_id' };
		const { json } = await create(instance, fields, options);
		expect(json).toEqual([{ sys_id, reused: true }]);
	}),
);

test.concurrent(
	'none is there: two items and two executions create one',
	onInstance(async (instance) => {
		const run = { items: [{}, {}] };
		const both = await Promise.all(
			[1, 2].map(async () => {
				const fields = { email: 'new@example.com' };
				return await create(instance, fields, { reuseExistingContact: 'email' }, run);
			}),
		);
		const json = both.flatMap((result) => result.json);
		expect(json.map(({ reused }) => reused).sort()).toEqual([false, true, true, true]);
		expect(new Set(json.map(({ sys_id: id }) => id)).size).toBe(1);
		expect(callers(instance)).toHaveLength(1);
	}),
);

test.concurrent(
	'of several the oldest, and the others are named',
	onInstance(async (instance) => {
		const add = (sys_created_on: string) =>
			instance.store.insert('customer_contact', { email: 'twice@example.com', sys_created_on });
		const younger = add('2026-01-02 00:00:00');
		const { sys_id } = add(OLD);
		const { json } = await create(
			instance,
			{ email: 'twice@example.com' },
			{ reuseExistingContact: 'email' },
		);
		expect(json).toEqual([{ sys_id, reused: true, duplicates: [younger.sys_id] }]);
	}),
);

test.concurrent(
	'what another worker created a little earlier is the one, and its own is named',
	onInstance(async (instance) => {
		const fields = { email: 'race@example.com' };
		const options = { reuseExistingContact: 'email', settleTime: 1 };
		const running = create(instance, fields, options);
		await until('the create', () => callers(instance).length > 0);
		const created = new Date(Date.now() - 5000).toISOString().slice(0, 19).replace('T', ' ');
		const { sys_id } = instance.store.insert('customer_contact', {
			email: 'race@example.com',
			sys_created_on: created,
		});
		const [own] = callers(instance);
		const { json } = await running;
		expect(json).toEqual([{ sys_id, reused: true, duplicates: [own.sys_id] }]);
	}),
);

test.concurrent(
	'with Read Back, a contact that was there is read and not compared',
	onInstance(async (instance) => {
		const values = { email: 'ann@example.com', last_name: 'Lee', sys_created_on: OLD };
		const { sys_id } = instance.store.insert('customer_contact', values);
		const options = { reuseExistingContact: 'email', readBack: true };
		const { json } = await create(instance, { email: 'ann@example.com' }, options);
		expect(json[0]).toMatchObject({ sys_id, reused: true, last_name: 'Lee' });
		expect(json[0]).not.toHaveProperty('fields_not_kept');
	}),
);

test.concurrent.each(['resetAfter', 'reset'] as const)(
	'a create whose answer gets lost is looked for: %s',
	async (fault) => {
		await onInstance(async (instance) => {
			instance.faults.add({ match: { method: 'POST' }, times: 1, fault });
			const fields = { email: 'lost@example.com' };
			const { json } = await create(instance, fields, { reuseExistingContact: 'email' });
			const [{ sys_id }] = callers(instance);
			const found = fault === 'resetAfter' && { found_after_failure: true };
			expect(json).toEqual([{ sys_id, reused: false, ...found }]);
			expect(callers(instance)).toHaveLength(1);
		})();
	},
);

test.concurrent(
	'a search that fails creates nothing',
	onInstance(async (instance) => {
		instance.faults.add({ match: { method: 'GET' }, fault: { status: 400, message: 'No' } });
		const fields = { email: 'lost@example.com' };
		const { error } = await create(instance, fields, { reuseExistingContact: 'email' });
		expect(error?.description).toContain('No contact was created.');
		expect(posts(instance)).toBe(0);
	}),
);

test.concurrent.each([
	[{}, { reuseExistingContact: 'email' }, '"Email" is required to reuse an existing contact'],
	[
		{},
		{ reuseExistingContact: 'phone' },
		'"Phone" or "Mobile Phone" or "Home Phone" is required to reuse an existing contact',
	],
	[
		{ userAccountFields: { user_name: 'a^b' } },
		{ reuseExistingContact: 'user_name' },
		'"User ID" contains "^"',
	],
	[
		{},
		{ reuseExistingContact: 'customColumn', reuseColumn: 'phone' },
		'"Reuse Column" is not the name of a custom column: "phone"',
	],
	[
		{},
		{ reuseExistingContact: 'customColumn', reuseColumn: 'u_crm_id' },
		'"u_crm_id" is required to reuse an existing contact',
	],
	[
		{},
		{ reuseExistingContact: 'shoe size' },
		'"Reuse Existing Contact" is not one of its choices: "shoe size"',
	],
	[
		{ email: 'a@example.com' },
		{ reuseExistingContact: 'email', settleTime: 61 },
		'"Settle Time" is not a whole number from 0 to 60: 61',
	],
] as const)('is refused: %j %j', async (fields, options, message) => {
	await onInstance(async (instance) => {
		const { error } = await create(instance, fields, options);
		expect(error?.message).toContain(message);
		expect(instance.requests).toEqual([]);
	})();
});

test.concurrent(
	'never: it is created without a search',
	onInstance(async (instance) => {
		const { json } = await create(instance, {}, { reuseExistingContact: 'never' });
		expect(json).toEqual([{ sys_id: callers(instance)[0].sys_id }]);
		expect(instance.requests.map(({ method, path }) => [method, path])).toEqual([['POST', REUSED]]);
	}),
);
