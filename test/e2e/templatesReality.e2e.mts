import type { FaultRule } from '../../simulator/instance.mts';
import { useServer } from './server.mts';
import { Template, useTemplate } from './templates/template.mts';

const server = useServer();

const known = '+16692627777';
const unknown = '+442079460958';
const callId = 'call-r1';

const contacts = () => server.rows('customer_contact').length;
const interactions = () => server.rows('interaction').length;
const calls = () => server.rows('interaction').filter((row) => row.client_session_id === callId);

/** Every read of an API ends as one that a quota rule of the instance cancels. */
function cutReads(match: FaultRule['match'], keep: number, times?: number): void {
	server.instance.faults.add({ match, times, fault: { kind: 'cutOff', keep } });
}

/** Columns whose ranges the instance doesn't compare, as query ACLs have it. */
function restrictRanges(answer: 'drop' | 'refuse'): void {
	server.instance.settings.queryAcls = ['customer_contact', 'interaction'].map((table) => ({
		table,
		columns: '*' as const,
		answer,
		orders: true,
	}));
}

const reads: Array<[string, NonNullable<FaultRule['match']>]> = [
	['the search for the caller', { operationId: 'contact.getAll' }],
	['the search for the call', { method: 'GET', path: '/table/interaction' }],
];

describe('Inbound call', () => {
	const template = useTemplate(server, 'inbound-call');
	const event = { callId, from: known };

	test.each(reads.flatMap(([what, match]) => [0, 1].map((keep) => ({ what, match, keep }))))(
		'$what is cut off, with $keep rows: no second record',
		async ({ match, keep }) => {
			const before = contacts();
			cutReads(match, keep);
			const { status, body } = await template.call('inbound-call', event);
			expect(status).toBe(502);
			expect(body.error).toMatch(/cut off/);
			expect([contacts(), calls()]).toEqual([before, []]);

			server.instance.faults.clear();
			const again = await template.call('inbound-call', event);
			expect(again).toMatchObject({ status: 200, body: { newContact: false, reused: false } });
			expect([contacts(), calls().length]).toEqual([before, 1]);
		},
	);

	test.each(reads)('%s is cut off once: it is read again', async (_what, match) => {
		const before = contacts();
		cutReads(match, 0, 1);
		const { status, body } = await template.call('inbound-call', event);
		expect([status, body.newContact, body.reused]).toEqual([200, false, false]);
		expect([contacts(), calls().length]).toEqual([before, 1]);
	});

	test.each(['drop', 'refuse'] as const)(
		'an instance that compares no ranges (%s): a known caller is one contact',
		async (answer) => {
			const { store } = server.instance;
			const [contact] = server.rows('customer_contact').filter(({ phone }) => phone === known);
			restrictRanges(answer);
			const before = contacts();
			for (const phone of [known, '(669) 262-7777', '+1 669\u00a0262\u20137777']) {
				store.update(contact, { phone });
				const { status, body } = await template.call('inbound-call', event);
				if (status === 200) expect(body).toMatchObject({ contact: contact.sys_id });
				else expect(status).toBe(502);
				expect(contacts()).toBe(before);
			}
			expect(calls().length).toBe(1);
		},
	);

	test.each(['anonymous', 'Restricted', 'unknown'])(
		'a withheld number, %s: the call is recorded once, without a contact',
		async (from) => {
			const before = contacts();
			const replies = [
				await template.call('inbound-call', { callId, from }),
				await template.call('inbound-call', { callId, from }),
			];
			const [{ sys_id: interaction }, ...more] = calls();
			expect(more).toEqual([]);
			expect(replies).toMatchObject([
				{ status: 200, body: { interaction, contact: null, newContact: false, reused: false } },
				{ status: 200, body: { interaction, contact: null, newContact: false, reused: true } },
			]);
			expect(contacts()).toBe(before);
		},
	);
});

describe('Call ends', () => {
	const template = useTemplate(server, 'call-ends');

	test.each([known, 'anonymous'])('the search for a call of %s is cut off', async (from) => {
		server.instance.store.insert('interaction', {
			client_session_id: callId,
			state: 'work_in_progress',
		});
		cutReads(reads[1][1], 0);
		const refused = await template.call('call-ends', { callId, from });
		expect(refused.status).toBe(502);
		expect(calls()).toMatchObject([{ state: 'work_in_progress' }]);

		server.instance.faults.clear();
		const { status } = await template.call('call-ends', { callId, from });
		expect(status).toBe(200);
		expect(calls()).toMatchObject([{ state: 'closed_complete' }]);
	});

	test.each(['drop', 'refuse'] as const)('no ranges and no orders (%s)', async (answer) => {
		server.instance.store.insert('interaction', {
			client_session_id: callId,
			state: 'work_in_progress',
		});
		restrictRanges(answer);
		await template.call('call-ends', { callId, from: unknown });
		expect(calls()).toHaveLength(1);
	});
});

describe('Nightly contact sync', () => {
	test('creates nothing when the contacts are cut off, and the rest is as ever afterwards', async () => {
		const template = await Template.import(server, 'contact-sync');
		const before = contacts();
		cutReads({ operationId: 'contact.getAll' }, 3);
		expect((await template.run('Try it now')).status).toBe('error');
		expect(contacts()).toBe(before);

		server.instance.faults.clear();
		expect((await template.run('Try it now')).status).toBe('success');
		expect(contacts()).toBe(before + 2);
	});

	test.each(['drop', 'refuse'] as const)('no ranges and no orders (%s)', async (answer) => {
		const template = await Template.import(server, 'contact-sync');
		const before = contacts();
		restrictRanges(answer);
		const { status } = await template.run('Try it now');
		expect(contacts()).toBe(status === 'success' ? before + 2 : before);
	});
});

describe('Templates that only write', () => {
	const intake = useTemplate(server, 'chat-intake');
	const help = useTemplate(server, 'supervisor-help');

	test('a chat whose creation is canceled on the way is not created again', async () => {
		const before = interactions();
		server.instance.faults.add({
			match: { operationId: 'interaction.create' },
			fault: { kind: 'quota500', afterProcessing: true },
		});
		const { status, body } = await intake.call('chat-begins', { session: 'web-1' });
		expect(status).toBe(502);
		expect(`${body.error} ${body.advice}`).toMatch(/may have been/);
		expect(interactions()).toBe(before + 1);
	});

	test('help whose creation is canceled on the way is found by its start time', async () => {
		const interaction = server.rows('interaction')[0].sys_id;
		const before = server.rows('supervisor_help_action').length;
		server.instance.faults.add({
			match: { operationId: 'supervisorHelpAction.upsert' },
			fault: { kind: 'quota500', afterProcessing: true },
		});
		const event = { event: 'requested', interaction, action: 'coach' };
		const { status, body } = await help.call('supervisor-help', event);
		const rows = server.rows('supervisor_help_action');
		expect(rows).toHaveLength(before + 1);
		expect([status, body.helpAction]).toEqual([200, rows.at(-1)?.sys_id]);
	});
});
