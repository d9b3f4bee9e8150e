import { createHash } from 'node:crypto';
import { useServer } from './server.mts';
import { useTemplate } from './templates/template.mts';
import { seeded } from '../../simulator/instance.mts';

const conversation = seeded.interactions.conversation;
const firstAgent = seeded.users.agent;
const colleague = createHash('md5').update('sys_user|agent.private').digest('hex');

const server = useServer();

describe('A third party joins a chat', () => {
	const template = useTemplate(server, 'chat-join');

	const memberOf = (agent: string) =>
		server.rows('sys_cs_conversation_member').find(({ user }) => user === agent);

	test('joins, and the first agent leaves', async () => {
		const body = { interaction: conversation, joins: colleague, leaves: firstAgent };
		const reply = await template.call('chat-join', body);
		expect(reply).toEqual({ status: 200, body: { joined: true, left: true } });
		expect(memberOf(colleague)).toMatchObject({ member_type: 'public_fulfiller', active: 'true' });
		expect(memberOf(firstAgent)?.active).toBe('false');
	});

	test('joins alone, several times at once, and "already" is done', async () => {
		const body = { interaction: conversation, joins: colleague };
		const replies = await Promise.all([1, 2, 3].map(() => template.call('chat-join', body)));
		expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(replies.filter((reply) => reply.body.already === true)).toHaveLength(2);
		expect(memberOf(colleague)?.member_type).toBe('public_fulfiller');
		expect(memberOf(firstAgent)?.active).toBe('true');
	});

	test('nobody leaves when nobody joined', async () => {
		const body = { interaction: conversation, joins: 'f'.repeat(32), leaves: firstAgent };
		const { status, body: said } = await template.call('chat-join', body);
		expect(status).toBe(502);
		expect(said.error).toMatch(/rejected/);
		expect(said.advice).toMatch(/User is not a member/);
		expect(said).toMatchObject({ joined: false, left: false });
		expect(memberOf(firstAgent)?.active).toBe('true');
	});

	test('says that one joined when the other one cannot leave', async () => {
		const body = { interaction: conversation, joins: colleague, leaves: 'f'.repeat(32) };
		const reply = await template.call('chat-join', body);
		expect(reply).toMatchObject({ status: 502, body: { joined: true, left: false } });
	});

	test('nobody joins when the one who leaves is no agent', async () => {
		const body = { interaction: conversation, joins: colleague, leaves: 'Ann' };
		const { status } = await template.call('chat-join', body);
		expect([status, server.instance.requests]).toEqual([400, []]);
	});

	test('asks for what is missing', async () => {
		const { status, body } = await template.call('chat-join', { joins: colleague });
		expect(status).toBe(400);
		expect(body.advice).toMatch(/interaction/);
		expect(server.instance.requests).toEqual([]);
	});
});

describe('Chat intake', () => {
	const template = useTemplate(server, 'chat-intake');

	test('several chats at once wait in the queue, and one is abandoned', async () => {
		const sessions = ['web-1', 'web-2', 'web-3', 'web-4'];
		const replies = await Promise.all(
			sessions.map((session) =>
				template.call('chat-begins', { session, language: 'en', topic: `About ${session}` }),
			),
		);
		expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
		const { store } = server.instance;
		const chats = replies.map(({ body }) => store.get('interaction', String(body.interaction)));
		expect(new Set(chats).size).toBe(4);
		chats.forEach((chat, index) => {
			expect(chat).toMatchObject({
				state: 'queued',
				channel: seeded.providerApplications.chatConnector,
				queue: seeded.queues.supportChat,
			});
			const context = store.get('interaction_json_blob', String(chat?.context_document));
			const topic = `About ${sessions[index]}`;
			expect(JSON.parse(String(context?.value))).toEqual({ language: 'en', topic });
		});

		const ended = await template.call('chat-abandoned', {
			interaction: replies[1].body.interaction,
		});
		expect(ended).toMatchObject({ status: 200, body: { state: 'closed_complete' } });
		expect(chats.map((chat) => chat?.state)).toEqual([
			'queued',
			'closed_complete',
			'queued',
			'queued',
		]);
		const again = await template.call('chat-abandoned', {
			interaction: replies[1].body.interaction,
		});
		expect(again.status).toBe(200);
	});

	test.each([
		['Genesys Cloud', { eventBody: { conversationId: 'web-5', mediaType: 'MESSAGE' } }],
		['Zoom', { payload: { object: { engagement_id: 'web-5', channel: 'chat' } } }],
		['Amazon Connect', { Details: { ContactData: { ContactId: 'web-5', Channel: 'CHAT' } } }],
		['Twilio', { ConversationSid: 'web-5', EventType: 'onConversationAdded' }],
	])('a chat as %s reports it', async (_vendor, event) => {
		const { status, body } = await template.call('chat-begins', event);
		const chat = server.instance.store.get('interaction', String(body.interaction));
		expect([status, chat?.state]).toEqual([200, 'queued']);
		expect(JSON.stringify(server.rows(String(chat?.channel_metadata_table)))).toContain('web-5');
	});

	test('a phone call is left alone, and says why', async () => {
		const event = { eventBody: { conversationId: 'c', mediaType: 'VOICE' } };
		const reply = await template.call('chat-begins', event);
		expect(reply).toEqual({ status: 200, body: { ignored: expect.stringMatching(/VOICE/) } });
		expect(server.instance.requests).toEqual([]);
	});

	test('says what is wrong', async () => {
		const empty = await template.call('chat-begins', {});
		expect(empty).toMatchObject({
			status: 400,
			body: { advice: expect.stringMatching(/session/) },
		});
		const unknown = await template.call('chat-abandoned', { interaction: 'f'.repeat(32) });
		expect(unknown).toMatchObject({
			status: 502,
			body: { error: expect.stringMatching(/not found/), advice: expect.stringMatching(/sys_id/) },
		});
	});
});
