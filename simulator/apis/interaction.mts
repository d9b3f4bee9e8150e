import type { HttpResponse } from '../http/response.mts';
import type { Call } from './call.mts';
import { errorResponse } from '../http/errors.mts';
import type { Store } from '../records/store.mts';
import { asText, type Row } from '../records/values.mts';

/**
 * POST /now/interaction.
 *
 * @see https://www.servicenow.com/docs/r/api-reference/rest-apis/interaction-management-api.html
 * @returns 201 with the interaction; unknown members are dropped
 */
export function createInteraction({ instance, login, body }: Call): HttpResponse {
	const { store } = instance;
	const queue = asText(body.queue);
	const interaction = store.insert(
		'interaction',
		{
			number: store.numbers.next('IMS'),
			state: queue === '' ? 'new' : 'queued',
			channel: asText(body.channel),
			queue,
			opened_at: store.now(),
			opened_by: login.sysId,
			u_third_party: String(instance.settings.createdAreThirdParty),
		},
		login.userName,
	);
	attachDocument(store, interaction, 'context', 'interaction_json_blob', body);
	attachDocument(store, interaction, 'channel_metadata', 'live_group_profile', body);
	return { status: 201, body: { result: toResult(interaction) } };
}

/**
 * POST /now/interaction/{id}/close.
 *
 * @returns the closed interaction; one that is closed already stays unchanged, none is 404
 */
export function closeInteraction({ instance, login, params }: Call): HttpResponse {
	const interaction = instance.store.get('interaction', params.interaction_id);
	if (!interaction) return errorResponse(404);
	if (!interaction.state.startsWith('closed')) {
		instance.store.update(
			interaction,
			{ state: 'closed_complete', closed_by: login.sysId, closed_at: instance.store.now() },
			login.userName,
		);
	}
	return { status: 200, body: { result: toResult(interaction) } };
}

/**
 * Points an interaction to the record that keeps its context or its channel metadata: the one the
 * request names, or a new row of the default table.
 *
 * @param name `context` or `channel_metadata`, which begins the members and columns that count
 */
export function attachDocument(
	store: Store,
	interaction: Row,
	name: string,
	defaultTable: string,
	body: Record<string, unknown>,
): void {
	let id = asText(body[`${name}_id`]);
	if (id === '') {
		const given = body[name];
		const value = typeof given === 'object' ? JSON.stringify(given ?? {}) : asText(given);
		id = store.insert(defaultTable, { interaction: interaction.sys_id, value }).sys_id;
	}
	interaction[`${name}_document`] = id;
	interaction[`${name}_table`] = asText(body[`${name}_table`]) || defaultTable;
}

function toResult(row: Row): Record<string, unknown> {
	return {
		channel: row.channel ?? '',
		context: { present: true },
		queue: row.queue ?? '',
		state: row.state,
		number: row.number,
		contextDocument: row.context_document ?? '',
		contextTable: row.context_table ?? '',
		channelMetadataDocument: row.channel_metadata_document ?? '',
		channelMetadataTable: row.channel_metadata_table ?? '',
		channel_metadata: { present: true },
		sys_id: row.sys_id,
		assigned_to: row.assigned_to ?? '',
		closed_by: row.closed_by ?? '',
		opened_for: row.opened_for ?? '',
	};
}
