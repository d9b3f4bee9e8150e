import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { seeded } from '../../simulator/instance.mts';
import { useInstance } from '../support/instance.mts';
import { fill } from './fill.mts';
import { runOperation } from './operation.mts';
import { mapped } from '../support/mapped.mts';

const instance = useInstance();

const ID = seeded.accounts.boxeo;
const CALL = { userPhoneNumber: '+14089965744' };
const VALUE = '={{ $json.value }}';

/** What the node sends for a value of an item. */
async function sentFor(id: string, parameters: object, value: unknown): Promise<unknown> {
	const items = [{ value }] as IDataObject[];
	const { error } = await runOperation(id, instance.url, parameters as IDataObject, {
		items,
		timezone: 'Europe/Berlin',
	});
	expect(error).toBeUndefined();
	expect(instance.requests).toHaveLength(1);
	return instance.requests[0].body;
}

async function refusalOf(id: string, parameters: object, value: unknown): Promise<string> {
	const items = [{ value }] as IDataObject[];
	const { error } = await runOperation(id, instance.url, parameters as IDataObject, { items });
	expect(instance.requests).toEqual([]);
	expect(error?.description).toMatch(/.{10,}\.$/);
	return String(error?.message).replace(' [item 0]', '');
}

test.each([
	['first_name', 442079460001, '442079460001'],
	['first_name', true, 'true'],
	['email', '\ufeff ann.b@x.example\u00a0\n', 'ann.b@x.example'],
	['email', 'mailto:ann.b@x.example', 'ann.b@x.example'],
	['email', 'Ann <ann.b@x.example>', 'ann.b@x.example'],
	['account', ID.toUpperCase(), ID],
	['account', ` ${ID}\u200b`, ID],
	['account', { link: `https://x.example/api/now/table/customer_account/${ID}`, value: ID }, ID],
	['account', { display_value: 'Boxeo', value: ID }, ID],
	['account', { mode: 'id', value: ID }, ID],
])('%s of %j is sent as %j', async (name, value, sent) => {
	expect(await sentFor('contact.create', { [name]: VALUE }, value)).toEqual({ [name]: sent });
});

test.each([
	['phone', '\u202a+1\u2011317 222 5555\u202c', '+1\u2011317 222 5555'],
	['phone', 'tel:+1-317-222-5555', '+13172225555'],
	['mobile_phone', 'sip:+13172225555;ext=105@carrier.example', '+13172225555 x105'],
	['home_phone', '(317) 222-5555 x105', '(317) 222-5555 x105'],
	['vip', 'no', false],
	['vip', '1', true],
	['vip', 0, false],
	['vip', 'TRUE', true],
	['failed_attempts', ' 3 ', '3'],
	['last_login_time', '2026-02-18 11:30:00+01', '2026-02-18 10:30:00'],
	['last_login_time', { display_value: 'x', value: '2026-02-18 10:30:00' }, '2026-02-18 10:30:00'],
])('%s in Additional Fields of %j is sent as %j', async (name, value, sent) => {
	const parameters = fill('contact.create', { [name]: VALUE });
	expect(await sentFor('contact.create', parameters, value)).toEqual({ [name]: sent });
});

