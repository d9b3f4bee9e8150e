import { useServer } from './server.mts';
import { useTemplate } from './templates/template.mts';
import { seeded } from '../../simulator/instance.mts';

const helped = seeded.interactions.coachedCall;
const helpedInBulk = seeded.interactions.twiceHelpedCall;

const server = useServer();

const caller = '+442079460958';
const contactOf = (phone: string) =>
	server.rows('customer_contact').filter((contact) => contact.phone === phone);
const callsOf = (callId: string) =>
	server.rows('interaction').filter(({ client_session_id: id }) => id === callId);
const relatedTo = (call: string) =>
	server.rows('interaction_related_record').filter(({ interaction }) => interaction === call);

describe('Inbound call', () => {
	const template = useTemplate(server, 'inbound-call');

	test('a known caller, whose event comes three times at once, is one call', async () => {
		const [known] = contactOf('+16692627777');
		const before = server.rows('customer_contact').length;
		const body = { callId: 'call-1', from: '+16692627777' };
		const replies = await Promise.all([1, 2, 3].map(() => template.call('inbound-call', body)));
		expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
		const [call, ...more] = callsOf('call-1');
		expect(more).toEqual([]);
		expect(replies.filter((reply) => reply.body.reused === false)).toHaveLength(1);
		for (const reply of replies) {
			expect(reply.body).toMatchObject({
				interaction: call.sys_id,
				contact: known.sys_id,
				newContact: false,
			});
		}
		expect(call).toMatchObject({ direction: 'inbound', user_phone_number: '+16692627777' });
		expect(relatedTo(call.sys_id)).toMatchObject([
			{ document_table: 'customer_contact', document_id: known.sys_id },
		]);
		expect(server.rows('customer_contact')).toHaveLength(before);
	});

	test('several unknown callers at once, and each event once more', async () => {
		const calls = [1, 2, 3, 4].map((index) => ({
			callId: `new-${index}`,
			from: `+44207946100${index}`,
			name: `Newcomer ${index}`,
		}));
		const send = async () =>
			await Promise.all(calls.map((body) => template.call('inbound-call', body)));
		const first = await send();
		const second = await send();
		expect(first.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
		calls.forEach(({ callId, from, name }, index) => {
			const [contact, ...others] = contactOf(from);
			expect(others).toEqual([]);
			expect(contact).toMatchObject({ last_name: name, source: 'Phone' });
			const [call, ...more] = callsOf(callId);
			expect(more).toEqual([]);
			expect(relatedTo(call.sys_id)).toMatchObject([{ document_id: contact.sys_id }]);
			const answer = { interaction: call.sys_id, number: call.number, contact: contact.sys_id };
			expect(first[index].body).toEqual({ ...answer, newContact: true, reused: false, notes: [] });
			expect(second[index].body).toEqual({ ...answer, newContact: false, reused: true, notes: [] });
		});
	});

	test.each([
		['a number that is not in E.164 format', { callId: 'call-2', from: '020 7946 0958' }],
		['no ID of the call', { from: caller }],
	])('asks for what is missing: %s', async (_what, body) => {
		const reply = await template.call('inbound-call', body);
		expect(reply.status).toBe(400);
		expect(reply.body.advice).toMatch(/callId.*E\.164/);
		expect(server.instance.requests).toEqual([]);
	});

	test('says what went wrong on the instance, and is done when the event comes again', async () => {
		const body = { callId: 'call-3', from: caller };
		server.instance.faults.add({
			match: { operationId: 'voiceInteraction.create' },
			fault: { status: 403 },
		});
		const { status, body: said } = await template.call('inbound-call', body);
		expect(status).toBe(502);
		expect(said.error).toMatch(/not allowed|may not|refused/);
		expect(said.advice).toMatch(/role/);
		expect(callsOf('call-3')).toEqual([]);
		server.instance.faults.clear();
		const again = await template.call('inbound-call', body);
		expect(again).toMatchObject({ status: 200, body: { newContact: false } });
		expect(contactOf(caller)).toHaveLength(1);
		expect(callsOf('call-3')).toHaveLength(1);
	});
});

describe('Call ends', () => {
	const template = useTemplate(server, 'call-ends');
	const agent = seeded.users.phoneAgent;
	const times = { startedAt: '2026-03-01T10:00:00Z', endedAt: '2026-03-01T11:12:30+01:00' };

	const logsOf = (call: string) =>
		server.rows('sn_openframe_phone_log').filter(({ interaction }) => interaction === call);

	test('several calls at once are closed, with log and without open help', async () => {
		const { store } = server.instance;
		const ids = [helped, helpedInBulk];
		ids.forEach((id) => store.update(store.get('interaction', id)!, { client_session_id: id }));
		const replies = await Promise.all(
			ids.map((callId) => template.call('call-ends', { callId, from: caller, agent, ...times })),
		);
		expect(replies.map(({ status }) => status)).toEqual([200, 200]);
		ids.forEach((id, index) => {
			expect(replies[index].body).toMatchObject({ interaction: id, state: 'closed_complete' });
			expect(store.get('interaction', id)?.state).toBe('closed_complete');
			expect(callsOf(id)).toHaveLength(1);
			expect(logsOf(id)).toMatchObject([{ call_id: id, agent, start_time: '2026-03-01 10:00:00' }]);
			const help = server
				.rows('supervisor_help_action')
				.filter(({ interaction }) => interaction === id);
			expect(new Set(help.map((action) => action.end_time))).toEqual(
				new Set(['2026-03-01 10:12:30']),
			);
		});
	});

	test('a call that ServiceNow never heard of is recorded and closed', async () => {
		const { status, body } = await template.call('call-ends', { callId: 'late', from: caller });
		expect(status).toBe(200);
		const [call] = callsOf('late');
		expect(call).toMatchObject({ state: 'closed_complete', user_phone_number: caller });
		expect(body.interaction).toBe(call.sys_id);
		expect(logsOf(call.sys_id)).toMatchObject([{ call_id: 'late' }]);
	});

	test('stays open when its help does not end', async () => {
		const { store } = server.instance;
		store.update(store.get('interaction', helped)!, { client_session_id: 'call-4' });
		const fault = { kind: 'businessFailure' as const, message: 'Help cannot be ended' };
		server.instance.faults.add({
			match: { operationId: 'supervisorHelpAction.upsert' },
			times: 1,
			fault,
		});
		const reply = await template.call('call-ends', { callId: 'call-4', from: caller });
		expect(reply.status).toBe(502);
		expect(`${reply.body.error} ${reply.body.advice}`).toContain('Help cannot be ended');
		expect(store.get('interaction', helped)?.state).toBe('work_in_progress');
	});

	test('asks for what is missing', async () => {
		const { status, body } = await template.call('call-ends', { from: caller });
		expect(status).toBe(400);
		expect(body.advice).toMatch(/callId/);
	});
});

describe('Supervisor help', () => {
	const template = useTemplate(server, 'supervisor-help');

	const helpOf = (call: string) =>
		server.rows('supervisor_help_action').filter(({ interaction }) => interaction === call);

	test('begins, several at a time, and one of them ends', async () => {
		const actions = ['coach', 'monitor', 'barge_in', 'observe'];
		const begun = await Promise.all(
			actions.map((action) =>
				template.call('supervisor-help', { event: 'requested', interaction: helped, action }),
			),
		);
		expect(begun.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
		const { store } = server.instance;
		const records = begun.map(({ body }) =>
			store.get('supervisor_help_action', String(body.helpAction)),
		);
		expect(records.map((record) => record?.action)).toEqual(actions);

		const ended = await template.call('supervisor-help', {
			event: 'ended',
			interaction: helped,
			helpAction: begun[1].body.helpAction,
			endedAt: '2026-03-01T10:00:00Z',
		});
		expect(ended).toMatchObject({ status: 200, body: { ended: true } });
		expect(records.map((record) => record?.end_time)).toEqual(['', '2026-03-01 10:00:00', '', '']);
	});

	test.each([
		['monitor', 'monitor'],
		['whisper', 'coach'],
		['barge', 'barge_in'],
	])('begins as Zoom reports it: %s', async (kind, action) => {
		const event = `contact_center.engagement_user_${kind}_initiated`;
		const { status, body } = await template.call('supervisor-help', { event, interaction: helped });
		expect(status).toBe(200);
		const record = server.instance.store.get('supervisor_help_action', String(body.helpAction));
		expect(record).toMatchObject({ action, interaction: helped });
	});

	test('ends with a time that cannot be read: now, and says so', async () => {
		const event = { event: 'dropped', interaction: helpedInBulk, endedAt: '03/01/2026 10:00' };
		const { status, body } = await template.call('supervisor-help', event);
		expect([status, body.notes]).toEqual([200, [expect.stringMatching(/^endedAt could not/)]]);
		expect(helpOf(helpedInBulk).map((record) => record.end_time)).not.toContain('');
	});

	test('ends altogether when the call drops, and leaves other calls alone', async () => {
		const { status } = await template.call('supervisor-help', {
			event: 'dropped',
			interaction: helpedInBulk,
		});
		expect(status).toBe(200);
		expect(helpOf(helpedInBulk).map((record) => record.end_time)).not.toContain('');
		expect(helpOf(helpedInBulk)).toHaveLength(2);
		expect(helpOf(helped).some((record) => !record.end_time)).toBe(true);
	});

	test.each([
		['no help action', { event: 'ended', interaction: helped }, 502, /"Help Action"/],
		[
			'a kind of help that is none',
			{ event: 'requested', interaction: helped, action: 'watch' },
			502,
			/barge_in|Valid actions/,
		],
		['an unknown call', { event: 'dropped', interaction: 'f'.repeat(32) }, 502, /not found/],
		[
			'an unknown event',
			{ event: 'paused', interaction: helped },
			400,
			/requested, ended, or dropped/,
		],
		['no call', { event: 'dropped' }, 400, /interaction/],
	])('says what is wrong: %s', async (_what, body, status, said) => {
		const before = JSON.stringify(server.rows('supervisor_help_action'));
		const reply = await template.call('supervisor-help', body);
		expect(reply.status).toBe(status);
		expect(`${reply.body.error} ${reply.body.advice}`).toMatch(said);
		expect(JSON.stringify(server.rows('supervisor_help_action'))).toBe(before);
	});
});
