import type { INode } from 'n8n-workflow';
import { useInstancePerTest } from '../support/instance.mts';
import { runOperation } from './operation.mts';
import { mapped } from '../support/mapped.mts';

const instance = useInstancePerTest();

const RETRY: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

/** Only the first has a version in its path, by which it can be refused. */
const items = ['Ada', 'Grace', 'Edsger'].map((name, index) => ({
	name,
	version: index === 0 ? 'v1' : '',
}));

/** Creates the contacts of the items. @param refusals of the first one */
async function create(refusals: number, onError: INode['onError']) {
	// Once the login has worked, all of them are sent before the first is refused.
	instance.settings.latencyMs = 50;
	instance.faults.add({
		match: { path: /\/v1\// },
		times: refusals,
		fault: { status: 400, message: 'Refused by the test' },
	});
	return await runOperation(
		'contact.create',
		instance.url,
		{
			first_name: '={{ $json.name }}',
			// Another request in each try, of the same item.
			customFields: mapped({ u_crm_id: '={{ Math.random() }}' }),
			options: { api_version: '={{ $json.version }}' },
		},
		{ items, onError, settings: RETRY },
	);
}

function created(): string[] {
	const rows = [...instance.store.table('customer_contact').values()];
	return rows.filter(({ u_crm_id: id }) => id).map(({ first_name: name }) => name);
}

test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
	'On Error %s: a later try creates what is left, and gives out all',
	async (onError) => {
		const { error, json, errorItems } = await create(2, onError);
		expect(error).toBeUndefined();
		expect(errorItems).toEqual([]);
		expect(
			json.map(({ sys_id: id }) => instance.store.get('customer_contact', String(id))),
		).toEqual(items.map(({ name }) => expect.objectContaining({ first_name: name })));
		expect(created().sort()).toEqual(['Ada', 'Edsger', 'Grace']);
	},
);

test('an item that is refused in each try is an error, and the others are created once', async () => {
	const { json } = await create(3, 'continueRegularOutput');
	expect(json.map((item) => 'error' in item)).toEqual([true, false, false]);
	expect(created().sort()).toEqual(['Edsger', 'Grace']);
});

test('the error of the last try counts what succeeded in all of them', async () => {
	const { error } = await create(3, 'stopWorkflow');
	expect(error?.message).toContain('[item 0]');
	expect(error?.description).toContain('Of 3 items: 2 succeeded, 1 failed, 0 not sent.');
	expect(created()).toHaveLength(2);
});

test('another execution knows nothing of it', async () => {
	await create(0, 'stopWorkflow');
	const { json } = await create(0, 'stopWorkflow');
	expect(json).toHaveLength(3);
	expect(created()).toHaveLength(6);
});

test.each([
	[400, 3],
	[500, 3],
	// A login that was refused is not sent again for a while.
	[401, 1],
])('HTTP %i in each try is an error in the end, sent %i times', async (status, requests) => {
	instance.faults.add({ fault: { status, message: 'Refused by the test' } });
	const parameters = { first_name: 'Ada' };
	const { error, items: given } = await runOperation('contact.create', instance.url, parameters, {
		settings: RETRY,
	});
	expect(error?.message).toMatch(/\[item 0\]$/);
	expect(given).toEqual([]);
	expect(instance.requests).toHaveLength(requests);
});
