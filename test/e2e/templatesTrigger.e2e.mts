import type { Workflow } from '../../scripts/n8n/client.mts';
import { until } from '../support/eventually.mts';
import { useServer } from './server.mts';
import { startMailbox, type Mailbox } from './templates/mailbox.mts';
import { Template } from './templates/template.mts';

// The trigger looks every four seconds, and a busy machine takes its time.
const DEADLINE_MS = 60_000;

const server = useServer();
let mailbox: Mailbox;
let template: Template;

beforeAll(async () => {
	mailbox = await startMailbox();
	mailbox.refused = 'unreachable@example.com';
	const name = 'Mailbox of the tests';
	const { port } = mailbox;
	const data = { host: '127.0.0.1', port, secure: false, disableStartTls: true };
	const id = await server.client.saveCredential({ name, type: 'smtp', data });
	// n8n takes nothing faster than once a minute, but several of those.
	const oftenInAMinute = {
		item: [0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56].map((second) => ({
			mode: 'custom',
			cronExpression: `${second} * * * * *`,
		})),
	};
	const change = (workflow: Workflow): Workflow => ({
		...workflow,
		nodes: workflow.nodes.map((node) => {
			if (node.credentials?.smtp) return { ...node, credentials: { smtp: { id, name } } };
			if (!('pollTimes' in node.parameters)) return node;
			return { ...node, parameters: { ...node.parameters, pollTimes: oftenInAMinute } };
		}),
	});
	template = await Template.import(server, 'new-contact', change);
	await template.switchOn();
});

afterAll(async () => {
	await template?.switchOff();
	mailbox?.close();
});

/** What was handed over so far: the context of each interaction. */
function handedOver(): Array<Record<string, string>> {
	return server
		.rows('interaction_json_blob')
		.filter(({ value }) => value?.includes('New contact'))
		.map(({ value }) => JSON.parse(value) as Record<string, string>);
}

/** How often the trigger has looked for new contacts. */
const looks = () => server.instance.counts['contact.getAll'] ?? 0;

/** Waits until the trigger has looked so often. */
async function looksAtLeast(count: number): Promise<void> {
	await until(`look ${count} for new contacts`, () => looks() >= count, DEADLINE_MS);
}

test('each new contact is welcomed and handed over once', async () => {
	// The first look only notes where to begin.
	await looksAtLeast(2);
	const contacts: Array<Record<string, string>> = [
		{ first_name: 'Ines', name: 'Ines Caller', email: 'ines.caller@example.com' },
		{ first_name: 'Otto', name: 'Otto Newcomer', email: 'otto@example.com' },
		{ first_name: 'Silent', name: 'Silent Newcomer' },
		{ first_name: 'Una', name: 'Una Reachable', email: mailbox.refused! },
	];
	const created = contacts.map((contact) =>
		server.instance.store.insert('customer_contact', contact, 'agent.phone'),
	);

	await until('all to be handed over', () => handedOver().length >= created.length, DEADLINE_MS);
	await looksAtLeast(looks() + 3);

	expect(handedOver()).toHaveLength(created.length);
	expect(handedOver().map(({ contact, welcome }) => [contact, welcome])).toEqual(
		expect.arrayContaining([
			[created[0].sys_id, 'sent by email'],
			[created[1].sys_id, 'sent by email'],
			[created[2].sys_id, 'not sent'],
			[created[3].sys_id, 'not sent'],
		]),
	);
	const queued = server.rows('interaction').filter(({ state, sys_created_by: by }) => {
		return state === 'queued' && by === 'integration';
	});
	expect(queued).toHaveLength(created.length);
	expect(mailbox.messages).toHaveLength(2);
	const welcome = mailbox.messages.find((message) => message.includes('ines.caller@example.com'));
	expect(welcome).toContain('Subject: Welcome, Ines');
	expect(welcome).toContain('Dear Ines Caller');
	const [execution] = await server.client.executions(template.id);
	expect((await server.client.endOf(execution)).status).toBe('success');
}, 240_000);

test('contacts behind a rejected one are handed over, and the rejected one is named', async () => {
	await looksAtLeast(2);
	const { faults, store, counts } = server.instance;
	faults.add({
		match: { operationId: 'interaction.create' },
		skip: 1,
		times: 1,
		fault: { kind: 'dataPolicy' },
	});
	const contacts: Array<Record<string, string>> = [
		{ name: 'Ines Caller', email: 'ines.caller@example.com' },
		{ name: 'Otto Newcomer', email: 'otto@example.com' },
		{ name: 'Silent Newcomer' },
	];
	const created = contacts.map((contact) =>
		store.insert('customer_contact', contact, 'agent.phone'),
	);

	await until('the others to be handed over', () => handedOver().length > 1, DEADLINE_MS);
	await looksAtLeast(looks() + 3);

	const sent = handedOver().map(({ contact }) => contact);
	const [rejected, ...more] = created.filter(({ sys_id: id }) => !sent.includes(id));
	expect([sent.length, more]).toEqual([2, []]);
	const [execution] = await server.client.executions(template.id);
	const { status, error } = await server.client.endOf(execution);
	expect(status).toBe('error');
	const reason = `${rejected.name} (${rejected.sys_id}): A data policy of the instance rejected`;
	expect(error?.message).toContain(`The hand-over of 1 of 3 new contacts failed:\n${reason}`);
	for (const id of sent) expect(error?.message).not.toContain(id);

	// What n8n offers for an execution that failed hands nothing over again.
	await server.client.call('POST', `/executions/${execution}/retry`, { loadWorkflow: false });
	expect(counts['interaction.create']).toBe(3);
}, 240_000);

test('a contact that comes while reads are cut off is handed over once', async () => {
	await looksAtLeast(2);
	const { faults, store } = server.instance;
	faults.add({ match: { operationId: 'contact.getAll' }, fault: { kind: 'cutOff', keep: 1 } });
	const { sys_id: id } = store.insert('customer_contact', { name: 'Cut Off' }, 'agent.phone');
	await looksAtLeast(looks() + 4);
	expect(handedOver()).toEqual([]);

	faults.clear();
	await until('the contact to be handed over', () => handedOver().length > 0, DEADLINE_MS);
	await looksAtLeast(looks() + 3);
	expect(handedOver()).toMatchObject([{ contact: id }]);
}, 240_000);

test.each([
	['dropped', 'drop'],
	['refused', 'refuse'],
] as const)(
	'a contact that comes while ranges and orders are %s is handed over once',
	async (_what, answer) => {
		await looksAtLeast(2);
		const { settings, store } = server.instance;
		const restricted = { table: 'customer_contact', columns: '*' as const, orders: true };
		settings.queryAcls = [{ ...restricted, answer }];
		const contact = { name: 'Withheld Number', phone: 'anonymous' };
		const { sys_id: id } = store.insert('customer_contact', contact, 'agent.phone');
		const contacts = server.rows('customer_contact').length;
		await looksAtLeast(looks() + 3);

		settings.queryAcls = [];
		await until('the contact to be handed over', () => handedOver().length > 0, DEADLINE_MS);
		await looksAtLeast(looks() + 2);
		expect(handedOver()).toMatchObject([{ contact: id }]);
		expect(server.rows('customer_contact')).toHaveLength(contacts);
	},
	240_000,
);
