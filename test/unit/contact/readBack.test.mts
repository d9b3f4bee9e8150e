import type { IDataObject } from 'n8n-workflow';
import { createAndReadBack } from '../../../nodes/ServiceNowContact/resources/contact/create/readBack';
import { RunStoppedError } from '../../../nodes/shared/transport/run';
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
		const body = {
			name: 'Ann',
			phone: '1',
			active: true,
			city: 'Bern',
			zip: '',
			social_handle: '@ann',
		};
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

test('the end of the execution while it is read back leaves the contact as created', async () => {
	const { output } = await run(({ method }) => {
		if (method === 'GET') throw new RunStoppedError();
		return created;
	}, on);
	expect(output).toEqual([
		{ sys_id: ID, read_back_error: 'The execution stopped before the contact was read back' },
	]);
});

test('a switch that is none is refused by its name', async () => {
	const { output } = await run(() => created, { options: { readBack: 'maybe' } });
	expect((output as Error).message).toContain('"Read Back"');
});

test('a create that fails is no contact', async () => {
	const { output, sent, stopOthers } = await run(() => ({ status: 400 }), on);
	expect(output).toBeInstanceOf(Error);
	expect(sent).toHaveLength(1);
	expect(stopOthers).toHaveBeenCalledTimes(1);
});
