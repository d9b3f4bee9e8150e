import type { IDataObject } from 'n8n-workflow';
import { contract } from '../../contract/operations.mts';
import { fill } from './fill.mts';
import { runOperation } from './operation.mts';
import { useInstance } from '../support/instance.mts';
import { seeded } from '../../simulator/instance.mts';
import { mapped } from '../support/mapped.mts';

const instance = useInstance();

const item = {
	text: 'Ada',
	yes: true,
	number: 57.6,
	whole: 2,
	choice: 'On break',
	customized: 'Travelling',
	id: seeded.accounts.boxeo,
	url: `INSTANCE/nav_to.do?uri=customer_account.do%3Fsys_id%3D${seeded.accounts.boxeo}%26sysparm_view%3D`,
	workspace: `INSTANCE/now/workspace/agent/record/core_company/${seeded.accounts.boxeo}`,
	date: '2026-02-18T11:30:00+01:00',
	phone: '+14089965744',
	json: '{ "devicetype": "genesys", "nested": { "deep": [1, 2] } }',
	logs: [
		{
			call_id: '1',
			agent: seeded.users.phoneAgent,
			start_time: '2026-02-18T11:30:00Z',
			outcome: 'answered',
		},
	],
};

/** With the address of the instance where `INSTANCE` stands for it. */
function atInstance<T>(value: T): T {
	return JSON.parse(JSON.stringify(value).replaceAll('INSTANCE', instance.url)) as T;
}

async function bodyOf(
	id: string,
	parameters: object,
	timezone = 'UTC',
): Promise<Record<string, unknown>> {
	const { error } = await runOperation(id, instance.url, parameters as never, {
		items: [atInstance(item) as never],
		timezone,
	});
	expect(error).toBeUndefined();
	return instance.requests[0].body as Record<string, unknown>;
}

test('contact: text, boolean, number, choice, date and record, in and out of the collection', async () => {
	const body = await bodyOf('contact.create', {
		first_name: '={{ $json.text }}',
		account: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
		userAccountFields: {
			latitude: '={{ $json.number }}',
			failed_attempts: '={{ $json.whole }}',
			agent_status: '={{ $json.choice }}',
			last_login_time: '={{ $json.date }}',
		},
		additionalFields: {
			vip: '={{ $json.yes }}',
			company: { __rl: true, mode: 'url', value: '={{ $json.workspace }}' },
			manager: '={{ $json.id }}',
			department: { __rl: true, mode: 'list', value: '={{ $json.id }}', cachedResultName: 'IT' },
			middle_name: '={{ $json.missing }}',
			title: '={{ undefined }}',
		},
		customFields: mapped({ u_crm_id: '={{ $json.whole }}', u_none: '={{ $json.missing }}' }),
	});
	expect(body).toEqual({
		first_name: 'Ada',
		account: seeded.accounts.boxeo,
		vip: true,
		latitude: 57.6,
		failed_attempts: 2,
		agent_status: 'On break',
		last_login_time: '2026-02-18 10:30:00',
		company: seeded.accounts.boxeo,
		manager: seeded.accounts.boxeo,
		department: seeded.accounts.boxeo,
		u_crm_id: 2,
	});
});

test('contact: a record by URL outside the collection', async () => {
	const body = await bodyOf('contact.create', {
		account: { __rl: true, mode: 'url', value: '={{ $json.url }}' },
	});
	expect(body).toEqual({ account: seeded.accounts.boxeo });
});

test('contact: a choice that the instance has added', async () => {
	const body = await bodyOf('contact.create', {
		userAccountFields: { agent_status: '={{ $json.customized }}' },
	});
	expect(body).toEqual({ agent_status: 'Travelling' });
});

test('contact: a Luxon date, and the time zone of the workflow', async () => {
	const inZone = await bodyOf(
		'contact.create',
		{ userAccountFields: { last_login_time: '2026-07-01T12:00:00' } },
		'Europe/Berlin',
	);
	expect(inZone).toEqual({ last_login_time: '2026-07-01 10:00:00' });
	instance.reset();
	const luxon = await bodyOf('contact.create', {
		userAccountFields: { last_login_time: '={{ DateTime.fromISO($json.date) }}' },
	});
	expect(luxon).toEqual({ last_login_time: '2026-02-18 10:30:00' });
});

