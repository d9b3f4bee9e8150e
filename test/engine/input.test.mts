import { runOperation } from './operation.mts';
import { useInstance } from '../support/instance.mts';
import { seeded } from '../../simulator/instance.mts';

const instance = useInstance();

const call = { userPhoneNumber: '+14089965744' };
const limitsOff = { options: { checkDocumentedLimits: false } };

/** Operation, parameters, and what is said before anything leaves. */
const refused: Array<[id: string, parameters: object, message: string]> = [
	['contact.create', {}, 'The contact has no fields'],
	['contact.create', { first_name: '  ' }, 'The contact has no fields'],
	['contact.create', { account: 'Boxeo' }, '"account" is not a sys_id: "Boxeo"'],
	[
		'contact.create',
		{ additionalFields: { country: 'Spain' } },
		'"country" has 5 characters, and ServiceNow keeps 3',
	],
	[
		'supervisorHelpAction.upsert',
		{ interaction: seeded.interactions.coachedCall, action: 'Coach' },
		'"action" is "Coach", which is not one of the documented values',
	],
	[
		'contact.create',
		{ additionalFields: { last_login_time: 'tomorrow' } },
		'"last_login_time" is not a date and time: "tomorrow"',
	],
	[
		'contact.create',
		{ additionalFields: { last_login_time: '2026-02-30T10:00:00Z' } },
		'"last_login_time" is not a date and time: "2026-02-30T10:00:00Z"',
	],
	[
		'contact.create',
		{ additionalFields: { latitude: 'north' } },
		'"latitude" is not a number: "north"',
	],
	[
		'contact.create',
		{ additionalFields: { failed_attempts: 1.5 } },
		'"failed_attempts" is not a whole number: 1.5',
	],
	[
		'contact.create',
		{ additionalFields: { vip: 'yes' } },
		'"vip" is neither true nor false: "yes"',
	],
	[
		'contact.create',
		{ additionalFields: { social_channel: 'Facebook' } },
		'"social_handle", "social_handle_url" is missing for the social profile',
	],
	[
		'contact.create',
		{ customFields: { field: [{ name: 'email', value: 'a@b.c' }] } },
		'"customFields" has "email", which is not the name of a custom field',
	],
	[
		'contact.create',
		{ customFields: { field: [{ name: '__proto__', value: 'x' }] } },
		'"customFields" contains the key "__proto__"',
	],
	['contact.get', { id: '../interaction' }, '"id" is not a sys_id: "../interaction"'],
	['contact.get', { id: '={{ $json.missing }}' }, '"id" is empty'],
	[
		'contact.get',
		{ id: seeded.contacts.george, options: { api_version: '../v1' } },
		'"api_version" is "../v1"',
	],
	['contact.getAll', { limit: '={{ 0 }}' }, '"limit" is 0'],
	['contact.getAll', { options: { sysparm_offset: -1 } }, '"sysparm_offset" is -1'],
	['interaction.create', { channel: '={{ "" }}' }, '"channel" is empty'],
	[
		'interaction.create',
		{ channel: 'Phone', additionalFields: { context_id: seeded.interactions.coachedCall } },
		'"context_table" is missing, because "context_id" is given',
	],
	[
		'interaction.create',
		{ channel: 'Phone', additionalFields: { channel_metadata_table: 'live_group_profile' } },
		'"channel_metadata_id" is missing, because "channel_metadata_table" is given',
	],
	[
		'interaction.create',
		{ channel: 'Phone', additionalFields: { contextJson: '{ "a": ' } },
		'"context" is not valid JSON: "{ \\"a\\": "',
	],
	[
		'interaction.create',
		{ channel: 'Phone', additionalFields: { contextJson: '[1]' } },
		'"context" is not an object: [1]',
	],
	[
		'interaction.create',
		{
			channel: 'Phone',
			additionalFields: {
				context: { field: [{ name: 'a', value: '1' }] },
				contextJson: '{ "a": 1 }',
			},
		},
		'"context" is given twice, with fields and as JSON',
	],
	[
		'interaction.create',
		{ channel: 'Phone', additionalFields: { contextJson: '{ "a": { "constructor": 1 } }' } },
		'"context.a" contains the key "constructor"',
	],
	[
		'interaction.create',
		{ channel: 'Phone', additionalFields: { context: { field: [{ name: '', value: '1' }] } } },
		'"context" has a value without a name',
	],
	['voiceInteraction.create', { userPhoneNumber: '={{ "" }}' }, '"userPhoneNumber" is empty'],
	[
		'voiceInteraction.create',
		{ ...call, additionalFields: { callbackPhoneNumber: '555' } },
		'"interaction.callbackPhoneNumber" is not a phone number in E.164 form: "555"',
	],
	[
		'voiceInteraction.create',
		{ ...call, additionalFields: { phoneLogsJson: '[1]' } },
		'"phoneLogs" contains something that is not an object: 1',
	],
	[
		'voiceInteraction.create',
		{
			...call,
			additionalFields: { phoneLogsJson: '[{ "call_id": "1" }, { "start_time": "noon" }]' },
		},
		'"phoneLogs[1].start_time" is not a date and time: "noon"',
	],
	[
		'voiceInteraction.update',
		{
			interactionSysId: seeded.interactions.coachedCall,
			additionalFields: { interactionContextJson: '{ "a": 1 }' },
		},
		'"interaction" has no fields',
	],
	[
		'conversationMember.drop',
		{ user_id: seeded.users.agent, interaction_id: '={{ "" }}' },
		'"interaction_id" is empty',
	],
	[
		'conversationMember.update',
		{
			user_id: seeded.users.agent,
			interaction_id: seeded.interactions.coachedCall,
			member_type: 'observer',
		},
		'"member_type" is "observer", which is not one of the documented values',
	],
	[
		'supervisorHelpAction.upsert',
		{ interaction: seeded.interactions.coachedCall },
		'Neither "action" nor "action_sys_id" is given',
	],
	[
		'supervisorHelpAction.upsert',
		{
			interaction: seeded.interactions.coachedCall,
			action: '={{ $json.missing }}',
			action_sys_id: '={{ "  " }}',
			additionalFields: { end_time: '2026-02-18 11:30:00' },
			...limitsOff,
		},
		'Neither "action" nor "action_sys_id" is given',
	],
	[
		'supervisorHelpAction.upsert',
		{
			interaction: seeded.interactions.coachedCall,
			action_sys_id: { __rl: true, mode: 'id', value: '={{ null }}' },
		},
		'Neither "action" nor "action_sys_id" is given',
	],
	[
		'supervisorHelpAction.upsert',
		{ interaction: seeded.interactions.coachedCall, action_sys_id: seeded.helpActions.coaching },
		'"end_time" is empty',
	],
	[
		'supervisorHelpAction.upsert',
		{ interaction: seeded.interactions.coachedCall, action: 'Coach' },
		'"action" is "Coach", which is not one of the documented values',
	],
	['supervisorHelpAction.endAll', { interaction: '={{ "" }}' }, '"interaction" is empty'],
];