test.each([
	['contact.create', { email: VALUE }, 'n/a', '"Email" identifies nothing: "n/a"'],
	['contact.create', { email: VALUE }, 'ann@@x', '"Email" is not an email address: "ann@@x"'],
	['contact.create', { phone: VALUE }, 'undefined', '"Phone" identifies nothing: "undefined"'],
	[
		'contact.create',
		{ phone: VALUE },
		'+44 20 7946 0018, +44 20 7946 0019',
		'"Phone" has several phone numbers: "+44 20 7946 0018, +44 20 7946 0019"',
	],
	[
		'contact.create',
		{ first_name: VALUE },
		2 ** 62,
		'"First Name" is a number that has lost digits: 4611686018427388000',
	],
	[
		'contact.create',
		{ userAccountFields: { last_login_time: VALUE } },
		'02/03/2026 11:30',
		'"Last Login Time" is a date whose day and month cannot be told apart: "02/03/2026 11:30"',
	],
	[
		'voiceInteraction.create',
		{ ...CALL, additionalFields: { phoneLogsJson: VALUE } },
		'[{ "call_id": "N/A" }]',
		'"Phone Logs: Call ID" (phoneLogs[0].call_id) identifies nothing: "N/A"',
	],
	[
		'voiceInteraction.create',
		{ ...CALL, additionalFields: { relatedRecordsJson: VALUE } },
		[{ documentTable: 'customer_contact', documentId: '' }],
		'"Related Records: Document ID" (relatedRecords[0].documentId) is empty',
	],
	[
		'voiceInteraction.create',
		{ ...CALL, additionalFields: { relatedRecordsJson: VALUE } },
		[{ documentId: ID }],
		'"Related Records: Document Table" (relatedRecords[0].documentTable) is empty',
	],
	[
		'voiceInteraction.create',
		{ userPhoneNumber: VALUE },
		'+442079460018; +442079460019',
		'"User Phone Number" has several phone numbers: "+442079460018; +442079460019"',
	],
	[
		'contact.create',
		{ customFields: mapped({ u_a: VALUE }) },
		{ a: 1 },
		'"Custom Fields" (customFields.u_a) is an object: {"a":1}',
	],
	[
		'contact.create',
		{ customFields: mapped({ u_a: VALUE }) },
		['a', 'b,c'],
		'"Custom Fields" (customFields.u_a) is a list with something that cannot stand between commas: "b,c"',
	],
	[
		'contact.create',
		{ customFields: mapped({ u_a: VALUE }) },
		'02/18/2026 11:30',
		'"Custom Fields" (customFields.u_a) is a date in a notation that ServiceNow does not read: "02/18/2026 11:30"',
	],
	[
		'contact.create',
		{
			customFields: mapped({ u_a: 'x', ' U_A': VALUE }),
		},
		'y',
		'"Custom Fields" (customFields.u_a) is set twice',
	],
	[
		'voiceInteraction.create',
		{ ...CALL, additionalFields: { phoneLogsJson: VALUE } },
		[{ Call_ID: 'N/A' }],
		'"Phone Logs: Call ID" (phoneLogs[0].call_id) identifies nothing: "N/A"',
	],
	[
		'voiceInteraction.create',
		{ ...CALL, additionalFields: { phoneLogsJson: VALUE } },
		[{ call_id: '1', CALL_ID: '2' }],
		'"Phone Logs" (phoneLogs[0].call_id) is set twice',
	],
	[
		'voiceInteraction.create',
		{ ...CALL, additionalFields: { relatedRecordsJson: VALUE } },
		[{ DocumentTable: 'Some Contact', documentid: ID }],
		'"Related Records: Document Table" (relatedRecords[0].documentTable) is not the name of a table: "Some Contact"',
	],
	[
		'voiceInteraction.create',
		{ ...CALL, additionalFields: { interactionContextJson: VALUE } },
		{ undefined: 'x' },
		'"Interaction Context (JSON)" comes from an expression that failed: "undefined"',
	],
])('%s refuses %j of %j', async (id, parameters, value, message) => {
	expect(await refusalOf(id, parameters, value)).toBe(message);
});

/** Every place that takes any words, or what identifies a record. */
const FIELDS: Array<[label: string, id: string, parameters: object]> = [
	['First Name', 'contact.create', { first_name: VALUE }],
	['Street', 'contact.create', { additionalFields: { street: VALUE } }],
	['Custom Fields', 'contact.create', { customFields: mapped({ u_a: VALUE }) }],
	['Channel', 'interaction.create', { channel: VALUE }],
	[
		'Context',
		'interaction.create',
		{ channel: 'Phone', additionalFields: { contextJson: { a: { b: [VALUE] } } } },
	],
	[
		'Additional Params',
		'voiceInteraction.create',
		{ ...CALL, additionalParams: mapped({ a: VALUE }) },
	],
	[
		'Phone Logs',
		'voiceInteraction.create',
		{
			...CALL,
			additionalFields: {
				phoneLogs: { log: [{ otherFields: { field: [{ name: 'a', value: VALUE }] } }] },
			},
		},
	],
];

/** Fields that refuse more with the documented limits. */
const LIMITED: typeof FIELDS = [
	['Account', 'contact.create', { account: VALUE }],
	['Phone', 'contact.create', { phone: VALUE }],
	['User Phone Number', 'voiceInteraction.create', { userPhoneNumber: VALUE }],
	[
		'Action',
		'supervisorHelpAction.create',
		{ interaction: seeded.interactions.coachedCall, action: VALUE },
	],
];

describe.each(['undefined', 'NaN', '[object Object]', 'null null', '{{ $json.a }}'])(
	'%s, which a failed expression left,',
	(value) => {
		test.each(FIELDS)('is refused in %s', async (label, id, parameters) => {
			const problem = / comes from an expression that failed: | identifies nothing: /;
			const message = await refusalOf(id, parameters, value);
			expect(message).toContain(`"${label}`);
			expect(message).toMatch(problem);
		});

		test.each(LIMITED)('is refused in %s without limits', async (label, id, parameters) => {
			const options = { options: { checkDocumentedLimits: false } };
			const message = await refusalOf(id, { ...parameters, ...options }, value);
			expect(message).toContain(`"${label}`);
		});
	},
);

test.each(['N/A', 'none', 'Null'])('%s is a text like any other', async (value) => {
	const parameters = {
		last_name: VALUE,
		customFields: mapped({ u_a: VALUE }),
	};
	const sent = await sentFor('contact.create', parameters, value);
	expect(sent).toEqual({ last_name: value, u_a: value });
});

test('a text that looks like a date is sent without limits', async () => {
	const parameters = {
		customFields: mapped({ U_A: VALUE }),
		options: { checkDocumentedLimits: false },
	};
	expect(await sentFor('contact.create', parameters, '18.02.2026')).toEqual({ u_a: '18.02.2026' });
});

