import type { IDataObject } from 'n8n-workflow';
import { seeded } from '../../simulator/instance.mts';
import { menu } from '../contract/fields.mts';
import { fill } from './fill.mts';
import { runOperation } from './operation.mts';
import { useInstance } from '../support/instance.mts';

const instance = useInstance();

const UNKNOWN = 'ffffffffffffffffffffffffffffffff';

interface Case {
	/** Parameters; `={{ $json.value }}` takes the value of the item. */
	values: IDataObject;
	/** Values of two items that the instance takes. */
	good: [unknown, unknown];
	/** Value of an item that is refused, and what is said of it. */
	bad: unknown;
	refusal: string;
	/** What the output says of each good item. */
	output: (value: unknown) => unknown;
}

const record = (member: string) => (value: unknown) => expect.objectContaining({ [member]: value });
const succeeded = () => expect.objectContaining({ success: true });

/** Each operation with an expression in its most important field. */
const cases: Record<string, Case> = {
	'contact.create': {
		values: { first_name: '={{ $json.value }}' },
		good: ['Ada', 'Grace'],
		bad: 'x'.repeat(51),
		refusal: '"First Name" has 51 characters; ServiceNow stores at most 50 [item 1]',
		output: () => ({ sys_id: expect.stringMatching(/^[0-9a-f]{32}$/) }),
	},
	'contact.get': {
		values: { id: '={{ $json.value }}' },
		good: [seeded.contacts.george, seeded.contacts.jane],
		bad: UNKNOWN,
		refusal: 'The record was not found [item 1]',
		output: record('sys_id'),
	},
	'contact.getAll': {
		values: { limit: 1, sysparm_query: 'user_name={{ $json.value }}', simplify: false },
		good: ['george.warren', 'Jane.Contact'],
		bad: '',
		refusal: '',
		output: record('user_name'),
	},
	'interaction.create': {
		values: { channel: '={{ $json.value }}' },
		good: [seeded.providerApplications.chatConnector, 'Phone'],
		bad: '',
		refusal: '"Channel" is empty [item 1]',
		output: record('channel'),
	},
	'interaction.close': {
		values: { interaction_id: '={{ $json.value }}' },
		good: [seeded.interactions.queuedChat, seeded.interactions.conversation],
		bad: UNKNOWN,
		refusal: 'The record was not found [item 1]',
		output: (value) => expect.objectContaining({ sys_id: value, state: 'closed_complete' }),
	},
	'conversationMember.drop': {
		values: { user_id: '={{ $json.value }}', interaction_id: seeded.interactions.conversation },
		good: [seeded.users.agent, seeded.users.supervisor],
		bad: UNKNOWN,
		refusal:
			'The instance rejected the request as incomplete or invalid: User is not a member of the interaction provided [item 1]',
		output: succeeded,
	},
	'conversationMember.update': {
		values: { user_id: '={{ $json.value }}', interaction_id: seeded.interactions.conversation },
		good: [seeded.users.supervisor, seeded.users.privateAgent],
		bad: seeded.users.agent,
		refusal: 'The instance could not complete the request (HTTP 500) [item 1]',
		output: succeeded,
	},
	'voiceInteraction.create': {
		values: { userPhoneNumber: '={{ $json.value }}' },
		good: ['+14089965744', '+1 (303) 506-5360'],
		bad: '0303 506536',
		refusal: '"User Phone Number" is not a phone number in E.164 format: "0303 506536" [item 1]',
		output: () => expect.objectContaining({ status: 'SUCCESS' }),
	},
	'voiceInteraction.update': {
		values: {
			interactionSysId: '={{ $json.value }}',
			additionalParams: { short_description: 'Changed' },
		},
		good: [seeded.interactions.call, seeded.interactions.conversation],
		bad: UNKNOWN,
		refusal: 'The instance rejected the request, although it returned a success status [item 1]',
		output: (value) => ({ status: 'SUCCESS', sys_id: value, sysId: value }),
	},
	'supervisorHelpAction.create': {
		values: { interaction: '={{ $json.value }}', action: 'coach' },
		good: [seeded.interactions.coachedCall, seeded.interactions.conversation],
		bad: UNKNOWN,
		refusal: 'The record was not found [item 1]',
		output: succeeded,
	},
	'supervisorHelpAction.update': {
		values: {
			interaction: seeded.interactions.twiceHelpedCall,
			action_sys_id: '={{ $json.value }}',
			end_time: '2026-02-18 11:30:00',
		},
		good: [seeded.helpActions.monitoringToo, seeded.helpActions.coachingToo],
		bad: UNKNOWN,
		refusal: 'The record was not found [item 1]',
		output: succeeded,
	},
	'supervisorHelpAction.endAll': {
		values: { interaction: '={{ $json.value }}' },
		good: [seeded.interactions.twiceHelpedCall, seeded.interactions.coachedCall],
		bad: UNKNOWN,
		refusal: 'The record was not found [item 1]',
		output: succeeded,
	},
};

function parametersOf(id: string) {
	const parameters = fill(id, cases[id].values);
	if (id === 'contact.getAll') parameters.sysparm_query = '=user_name={{ $json.value }}';
	return parameters;
}

test('every operation has a case', () => {
	expect(Object.keys(cases).sort()).toEqual(menu.map(({ id }) => id).sort());
});

describe.each(Object.entries(cases))('%s', (id, { good, bad, refusal, output }) => {
	test('runs for two items, each paired with its own', async () => {
		const items = good.map((value) => ({ value: value as string }));
		const {
			json,
			items: out,
			error,
		} = await runOperation(id, instance.url, parametersOf(id), {
			items,
		});
		expect(error).toBeUndefined();
		expect(json).toEqual(good.map(output));
		expect(out.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	if (refusal === '') return;

	test('stops at a failure and says which item it was', async () => {
		const items = [{ value: good[0] as string }, { value: bad as string }];
		const { error, json } = await runOperation(id, instance.url, parametersOf(id), { items });
		expect(error?.message).toBe(refusal);
		expect(error?.description?.length).toBeGreaterThan(20);
		expect(error?.context?.itemIndex).toBe(1);
		expect(json).toEqual([]);
	});

	test('goes on after a failure, and the item carries its own error', async () => {
		const items = [
			{ value: good[0] as string },
			{ value: bad as string },
			{ value: good[1] as string },
		];
		const { json, items: out } = await runOperation(id, instance.url, parametersOf(id), {
			items,
			onError: 'continueRegularOutput',
		});
		const failed = { error: refusal, message: expect.stringMatching(/.{20}/) };
		expect(json).toEqual([output(good[0]), failed, output(good[1])]);
		expect(out.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	test('sends a failure to the error output', async () => {
		const items = [{ value: bad as string }, { value: good[0] as string }];
		const { json, errorItems } = await runOperation(id, instance.url, parametersOf(id), {
			items,
			onError: 'continueErrorOutput',
		});
		expect(json).toEqual([output(good[0])]);
		expect(errorItems).toHaveLength(1);
		expect(errorItems[0].json.error).toBe(refusal.replace('[item 1]', '[item 0]'));
	});
});
