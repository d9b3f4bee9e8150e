import { readContract } from '../../contract/readContract.mts';
import { alreadyWordings, seeded, startInstance } from '../../simulator/instance.mts';
import { useInstance } from '../support/instance.mts';
import { send, type Reply } from './client.mts';

const instance = useInstance();

const { conversation, call } = seeded.interactions;
const { agent, supervisor } = seeded.users;
const unknown = 'f'.repeat(32);
const member_type = 'public_fulfiller';

const put = (what: string, body: object, user: string): Promise<Reply> =>
	send(instance, 'PUT', `/api/now/conversation/member/${user}/${what}`, body);

const exceptions: [string, string, object, string][] = [
	['Invalid request. Insufficient input', 'drop', {}, agent],
	['Invalid request. Insufficient input', 'update', { interaction_id: conversation }, agent],
	['Invalid request. Insufficient input', 'update', { member_type }, agent],
	[
		'Invalid request. Member type must be one of [public_fulfiller]',
		'update',
		{ interaction_id: conversation, member_type: 'observer' },
		agent,
	],
	[
		'Provided interaction is not a third party interaction',
		'drop',
		{ interaction_id: call },
		agent,
	],
	[
		'Conversation for corresponding interaction could not be found',
		'drop',
		{ interaction_id: unknown },
		agent,
	],
	[
		'Invalid request. User is not a member of the interaction provided',
		'update',
		{ interaction_id: conversation, member_type },
		unknown,
	],
];

test('the exceptions are those of the contract', () => {
	const answer = readContract().components.schemas.ConversationMemberAnswer.properties?.result;
	const documented = answer?.properties?.message['x-exceptions']?.map(({ message }) => message);
	const given = exceptions.map(([message]) => message.replace(member_type, 'allowed member type'));
	expect([...new Set(given)].sort()).toEqual(documented?.sort());
});

describe.each([
	['detail', 400, ({ json }: Reply) => json.error.detail],
	['message', 400, ({ json }: Reply) => json.error.message],
	['result', 400, ({ result }: Reply) => result.message],
	['success', 200, ({ result }: Reply) => result.message],
] as const)('an exception as %s', (memberRefusals, status, textOf) => {
	test.each(exceptions)('%s (%s %j)', async (text, what, body, user) => {
		instance.settings.memberRefusals = memberRefusals;
		const reply = await put(what, body, user);
		expect([reply.status, textOf(reply)]).toEqual([status, text]);
		if (reply.result) expect(reply.result.success).toBe(false);
	});
});

test('knows three types of members, and makes each a public fulfiller', async () => {
	const members = [...instance.store.table('sys_cs_conversation_member').values()];
	const types = new Set(members.map((row) => row.member_type));
	expect(types).toEqual(new Set(['public_fulfiller', 'observer', 'private_fulfiller']));
	const dropped = await put('drop', { interaction_id: conversation }, supervisor);
	expect(dropped.result.conversation_member.memberType).toBe('observer');
});

test('takes what the Interaction Management API makes for third-party, unless told otherwise', async () => {
	const drop = async () => {
		const made = await send(instance, 'POST', '/api/now/interaction', { channel: 'Chat' });
		return (await put('drop', { interaction_id: made.result.sys_id }, agent)).json.error.detail;
	};
	expect(await drop()).toContain('User is not a member');
	instance.settings.createdAreThirdParty = false;
	expect(await drop()).toContain('not a third party interaction');
});

describe('an agent who is a public fulfiller already', () => {
	const body = { interaction_id: conversation, member_type };

	test.each(alreadyWordings.map((error, index) => [index, error] as const))(
		'gets 500, wording %i',
		async (index, error) => {
			instance.settings.alreadyWording = index;
			const { status, json } = await put('update', body, agent);
			expect([status, json]).toEqual([500, { error, status: 'failure' }]);
		},
	);

	test('is told so in other words with each request and each seed', async () => {
		const said = async (chanceSeed: number) => {
			const other = await startInstance({ chanceSeed, alreadyWording: undefined });
			const path = `/api/now/conversation/member/${agent}/update`;
			const texts: string[] = [];
			for (let index = 0; index < 6; index += 1)
				texts.push((await send(other, 'PUT', path, body)).text);
			await other.close();
			return texts;
		};
		const first = await said(1);
		expect(new Set(first).size).toBeGreaterThan(2);
		expect(await said(1)).toEqual(first);
		expect(await said(2)).not.toEqual(first);
	});

	test('is told so in no word that is in every line', () => {
		const words = alreadyWordings.map(({ message, detail }) =>
			`${message} ${detail ?? ''}`.toLowerCase().split(/\W+/).filter(Boolean),
		);
		expect(words[0].filter((word) => words.every((others) => others.includes(word)))).toEqual([]);
	});
});
