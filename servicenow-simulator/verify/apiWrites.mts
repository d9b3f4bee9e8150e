import { alreadyWordings } from '../../simulator/apis/conversationMember.mts';
import { refusal, resultOf, type Answer, type Client } from './client.mts';
import { callUrl, MARK, newCall, newContact, newInteraction } from './made.mts';
import type { Probe } from './probe.mts';

const UNKNOWN = 'ffffffffffffffffffffffffffffffff';

const LONG = `${MARK} `.repeat(20);

const RECEIVER = { userPhoneNumber: '+14089965744' };

/** The context of an interaction, as the document that it names has it. */
async function contextOf(client: Client, sysId: string): Promise<string> {
	const row = await client.first('interaction', `sys_id=${sysId}`);
	const { context_document: document, context_table: table } = row;
	const blob = await client.first(String(table), `sys_id=${String(document)}`);
	return String(blob.value);
}

async function dropUnknown(client: Client): Promise<Answer> {
	const body = { interaction_id: await newInteraction(client) };
	return await client.send('PUT', `/api/now/conversation/member/${UNKNOWN}/drop`, body);
}

/** Guesses about calls. */
const ofCalls: Probe[] = [
	{
		guess: 'callFailures',
		writes: 'updates an interaction that there is not',
		look: async (client) => {
			const answer = await client.send('PATCH', callUrl(UNKNOWN), { interaction: RECEIVER });
			return { status: answer.status, says: String(resultOf(answer).status ?? '') };
		},
	},
	{
		guess: 'sessionIdLength',
		writes: 'creates a voice interaction',
		look: async (client) => {
			const sysId = await newCall(client, { clientSessionId: 's'.repeat(100) });
			const row = await client.first('interaction', `sys_id=${sysId}`);
			return { clientSessionIdLength: String(row.client_session_id ?? '').length };
		},
	},
	{
		guess: 'lockedType',
		writes: 'creates a voice interaction and changes its type',
		look: async (client) => {
			const sysId = await newCall(client, { additionalParams: { type: 'phone' } });
			const answer = await client.send('PATCH', callUrl(sysId), {
				interaction: { additionalParams: { type: 'chat' } },
			});
			return { status: answer.status, says: String(resultOf(answer).status ?? '') };
		},
	},
	{
		guess: 'reuseCallbacks',
		writes: 'creates a call-back, and a call of the same parties',
		look: async (client) => {
			const parties = { callbackPhoneNumber: '+14089965745' };
			const type = { additionalParams: { type: 'callback' } };
			const callback = await newCall(client, { ...parties, ...type });
			return { sameInteraction: (await newCall(client, parties)) === callback };
		},
	},
	{
		guess: 'contextAdded',
		writes: 'creates a voice interaction and gives it more context',
		look: async (client) => {
			const sysId = await newCall(client);
			await client.send('PATCH', callUrl(sysId), {
				interaction: RECEIVER,
				interactionContext: { added: 'later' },
			});
			const context = await contextOf(client, sysId);
			return { keeps: context.includes('checked'), adds: context.includes('added') };
		},
	},
	{
		guess: 'commitDelay',
		writes: 'creates a contact and a voice interaction, and reads them at once',
		look: async (client) => {
			const contact = await newContact(client, { last_name: MARK });
			const contacts = await client.rows('customer_contact', `sys_id=${contact}`);
			const calls = await client.rows('interaction', `sys_id=${await newCall(client)}`);
			return { contactIsThere: contacts.length === 1, callIsThere: calls.length === 1 };
		},
	},
];

/** Guesses about the other APIs. */
const ofOthers: Probe[] = [
	{
		guess: 'closeAgain',
		writes: 'creates an interaction and closes it twice',
		look: async (client) => {
			const close = `/api/now/interaction/${await newInteraction(client)}/close`;
			await client.send('POST', close);
			const again = await client.send('POST', close);
			return { status: again.status, state: String(resultOf(again).state ?? '') };
		},
	},
	{
		guess: 'mandatoryText',
		writes: 'asks for an interaction without the channel that it needs',
		look: async (client) => refusal(await client.send('POST', '/api/now/interaction', {})),
	},
	{
		guess: 'contactResult',
		writes: 'creates a contact',
		look: async (client) => {
			const { json } = await client.send('POST', '/api/now/contact', { last_name: MARK });
			return { result: typeof ((json ?? {}) as { result?: unknown }).result };
		},
	},
	{
		guess: 'contactTexts',
		writes: 'creates a contact with a long name and a title that is a list',
		look: async (client) => {
			const sysId = await newContact(client, { last_name: LONG, title: [MARK] });
			const row = await client.first('customer_contact', `sys_id=${sysId}`);
			return { lastNameLength: String(row.last_name).length, title: String(row.title) };
		},
	},
	{
		guess: 'memberRefusals',
		writes: 'creates an interaction and drops a member that it has not',
		look: async (client) => {
			const answer = await dropUnknown(client);
			const { status, ...texts } = refusal(answer);
			const named = Object.entries(texts).filter(([, text]) =>
				/interaction|member|conversation/i.test(String(text)),
			);
			return {
				status,
				textIn: named.map(([name]) => name).join(),
				hasResult: Object.keys(resultOf(answer)).length > 0,
			};
		},
	},
	{
		guess: 'createdAreThirdParty',
		writes: 'creates an interaction and drops a member that it has not',
		look: async (client) => {
			const { json } = await dropUnknown(client);
			return { isNotThirdParty: JSON.stringify(json ?? '').includes('not a third party') };
		},
	},
	{
		guess: 'alreadyWording',
		writes: 'asks to make a public fulfiller of an agent who is that already',
		look: async (client) => {
			const active = 'member_type=public_fulfiller^active=true';
			const member = await client.first('sys_cs_conversation_member', active);
			const path = `/api/now/conversation/member/${String(member.user)}/update`;
			const answer = await client.send('PUT', path, {
				interaction_id: member.interaction,
				member_type: 'public_fulfiller',
			});
			const { status, message, detail } = refusal(answer);
			const isKnown = alreadyWordings.some(
				(known) => known.message === message && (known.detail ?? '') === detail,
			);
			return {
				status,
				text: isKnown ? 'one of those that are simulated' : `${message}: ${detail}`,
			};
		},
	},
	{
		guess: 'helpRefusals',
		writes: 'creates an interaction and asks for a help action that there is not',
		look: async (client) => {
			const answer = await client.send('POST', '/api/now/helprequest/action/create_or_update', {
				interaction: await newInteraction(client),
				action: 'no_such_action',
			});
			return { status: answer.status, success: String(resultOf(answer).success ?? '') };
		},
	},
];

/** Guesses about the five APIs that only a change tells. */
export const apiWrites: Probe[] = [...ofCalls, ...ofOthers];
