import type { IDataObject } from 'n8n-workflow';
import { createAndReadBack } from '../../../nodes/ServiceNowContact/resources/contact/create/readBack';
import { itemOf, outcomeOf, type Respond } from '../once/item.mts';

const ID = 'a'.repeat(32);

beforeEach(() => jest.useFakeTimers());

afterEach(() => jest.useRealTimers());

/** What an item returns, and what it sent. */
async function run(respond: Respond, parameters: IDataObject, body: IDataObject = {}) {
	const { item, request, sent, stopOthers } = itemOf(respond, parameters, body);
	const output = await outcomeOf(createAndReadBack(item, request));
	return { output, sent, stopOthers };
}

const created = { result: { sys_id: ID } };

const on = { options: { readBack: true } };

test('a contact is not read back unless that is wanted', async () => {
	const { output, sent } = await run(() => created, {}, { name: 'Ann' });
	expect(output).toEqual([{ sys_id: ID }]);
	expect(sent).toHaveLength(1);
});

describe('a contact that is read back', () => {
	const read =
		(record: IDataObject): Respond =>
		({ method }) =>
			method === 'GET' ? { result: record } : created;

	test('comes whole, with the fields that were not kept', async () => {
		const body = { name: 'Ann', phone: '1', active: true, city: 'Bern', social_handle: '@ann' };
		const record = { sys_id: ID, name: 'Ann', phone: '+1', active: 'true', title: 'Dr' };
		const { output, sent } = await run(read(record), on, body);
		expect(output).toEqual([{ ...record, fields_not_kept: ['phone', 'city'] }]);
		expect(sent[1]).toMatchObject({
			method: 'GET',
			url: `/api/now/contact/${ID}`,
			body: undefined,
		});
	});

	test('is known by its sys_id, also where that column is hidden', async () => {
		const { output } = await run(read({ name: 'Ann' }), on, { name: 'Ann' });
		expect(output).toEqual([{ sys_id: ID, name: 'Ann', fields_not_kept: [] }]);
	});

	test('without any column says so', async () => {
		const { output } = await run(read({}), on, { name: 'Ann' });
		expect(output).toEqual([
			{ sys_id: ID, read_back_error: 'The ServiceNow user cannot read any column of the contact' },
		]);
	});

	test.each([
		[404, 'The record was not found'],
		[401, 'ServiceNow rejected the credential'],
	])('with HTTP %i is created all the same, and stops nobody', async (status, message) => {
		const { output, stopOthers } = await run(
			({ method }) => (method === 'GET' ? { status } : created),
			on,
		);
		expect(output).toEqual([{ sys_id: ID, read_back_error: message }]);
		expect(stopOthers).not.toHaveBeenCalled();
	});
});

test('a create that fails is no contact', async () => {
	const { output, sent, stopOthers } = await run(() => ({ status: 400 }), on);
	expect(output).toBeInstanceOf(Error);
	expect(sent).toHaveLength(1);
	expect(stopOthers).toHaveBeenCalledTimes(1);
});

describe('with a key', () => {
	const byUser = { reuseExistingContact: 'user_name' };
	const body = { user_name: 'ann', name: 'Ann' };
	const contact = (id: string, createdOn: string) => ({
		sys_id: id,
		user_name: 'ann',
		sys_created_on: createdOn,
		title: 'Dr',
	});
	const OLD = '2020-01-01 00:00:00';

	test('the contact that is there is returned, and none is created', async () => {
		const { output, sent } = await run(() => ({ result: [contact(ID, OLD)] }), byUser, body);
		expect(output).toEqual([{ sys_id: ID, reused: true }]);
		expect(sent.every(({ method }) => method === 'GET')).toBe(true);
		expect(sent[0].qs?.sysparm_query).toContain('user_name=ann');
	});

	test('it comes whole where it is read back, from the search alone', async () => {
		const { output, sent } = await run(
			() => ({ result: [contact(ID, OLD)] }),
			{ ...byUser, ...on },
			body,
		);
		expect(output).toEqual([{ ...contact(ID, OLD), reused: true }]);
		expect(sent.every(({ url }) => !url!.endsWith(ID))).toBe(true);
	});

	test('the oldest of several counts, and the others are named', async () => {
		const other = contact('b'.repeat(32), '2021-01-01 00:00:00');
		const { output } = await run(() => ({ result: [other, contact(ID, OLD)] }), byUser, body);
		expect(output).toEqual([{ sys_id: ID, reused: true, duplicates: ['b'.repeat(32)] }]);
	});

	test('where there is none, one is created, and looked for again', async () => {
		let isCreated = false;
		const own = () =>
			contact(ID, new Date(Date.now()).toISOString().slice(0, 19).replace('T', ' '));
		const { output, sent } = await run(
			({ method, url, qs }) => {
				if (method === 'POST') {
					isCreated = true;
					return created;
				}
				if (url?.includes('table')) return { result: [{ sys_id: 'x' }] };
				const finds = isCreated || !String(qs?.sysparm_query ?? '').includes('user_name=ann');
				return { result: finds ? [isCreated ? own() : contact('c'.repeat(32), OLD)] : [] };
			},
			byUser,
			body,
		);
		expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
		expect(output).toMatchObject([{ sys_id: ID, reused: false }]);
		expect((output as IDataObject[])[0]).not.toHaveProperty('duplicates');
	});

	test('that is missing nothing is sent', async () => {
		const { output, sent } = await run(() => created, byUser, { name: 'Ann' });
		expect((output as Error).message).toBe('"User ID" is required to reuse an existing contact');
		expect(sent).toEqual([]);
	});
});