test.each([
	['+44 (0)20 7946 0018', '+442079460018'],
	['\u202a+44\u201120\u200b 7946 0018', '+442079460018'],
	['sip:+442079460018@carrier.example', '+442079460018'],
	['+44 20 7946 0018,,105#', '+442079460018'],
	['0044 20 7946 0018', '+442079460018'],
	['anonymous', 'anonymous'],
	[' Restricted ', 'Restricted'],
	['+266696687', '+266696687'],
])('a call from %j is recorded as from %j', async (value, sent) => {
	const parameters = { userPhoneNumber: VALUE };
	expect(await sentFor('voiceInteraction.create', parameters, value)).toEqual({
		interaction: { userPhoneNumber: sent },
	});
});

test.each([
	['', undefined],
	['  ', undefined],
	[null, undefined],
	['\u200b', undefined],
	['gold', 'gold'],
	[5, 5],
	[false, false],
	[{ link: 'https://x.example', value: ID }, ID],
	[['a', 'b', ''], 'a,b'],
	[[], undefined],
	['2026-02-18T11:30:00+01:00', '2026-02-18 10:30:00'],
	['2026-02-18 11:30', '2026-02-18 10:30:00'],
	['Wed, 18 Feb 2026 11:30:00 +0100', '2026-02-18 10:30:00'],
	['2026-02-18', '2026-02-18'],
	[DateTime.fromISO('2026-02-18T10:30:00Z'), '2026-02-18 10:30:00'],
])('a custom field of %j is sent as %j', async (value, sent) => {
	const parameters = {
		last_name: 'Lee',
		customFields: mapped({ u_a: VALUE }),
	};
	expect(await sentFor('contact.create', parameters, value)).toEqual({
		last_name: 'Lee',
		...(sent !== undefined && { u_a: sent }),
	});
});

test.each([
	['[{"call_id":7182735465768798123}]', [{ call_id: '7182735465768798123' }]],
	[
		'[{"call_id":442079460001,"note":"9007199254740993 \\" 9007199254740993"}]',
		[{ call_id: '442079460001', note: '9007199254740993 " 9007199254740993' }],
	],
	[
		'[{"call_id":"1","end_time":"2026-02-18T11:30:00Z","level":null,"queue":9007199254740993}]',
		[{ call_id: '1', end_time: '2026-02-18 11:30:00', queue: '9007199254740993' }],
	],
	['[{}, {"call_id":"1"}]', [{ call_id: '1' }]],
	['[{"Call_ID":"1"," END_time":"x","start_TIME":""}]', [{ call_id: '1', end_time: 'x' }]],
	['', undefined],
])('phone logs of %s are sent as %j', async (value, sent) => {
	const parameters = { ...CALL, additionalFields: { phoneLogsJson: VALUE } };
	expect(await sentFor('voiceInteraction.create', parameters, value)).toEqual({
		interaction: CALL,
		...(sent && { phoneLogs: sent }),
	});
});

test('a context keeps what JSON can hold, without what is empty', async () => {
	const context = { a: '', b: null, c: [1, ''], d: { e: '' }, f: 'x', g: 9 };
	const parameters = { channel: 'Phone', additionalFields: { contextJson: VALUE } };
	expect(await sentFor('interaction.create', parameters, context)).toEqual({
		channel: 'Phone',
		context: { c: [1, ''], d: { e: '' }, f: 'x', g: 9 },
	});
});

test('a JSON field that was added and left as it is sends nothing', async () => {
	const parameters = {
		...CALL,
		additionalFields: { additionalParamsJson: '', phoneLogsJson: '', relatedRecordsJson: '' },
	};
	expect(await sentFor('voiceInteraction.create', parameters, 1)).toEqual({ interaction: CALL });
});

test.each([
	['phone', 'Phone'],
	['VIDEO', 'Video'],
	[' messaging ', 'Messaging'],
	['Chat', 'Chat'],
	['28A59893873103002AE97E2526CB0B5D', '28a59893873103002ae97e2526cb0b5d'],
	['Fax', 'Fax'],
])('a channel of %j is sent as %j', async (value, sent) => {
	expect(await sentFor('interaction.create', { channel: VALUE }, value)).toEqual({ channel: sent });
});

test.each([
	['Coach', 'coach'],
	['Barge In', 'barge_in'],
	['OBSERVE', 'observe'],
])('a help action of %j is sent as %j', async (value, sent) => {
	const interaction = seeded.interactions.coachedCall;
	const body = await sentFor('supervisorHelpAction.create', { interaction, action: VALUE }, value);
	expect(body).toEqual({ interaction, action: sent });
});

test.each(['ann.b@x.example', '\ufeff ann.b@x.example\u00a0', 'mailto:ann.b@x.example'])(
	'a filter by the email %j finds what Create Contact sends',
	async (value) => {
		const row = { column: 'email', operator: 'equals', value: VALUE };
		const parameters = { filters: { conditions: [row] } };
		const items = [{ value }];
		await runOperation('contact.getAll', instance.url, parameters, { items });
		expect(instance.requests[0].query.sysparm_query).toMatch(/^email=ann\.b@x\.example(?:\^|$)/);
	},
);
