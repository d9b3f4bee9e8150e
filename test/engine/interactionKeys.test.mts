import type { IDataObject } from 'n8n-workflow';
import { seeded } from '../../simulator/instance.mts';
import { useInstance } from '../support/instance.mts';
import { searchOf } from './editor.mts';
import { runOperation } from './operation.mts';

const instance = useInstance();

const HELPED = seeded.interactions.twiceHelpedCall;

function by(mode: string, value: unknown) {
	return { __rl: true, mode, value } as IDataObject;
}

/** Gives the interaction a session ID. @returns its number */
function named(id: string, client_session_id: string): string {
	const row = instance.store.get('interaction', id)!;
	instance.store.update(row, { client_session_id });
	return row.number;
}

/** Each operation that takes an interaction, and where the request has its sys_id. */
const operations: Array<[string, string, IDataObject]> = [
	['interaction.close', 'interaction_id', {}],
	['supervisorHelpAction.create', 'interaction', { action: 'coach' }],
	[
		'supervisorHelpAction.update',
		'interaction',
		{
			action_sys_id: by('id', seeded.helpActions.monitoringToo),
			end_time: '2026-02-18 11:30:00',
		},
	],
	['supervisorHelpAction.endAll', 'interaction', {}],
	['conversationMember.drop', 'interaction_id', { user_id: by('id', seeded.users.agent) }],
	['conversationMember.update', 'interaction_id', { user_id: by('id', seeded.users.agent) }],
	[
		'voiceInteraction.update',
		'interactionSysId',
		{ additionalFields: { short_description: 'Changed' } },
	],
];

describe.each(operations)('%s', (id, field, more) => {
	test.each([
		['number', (number: string) => number],
		['number', (number: string) => ` ${number.toLowerCase()} `],
		['id', (number: string) => number],
		['clientSessionId', () => 'call-77'],
	])('by %s', async (mode, valueOf) => {
		const number = named(HELPED, 'call-77');
		const parameters = { ...more, [field]: by(mode, valueOf(number)) };
		await runOperation(id, instance.url, parameters);
		const [search, request] = instance.requests;
		expect(search.path).toBe('/api/now/table/interaction');
		expect(request.path + JSON.stringify(request.body)).toContain(HELPED);
		expect(request.path).not.toContain('{');
	});

	test('one that is not there is said, and nothing else is sent', async () => {
		const parameters = { ...more, [field]: by('number', 'IMS9999999') };
		const { error } = await runOperation(id, instance.url, parameters);
		expect(error?.message).toContain('"Interaction" was not found: "IMS9999999"');
		expect(error?.description).toContain('Nothing was changed.');
		expect(instance.requests).toHaveLength(1);
	});

	test('one that cannot be searched for is refused before anything is sent', async () => {
		for (const value of ['={{ "" }}', 'a^b', 'undefined']) {
			const parameters = { ...more, [field]: by('clientSessionId', value) };
			const { error } = await runOperation(id, instance.url, parameters);
			expect(error?.message).toContain('"Interaction"');
		}
		expect(instance.requests).toEqual([]);
	});
});

test('an instance that leaves the condition out finds nothing', async () => {
	named(HELPED, 'call-77');
	instance.settings.queryAcls = [
		{ table: 'interaction', columns: '*', answer: 'drop', operators: 'all' },
	];
	const { error } = await runOperation('interaction.close', instance.url, {
		interaction_id: by('clientSessionId', 'call-78'),
	});
	expect(error?.message).toContain('"Interaction" could not be searched for: "call-78"');
	expect(instance.requests).toHaveLength(1);
});

test('of several with one session ID the oldest is meant, as Reuse has it', async () => {
	const add = (sys_created_on: string) =>
		instance.store.insert('interaction', { client_session_id: 'twice', sys_created_on }).sys_id;
	add('2026-02-02 00:00:00');
	const oldest = add('2026-02-01 00:00:00');
	const { json } = await runOperation('interaction.close', instance.url, {
		interaction_id: by('clientSessionId', 'twice'),
	});
	expect(json).toMatchObject([{ sys_id: oldest }]);
});

test('interactions to close are those that are open', async () => {
	const open = { node: 'serviceNowInteraction', url: instance.url };
	const { results: toClose } = await searchOf(open, 'open_interaction');
	const { results: all } = await searchOf(open, 'interaction');
	expect(toClose.length).toBeGreaterThan(1);
	expect(all.length).toBeGreaterThan(toClose.length);
	expect(toClose.filter(({ name }) => name.includes('Closed'))).toEqual([]);
});

test.each([
	['id', HELPED],
	['number', ''],
])('help actions are those of the interaction that is selected by %s', async (mode, given) => {
	const number = named(HELPED, 'call-77');
	const open = {
		node: 'serviceNowHelpRequest',
		url: instance.url,
		parameters: { interaction: by(mode, given || number) },
	};
	const { results } = await searchOf(open as never, 'supervisor_help_action');
	expect(results.map(({ value }) => value).sort()).toEqual(
		[seeded.helpActions.monitoringToo, seeded.helpActions.coachingToo].sort(),
	);
});

test('a session ID that is longer than what ServiceNow stores says so where nothing is found', async () => {
	const id = `call-${'7'.repeat(40)}`;
	named(HELPED, id.slice(0, 40));
	const { error } = await runOperation('interaction.close', instance.url, {
		interaction_id: by('clientSessionId', id),
	});
	expect(error?.description).toContain('It has 45 characters, and ServiceNow stores 40');
	expect(instance.requests).toHaveLength(1);
});
