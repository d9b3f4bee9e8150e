import { NotPossible, resultOf, type Client, type Row } from './client.mts';

/** What stands in every record that a check makes, to find them by afterwards. */
export const MARK = 'Simulator check';

/** @returns sys_id of a new interaction @throws NotPossible where none can be created */
export async function newInteraction(client: Client): Promise<string> {
	const answer = await client.send('POST', '/api/now/interaction', { channel: 'Chat' });
	const { sys_id: sysId } = resultOf(answer);
	if (typeof sysId === 'string') return sysId;
	throw new NotPossible(`no interaction could be created (${answer.status})`);
}

/** URL of a voice interaction. */
export const callUrl = (sysId: string): string => `/api/now/openframe/voice-interaction/${sysId}`;

/**
 * @param own members of `interaction`, besides those that a call needs
 * @returns sys_id of a new voice interaction
 * @throws NotPossible where none can be created
 */
export async function newCall(client: Client, own: object = {}): Promise<string> {
	const { inbound_id: inboundId } = await client.first(
		'sys_cs_provider_application',
		'inbound_idISNOTEMPTY^ORDERBYinbound_id',
	);
	const answer = await client.send('POST', '/api/now/openframe/voice-interaction', {
		interaction: { inboundId, userPhoneNumber: '+14089965744', ...own },
		interactionContext: { checked: 'once' },
	});
	const { sysId } = resultOf(answer);
	if (typeof sysId === 'string') return sysId;
	throw new NotPossible(`no voice interaction could be created (${answer.status})`);
}

/** @returns sys_id of a new contact @throws NotPossible where none can be created */
export async function newContact(client: Client, own: object): Promise<string> {
	const answer = await client.send('POST', '/api/now/contact', own);
	const { result } = (answer.json ?? {}) as { result?: unknown };
	const id = typeof result === 'string' ? result : resultOf(answer).sys_id;
	if (answer.status < 300 && typeof id === 'string') return id;
	throw new NotPossible(`no contact could be created (${answer.status})`);
}

/**
 * Creates an incident through the Table API, looks at it, and deletes it.
 *
 * @param values besides the short description
 * @throws NotPossible where none can be created
 */
export async function withIncident<T>(
	client: Client,
	values: object,
	look: (incident: Row) => Promise<T>,
): Promise<T> {
	const url = '/api/now/table/incident';
	const answer = await client.send('POST', `${url}?sysparm_input_display_value=true`, {
		short_description: MARK,
		...values,
	});
	const incident = resultOf(answer);
	if (typeof incident.sys_id !== 'string') {
		throw new NotPossible(`no incident could be created (${answer.status})`);
	}
	try {
		return await look(incident);
	} finally {
		await client.send('DELETE', `${url}/${incident.sys_id}`);
	}
}
