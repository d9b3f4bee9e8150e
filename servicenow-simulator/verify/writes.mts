import { NotPossible, refusal, resultOf, type Client } from './client.mts';
import type { Probe } from './probe.mts';

const UNKNOWN = 'ffffffffffffffffffffffffffffffff';

const LONG = 'Simulator check '.repeat(20);

async function newInteraction(client: Client): Promise<string> {
	const answer = await client.send('POST', '/api/now/interaction', { channel: 'Chat' });
	const { sys_id: sysId } = resultOf(answer);
	if (typeof sysId !== 'string') {
		throw new NotPossible(`no interaction could be created (${answer.status})`);
	}
	return sysId;
}

async function newCall(client: Client, own: object = {}): Promise<string> {
	const { inbound_id: inboundId } = await client.first(
		'sys_cs_provider_application',
		'inbound_idISNOTEMPTY',
	);
	const answer = await client.send('POST', '/api/now/openframe/voice-interaction', {
		interaction: { inboundId, userPhoneNumber: '+14089965744', ...own },
		interactionContext: { checked: 'once' },
	});
	const { sysId } = resultOf(answer);
	if (typeof sysId !== 'string') {
		throw new NotPossible(`no voice interaction could be created (${answer.status})`);
	}
	return sysId;
}

const call = (sysId: string) => `/api/now/openframe/voice-interaction/${sysId}`;

/** Guesses that only a change tells. */
export const writes: Probe[] = [
	{
		guess: 'Leaves an interaction as it is that is closed already',
		writes: 'creates an interaction and closes it twice',
		look: async (client) => {
			const close = `/api/now/interaction/${await newInteraction(client)}/close`;
			await client.send('POST', close);
			const again = await client.send('POST', close);
			return { status: again.status, state: String(resultOf(again).state ?? '') };
		},
	},
	{
		guess:
			'Answers a create with the bare sys_id, as the page shows; or with an object, as other APIs do',
		writes: 'creates a contact',
		look: async (client) => {
			const { json } = await client.send('POST', '/api/now/contact', {
				last_name: 'Simulator check',
			});
			return { result: typeof ((json ?? {}) as { result?: unknown }).result };
		},
	},
	{
		guess: 'Cuts texts at the length of their column, and leaves out values of another type',
		writes: 'creates a contact with a long name',
		look: async (client) => {
			const answer = await client.send('POST', '/api/now/contact', { last_name: LONG });
			const { result } = (answer.json ?? {}) as { result?: unknown };
			const id = typeof result === 'string' ? result : resultOf(answer).sys_id;
			if (answer.status >= 300) return { status: answer.status, lastNameLength: 0 };
			const row = await client.first('customer_contact', `sys_id=${String(id)}`);
			return { status: answer.status, lastNameLength: String(row.last_name).length };
		},
	},
	{
		guess: 'Answers `FAILURE` with 200 to an unknown interaction or `inboundId`',
		writes: 'updates an interaction that there is not',
		look: async (client) => {
			const answer = await client.send('PATCH', call(UNKNOWN), {
				interaction: { userPhoneNumber: '+14089965744' },
			});
			return { status: answer.status, says: String(resultOf(answer).status ?? '') };
		},
	},
	{
		guess: 'Cuts a session ID at 40 characters, or at another length',
		writes: 'creates a voice interaction',
		look: async (client) => {
			const sysId = await newCall(client, { clientSessionId: 's'.repeat(100) });
			const row = await client.first('interaction', `sys_id=${sysId}`);
			return { clientSessionIdLength: String(row.client_session_id ?? '').length };
		},
	},
	{
		guess: 'Takes another `type` of an interaction, or rejects it with 403 or `FAILURE`',
		writes: 'creates a voice interaction and changes its type',
		look: async (client) => {
			const sysId = await newCall(client, { additionalParams: { type: 'phone' } });
			const answer = await client.send('PATCH', call(sysId), {
				interaction: { additionalParams: { type: 'chat' } },
			});
			return { status: answer.status, says: String(resultOf(answer).status ?? '') };
		},
	},
	{
		guess: 'Where the text of an exception stands: detail, message, or a result, with 400 or 200',
		writes: 'creates an interaction and drops a member that it has not',
		look: async (client) => {
			const body = { interaction_id: await newInteraction(client) };
			const path = `/api/now/conversation/member/${UNKNOWN}/drop`;
			const answer = await client.send('PUT', path, body);
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
		guess: 'Rejects an invalid action or time with `success: false`, an unknown record with 404',
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
