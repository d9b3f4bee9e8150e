import type { IDataObject } from 'n8n-workflow';
import { BASES } from '../campaign/bases.mts';
import { useStub } from '../support/stub.mts';
import { fill } from './fill.mts';
import { runOperation } from './operation.mts';

const stub = useStub();

const SYS_ID = 'a'.repeat(32);

const options = { maxWait: 0 };

async function run(id: string, more: IDataObject = {}) {
	const parameters = { ...fill(id, BASES[id]), options: { ...options, ...more } };
	return await runOperation(id, stub.url, parameters);
}

/** Operations that must not be carried out twice. */
const ONCE = [
	'contact.create',
	'interaction.create',
	'interaction.close',
	'voiceInteraction.create',
	'voiceInteraction.update',
	'supervisorHelpAction.create',
	'supervisorHelpAction.update',
	'supervisorHelpAction.endAll',
];

const NOTHING: unknown[] = [{}, null, '', 'Operation not permitted', [], [{}], true, 42];

describe.each(Object.keys(BASES))('%s: a result that says nothing is no success', (id) => {
	const list = id === 'contact.getAll';

	test.each(NOTHING.filter((result) => !list || !Array.isArray(result)))('%j', async (result) => {
		stub.answer = () => ({ body: { result } });
		const { error, json } = await run(id);
		expect(json).toEqual([]);
		expect(/may have been carried out/.test(error!.message)).toBe(ONCE.includes(id));
		expect(stub.requests).toHaveLength(1);
	});

	test.each([
		['400', { status: 400, body: 'Bad Request' }],
		['404', { status: 404, body: { message: 'no Route matched with those values' } }],
		['403', { status: 403, body: { message: 'Forbidden' } }],
	])('%s of a gateway is no answer of ServiceNow', async (_name, answer) => {
		stub.answer = () => answer;
		const { error } = await run(id);
		expect(error?.message).toMatch(/^A gateway/);
		expect(error?.description).toMatch(/^The request was not carried out\./);
		expect(stub.requests).toHaveLength(1);
	});
});

describe.each(['ann@x.example', '+13172225555'])('the search for %s', (emailOrPhone) => {
	test.each([
		{ status: 403, body: { message: 'Forbidden' } },
		{ status: 403, body: '<html>Access Denied</html>' },
	])('that a gateway blocks, %j, names the gateway', async (answer) => {
		stub.answer = () => answer;
		const { error } = await runOperation('contact.getAll', stub.url, { emailOrPhone, options });
		expect(error?.message).toMatch(/^A gateway or firewall blocked the request/);
	});
});

test('a contact that cannot be read back is still known by its sys_id', async () => {
	stub.answer = ({ method }) => ({ body: { result: method === 'POST' ? SYS_ID : {} } });
	const { json } = await run('contact.create', { readBack: true });
	expect(json).toEqual([
		{
			sys_id: SYS_ID,
			read_back_error: 'The ServiceNow user cannot read any column of the contact',
		},
	]);
});

test('a contact whose sys_id cannot be read back keeps it', async () => {
	const record = { last_name: 'Base', email: 'base@example.com' };
	stub.answer = ({ method }) => ({ body: { result: method === 'POST' ? SYS_ID : record } });
	const { json } = await run('contact.create', { readBack: true });
	expect(json).toEqual([{ sys_id: SYS_ID, ...record, fields_not_kept: [] }]);
});