test.each(refused)('%s with %j: %s', async (id, parameters, message) => {
	const { error } = await runOperation(id, instance.url, parameters as never);
	expect(error?.message).toBe(`${message} [item 0]`);
	expect(error?.description).toMatch(/.{10,}\.$/);
	expect(instance.requests).toEqual([]);
});

test('documented limits can be turned off, and what keeps data safe stays', async () => {
	const long = { first_name: 'x'.repeat(51), account: 'Boxeo', ...limitsOff };
	const sent = await runOperation('contact.create', instance.url, long);
	expect(sent.error).toBeUndefined();
	expect(instance.requests[0].body).toEqual({ first_name: 'x'.repeat(51), account: 'Boxeo' });

	const unsafe = await runOperation('contact.get', instance.url, { id: '..', ...limitsOff });
	expect(unsafe.error?.message).toBe('"id" is not a sys_id: ".." [item 0]');
});

test('a date in the form of ServiceNow goes out unchanged, whatever the time zone', async () => {
	await runOperation(
		'supervisorHelpAction.endAll',
		instance.url,
		{
			interaction: seeded.interactions.coachedCall,
			additionalFields: { end_time: '2026-02-18 11:30:00' },
		},
		{ timezone: 'Asia/Tokyo' },
	);
	expect(instance.requests[0].body).toEqual({
		interaction: seeded.interactions.coachedCall,
		end_time: '2026-02-18 11:30:00',
	});
});

test('a help action that is updated leaves the others of the interaction open', async () => {
	const interaction = seeded.interactions.twiceHelpedCall;
	const actions = () =>
		[...instance.store.table('supervisor_help_action').values()].filter(
			(row) => row.interaction === interaction,
		);
	const [first, second] = actions();
	const { json } = await runOperation('supervisorHelpAction.upsert', instance.url, {
		interaction,
		action_sys_id: first.sys_id,
		additionalFields: { end_time: '2026-02-18T12:00:00+01:00' },
	});
	expect(json[0]).toMatchObject({ success: true, action_sys_id: first.sys_id });
	expect(actions().map(({ end_time }) => end_time)).toEqual([
		'2026-02-18 11:00:00',
		second.end_time,
	]);
	expect(second.end_time ?? '').toBe('');
});