test('openframe: rows, JSON text and objects', async () => {
	const body = await bodyOf('voiceInteraction.create', {
		userPhoneNumber: '={{ $json.phone }}',
		additionalParams: mapped({ direction: '={{ \"in\" + \"bound\" }}' }),
		additionalFields: {
			interactionContextJson: '={{ $json.json }}',
			phoneLogs: {
				log: [
					{
						agent: { __rl: true, mode: 'id', value: '={{ $json.logs[0].agent }}' },
						call_id: '={{ $json.whole }}',
						start_time: '={{ $json.date }}',
						otherFields: { field: [{ name: 'outcome', value: '={{ $json.logs[0].outcome }}' }] },
					},
				],
			},
			relatedRecordsJson: '={{ [{ documentTable: "core_company", documentId: $json.id }] }}',
		},
	});
	expect(body).toEqual({
		interaction: {
			userPhoneNumber: '+14089965744',
			additionalParams: { direction: 'inbound' },
		},
		interactionContext: { devicetype: 'genesys', nested: { deep: [1, 2] } },
		phoneLogs: [
			{
				agent: seeded.users.phoneAgent,
				call_id: '2',
				start_time: '2026-02-18 10:30:00',
				outcome: 'answered',
			},
		],
		relatedRecords: [{ documentTable: 'core_company', documentId: seeded.accounts.boxeo }],
	});
});

test('openframe: a list that an expression gives as objects', async () => {
	const body = await bodyOf('voiceInteraction.update', {
		interactionSysId: { __rl: true, mode: 'id', value: seeded.interactions.call },
		additionalFields: { clientSessionId: '={{ $json.whole }}', phoneLogsJson: '={{ $json.logs }}' },
	});
	expect(body).toEqual({
		interaction: { clientSessionId: '2' },
		phoneLogs: [
			{
				call_id: '1',
				agent: seeded.users.phoneAgent,
				start_time: '2026-02-18 11:30:00',
				outcome: 'answered',
			},
		],
	});
});

test.each([
	['id', seeded.contacts.george],
	['id', `={{ "${seeded.contacts.george}" }}`],
	['list', seeded.contacts.george],
	['url', `INSTANCE/customer_contact.do?sys_id=${seeded.contacts.george}`],
	[
		'url',
		`INSTANCE/now/cwf/agent/record/customer_contact/${seeded.contacts.george}/params/query/x`,
	],
	['url', `={{ "INSTANCE/customer_contact.do?sys_id=${seeded.contacts.george}&y=1" }}`],
])('a record in the URL, in mode %s: %s', async (mode, value) => {
	const { json } = await runOperation('contact.get', instance.url, {
		id: { __rl: true, mode, value: atInstance(value) },
	});
	expect(json).toEqual([expect.objectContaining({ name: 'George Warren' })]);
});

describe('the version of the URL, by expression', () => {
	const versioned = contract.filter(({ versionedPath }) => versionedPath !== undefined);
	const values: IDataObject = {
		id: seeded.contacts.george,
		interaction_id: seeded.interactions.conversation,
		user_id: seeded.users.agent,
		interactionSysId: seeded.interactions.call,
		interaction: seeded.interactions.coachedCall,
		action: 'coach',
		action_sys_id: seeded.helpActions.coaching,
		channel: 'Phone',
		member_type: 'public_fulfiller',
		userPhoneNumber: '+14089965744',
		first_name: 'Ada',
	};

	test.each(versioned.map((operation) => [operation.id, operation] as const))(
		'%s',
		async (id, operation) => {
			const names = new Set(operation.parameters.map(({ name }) => name));
			const known = Object.entries(values).filter(([name]) => names.has(name));
			const parameters = fill(id, Object.fromEntries(known));
			await runOperation(id, instance.url, {
				...parameters,
				options: { api_version: '={{ "v" + 1 }}' },
			});
			const expected = operation
				.versionedPath!.replace('{api_version}', 'v1')
				.replace(/\{(\w+)\}/g, (_, name: string) => values[name] as string);
			expect(instance.requests.map(({ path }) => path)).toContain(expected);
			// 500 is the refusal of an agent who is a public fulfiller already.
			expect([200, 201, 500]).toContain(instance.requests[0].status);
		},
	);
});
