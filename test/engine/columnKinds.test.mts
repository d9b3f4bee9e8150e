import type { IDataObject } from 'n8n-workflow';
import { useInstance } from '../support/instance.mts';
import { runOperation } from './operation.mts';
import { mapped } from '../support/mapped.mts';

const instance = useInstance();

const EPOCH = 1771407000;
const SENT = '2026-02-18 09:30:00';
const DICTIONARY = '/api/now/table/sys_dictionary';

const CALL = { userPhoneNumber: '+14089965744', clientSessionId: 'c-1' };

beforeEach(() => {
	for (const column of ['u_paid_at', 'u_paid_on', 'u_nickname']) {
		instance.store.addColumn('customer_contact', column);
	}
	instance.store.addColumn('sn_openframe_phone_log', 'u_rang_at');
});

const contact = (name: string, value: string | number) => ({
	last_name: 'Lee',
	customFields: mapped({ [name]: value }),
});

const bodies = () =>
	instance.requests.filter(({ method }) => method !== 'GET').map(({ body }) => body);
const reads = () => instance.requests.filter(({ path }) => path.startsWith(DICTIONARY));

test.each([EPOCH, EPOCH * 1000, String(EPOCH), `${EPOCH}.25`])(
	'a time column takes the number %j of seconds or milliseconds',
	async (value) => {
		const { error } = await runOperation(
			'contact.create',
			instance.url,
			contact('u_paid_at', value),
		);
		expect(error).toBeUndefined();
		expect(bodies()).toEqual([{ last_name: 'Lee', u_paid_at: SENT }]);
	},
);

test.each<[string, string, IDataObject, IDataObject]>([
	[
		'Additional Params (JSON)',
		'voiceInteraction.create',
		{ ...CALL, additionalFields: { additionalParamsJson: { opened_at: EPOCH } } },
		{ interaction: { additionalParams: { opened_at: SENT } } },
	],
	[
		'Phone Logs (JSON)',
		'voiceInteraction.create',
		{ ...CALL, additionalFields: { phoneLogsJson: [{ call_id: '1', u_rang_at: EPOCH }] } },
		{ phoneLogs: [{ call_id: '1', u_rang_at: SENT }] },
	],
	[
		'Other Fields of a phone log',
		'voiceInteraction.create',
		{
			...CALL,
			additionalFields: {
				phoneLogs: {
					log: [
						{ call_id: '1', otherFields: { field: [{ name: 'u_rang_at', value: String(EPOCH) }] } },
					],
				},
			},
		},
		{ phoneLogs: [{ call_id: '1', u_rang_at: SENT }] },
	],
])('%s takes it too', async (_where, id, parameters, sent) => {
	const { error } = await runOperation(id, instance.url, parameters);
	expect(error).toBeUndefined();
	expect(bodies()).toMatchObject([sent]);
});

test('a column of texts keeps a number, and a word', async () => {
	const fields = { u_nickname: String(EPOCH), u_loyalty_tier: 'no' };
	await runOperation('contact.create', instance.url, {
		last_name: 'Lee',
		customFields: mapped(fields),
	});
	expect(bodies()).toEqual([{ last_name: 'Lee', u_nickname: String(EPOCH), u_loyalty_tier: 'no' }]);
});

test('many items ask once, whatever their columns are', async () => {
	const items = Array.from({ length: 20 }, (_, index) => ({
		column: index % 2 ? 'u_paid_at' : 'u_paid_on',
		value: EPOCH + index,
	}));
	const { error } = await runOperation(
		'contact.create',
		instance.url,
		{ additionalFields: { customFieldsJson: '={{ ({ [$json.column]: $json.value }) }}' } },
		{ items },
	);
	expect(error).toBeUndefined();
	expect(bodies()).toHaveLength(20);
	expect(bodies()).toContainEqual({ u_paid_on: SENT });
	expect(reads()).toHaveLength(1);
});

test('a reading that failed is not the last one: the next batch asks again', async () => {
	instance.faults.add({
		times: 1,
		match: { path: DICTIONARY },
		fault: { kind: 'status', status: 405 },
	});
	const { json } = await runOperation(
		'contact.create',
		instance.url,
		{
			...contact('u_paid_at', EPOCH),
			options: { maxWait: 0 },
			requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 300 } } },
		},
		{ items: [{}, {}], onError: 'continueRegularOutput' },
	);
	expect(json.map(({ error }) => error === undefined)).toEqual([false, true]);
	expect(bodies()).toEqual([{ last_name: 'Lee', u_paid_at: SENT }]);
});

test('nothing is asked where a value says itself what it is', async () => {
	await runOperation('contact.create', instance.url, {
		last_name: 'Lee',
		customFields: mapped({ u_paid_at: '2026-02-18T10:30:00+01:00', u_crm_id: String(EPOCH) }),
	});
	expect(bodies()).toEqual([{ last_name: 'Lee', u_paid_at: SENT, u_crm_id: String(EPOCH) }]);
	expect(reads()).toHaveLength(0);
});

test.each<[string, 'deniedTables' | 'unreadableTables']>([
	['is denied', 'deniedTables'],
	['looks empty', 'unreadableTables'],
])(
	'where the dictionary %s, a likely time is refused, and nothing is sent',
	async (_how, setting) => {
		instance.settings[setting] = ['sys_dictionary'];
		const { error } = await runOperation(
			'contact.create',
			instance.url,
			contact('u_paid_at', EPOCH),
		);
		expect(error?.message).toContain(
			`"Custom Fields" (customFields.u_paid_at) may be a time, and the type of the column cannot be read: ${EPOCH}`,
		);
		expect(bodies()).toEqual([]);
		const { error: none } = await runOperation('contact.create', instance.url, {
			...contact('u_paid_at', EPOCH),
			options: { checkDocumentedLimits: false },
		});
		expect(none).toBeUndefined();
		expect(bodies()).toEqual([{ last_name: 'Lee', u_paid_at: EPOCH }]);
	},
);

test('Preview Only sends nothing, also where the type would decide', async () => {
	const { error } = await runOperation('contact.create', instance.url, {
		...contact('u_paid_at', EPOCH),
		options: { previewOnly: true },
	});
	expect(error).toBeUndefined();
	expect(instance.requests).toEqual([]);
});
