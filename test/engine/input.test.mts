import { runOperation } from './operation.mts';
import { useInstance } from '../support/instance.mts';
import { seeded } from '../../simulator/instance.mts';
import { mapped } from '../support/mapped.mts';

const instance = useInstance();

const call = { userPhoneNumber: '+14089965744' };
const limitsOff = { options: { checkDocumentedLimits: false } };

/** Operation, parameters, and what is said before anything leaves. */
const refused: Array<[id: string, parameters: object, message: string]> = [
	['contact.create', {}, 'All fields of the contact are empty'],
	['contact.create', { first_name: '  ' }, 'All fields of the contact are empty'],
	['contact.create', { account: 'Boxeo' }, '"Account" is not a sys_id: "Boxeo"'],
	[
		'contact.create',
		{ additionalFields: { country: 'Spain' } },
		'"Country Code" has 5 characters; ServiceNow stores at most 3',
	],
	[
		'supervisorHelpAction.create',
		{ interaction: seeded.interactions.coachedCall, action: 'Watch' },
		'"Action" is not one of its choices: "Watch"',
	],
	[
		'contact.create',
		{ userAccountFields: { last_login_time: 'tomorrow' } },
		'"Last Login Time" is not a date and time: "tomorrow"',
	],
	[
		'contact.create',
		{ userAccountFields: { last_login_time: '2026-02-30T10:00:00Z' } },
		'"Last Login Time" is not a date and time: "2026-02-30T10:00:00Z"',
	],
	[
		'contact.create',
		{ userAccountFields: { latitude: 'north' } },
		'"Latitude" is not a number: "north"',
	],
	[
		'contact.create',
		{ userAccountFields: { failed_attempts: 1.5 } },
		'"Failed Login Attempts" is not a whole number: 1.5',
	],
	[
		'contact.create',
		{ additionalFields: { vip: 'maybe' } },
		'"VIP" is neither true nor false: "maybe"',
	],
	[
		'contact.create',
		{ additionalFields: { social_channel: 'Facebook' } },
		'Missing for the social profile: Social Handle, Social Handle URL',
	],
	[
		'contact.create',
		{ customFields: mapped({ email: 'a@b.c' }) },
		'"Custom Fields" has something that is not the name of a custom column: "email"',
	],
	[
		'contact.create',
		{ additionalFields: { customFieldsJson: '{ "__proto__": "x" }' } },
		'"Custom Fields (JSON)" contains the key "__proto__"',
	],
	['contact.get', { id: '../interaction' }, '"Contact" is not a sys_id: "../interaction"'],
	['contact.get', { id: '={{ $json.missing }}' }, '"Contact" is empty'],
	[
		'contact.get',
		{ id: seeded.contacts.george, options: { api_version: '../v1' } },
		'"API Version" is not a version: "../v1"',
	],
	['contact.getAll', { limit: '={{ 0 }}' }, '"Limit" is not a whole number of 1 or more: 0'],
	[
		'contact.getAll',
		{ options: { sysparm_offset: -1 } },
		'"Offset" is not a whole number of 0 or more: -1',
	],
	['interaction.create', { channel: '={{ "" }}' }, '"Channel" is empty'],
	[
		'interaction.create',
		{ channel: 'Phone', additionalFields: { context_id: seeded.interactions.coachedCall } },
		'"Context Table" is required when "Context ID" is set',
	],
	[
		'interaction.create',
		{ channel: 'Phone', additionalFields: { channel_metadata_table: 'live_group_profile' } },
		'"Channel Metadata ID" is required when "Channel Metadata Table" is set',
	],
	[
		'interaction.create',
		{ channel: 'Phone', additionalFields: { contextJson: '{ "a": ' } },
		'"Context (JSON)" is not valid JSON: "{ \\"a\\": "',
	],
	[
		'interaction.create',
		{ channel: 'Phone', additionalFields: { contextJson: '[1]' } },
		'"Context (JSON)" is not an object: [1]',
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
		'"Context" is set twice: in fields and as JSON',
	],
	[
		'interaction.create',
		{ channel: 'Phone', additionalFields: { contextJson: '{ "a": { "constructor": 1 } }' } },
		'"Context (JSON)" (context.a) contains the key "constructor"',
	],
	[
		'interaction.create',
		{ channel: 'Phone', additionalFields: { context: { field: [{ name: '', value: '1' }] } } },
		'"Context" has a value without a name',
	],
	['voiceInteraction.create', { userPhoneNumber: '={{ "" }}' }, '"User Phone Number" is empty'],
	[
		'voiceInteraction.create',
		{ ...call, additionalFields: { callbackPhoneNumber: '555' } },
		'"Callback Phone Number" is not a phone number in E.164 format: "555"',
	],
	[
		'voiceInteraction.create',
		{ ...call, additionalFields: { phoneLogsJson: '[1]' } },
		'"Phone Logs (JSON)" contains something that is not an object: 1',
	],
	[
		'voiceInteraction.create',
		{
			...call,
			additionalFields: { phoneLogsJson: '[{ "call_id": "1" }, { "start_time": "noon" }]' },
		},
		'"Phone Logs: Start Time" (phoneLogs[1].start_time) is not a date and time: "noon"',
	],
	[
		'voiceInteraction.update',
		{
			interactionSysId: seeded.interactions.coachedCall,
			additionalFields: { interactionContextJson: '{ "a": 1 }' },
		},
		'All fields of the interaction are empty',
	],
	[
		'conversationMember.drop',
		{ user_id: seeded.users.agent, interaction_id: '={{ "" }}' },
		'"Interaction" is empty',
	],
	[
		'conversationMember.update',
		{
			user_id: seeded.users.agent,
			interaction_id: seeded.interactions.coachedCall,
			member_type: 'observer',
		},
		'"Member Type" is not one of its choices: "observer"',
	],
	[
		'supervisorHelpAction.create',
		{ interaction: seeded.interactions.coachedCall, action: '={{ $json.missing }}' },
		'"Action" is empty',
	],
	[
		'supervisorHelpAction.create',
		{
			interaction: seeded.interactions.coachedCall,
			action: '={{ "  " }}',
			additionalFields: { end_time: '2026-02-18 11:30:00' },
			...limitsOff,
		},
		'"Action" is empty',
	],
	[
		'supervisorHelpAction.update',
		{
			interaction: seeded.interactions.coachedCall,
			action_sys_id: { __rl: true, mode: 'id', value: '={{ null }}' },
			...limitsOff,
		},
		'"Help Action" is empty',
	],
	[
		'supervisorHelpAction.update',
		{
			interaction: seeded.interactions.coachedCall,
			action_sys_id: seeded.helpActions.coaching,
			end_time: '={{ $json.missing }}',
			...limitsOff,
		},
		'"End Time" is empty',
	],
	[
		'supervisorHelpAction.create',
		{ interaction: seeded.interactions.coachedCall, action: 'Watch' },
		'"Action" is not one of its choices: "Watch"',
	],
	['supervisorHelpAction.endAll', { interaction: '={{ "" }}' }, '"Interaction" is empty'],
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
	expect(unsafe.error?.message).toBe('"Contact" is not a sys_id: ".." [item 0]');
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
	const { json } = await runOperation('supervisorHelpAction.update', instance.url, {
		interaction,
		action_sys_id: first.sys_id,
		end_time: '2026-02-18T12:00:00+01:00',
	});
	expect(json[0]).toMatchObject({ success: true, action_sys_id: first.sys_id });
	expect(actions().map(({ end_time }) => end_time)).toEqual([
		'2026-02-18 11:00:00',
		second.end_time,
	]);
	expect(second.end_time ?? '').toBe('');
});
