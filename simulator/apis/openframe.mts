import type { HttpResponse } from '../http/response.mts';
import { errorResponse } from '../http/errors.mts';
import type { Call } from './call.mts';
import { commitLate } from './commitLate.mts';
import type { Store } from '../records/store.mts';
import { asText, type Row } from '../records/values.mts';
import { attachDocument } from './interaction.mts';

interface Interaction {
	additionalParams?: Record<string, unknown>;
	callbackPhoneNumber?: string;
	clientSessionId?: string;
	inboundId?: string;
	userPhoneNumber?: string;
}

type Objects = Record<string, unknown>[];

const failure: HttpResponse = { status: 200, body: { result: { status: 'FAILURE' } } };

// What the instance sets itself, whatever a request says.
const protectedColumns = new Set([
	'sys_id',
	'number',
	'opened_by',
	'sys_created_on',
	'sys_created_by',
]);

/**
 * POST /now/openframe/voice-interaction.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/openframe-api.md
 * @returns sys_id and number, of the call-back that it takes up or of a new interaction; status FAILURE where `inboundId` belongs to no provider application
 */
export function createVoiceInteraction(call: Call): HttpResponse {
	const { store } = call.instance;
	const values = requestedValues(call);
	if (!values) return failure;
	const callback = call.instance.settings.reuseCallbacks && callbackUnderWay(call, values);
	if (callback) {
		store.update(callback, values, call.login.userName);
		addRows(call, callback);
		return created(callback);
	}
	const interaction = store.insert(
		'interaction',
		{
			state: 'work_in_progress',
			channel: 'phone',
			type: 'phone',
			opened_at: store.now(),
			...values,
			number: store.numbers.next('IMS'),
			opened_by: call.login.sysId,
		},
		call.login.userName,
	);
	attachDocument(store, interaction, 'context', 'interaction_json_blob', {
		context: call.body.interactionContext,
	});
	addRows(call, interaction);
	return created(commitLate(call.instance, interaction));
}

function created({ sys_id: sysId, number }: Row): HttpResponse {
	return { status: 200, body: { result: { status: 'SUCCESS', sysId, number } } };
}

function callbackUnderWay({ instance }: Call, values: Row): Row | undefined {
	const same = ['inbound_id', 'user_phone_number', 'caller_phone_number'];
	return [...instance.store.table('interaction').values()].find(
		(row) =>
			row.type === 'callback' &&
			row.state === 'work_in_progress' &&
			same.every((column) => values[column] && row[column] === values[column]),
	);
}

/**
 * PATCH /now/openframe/voice-interaction/{interactionSysId}. Context variables are added to those
 * already there.
 *
 * @returns status SUCCESS, or FAILURE where there is no such interaction or provider application; 403
 * or FAILURE where the type is locked
 */
export function updateVoiceInteraction(call: Call): HttpResponse {
	const { store } = call.instance;
	const interaction = store.get('interaction', call.params.interactionSysId);
	const values = requestedValues(call);
	if (!interaction || !values) return failure;
	const { lockedType } = call.instance.settings;
	const changesType =
		values.type !== undefined && interaction.type && values.type !== interaction.type;
	if (changesType && lockedType === 'failure') return failure;
	if (changesType && lockedType === 'refused') {
		return errorResponse(
			403,
			'Operation Failed',
			'Data Policy Exception: The following fields are read only: Type',
		);
	}
	store.update(interaction, values, call.login.userName);
	if (call.body.interactionContext) addContext(call, interaction);
	addRows(call, interaction);
	return { status: 200, body: { result: { status: 'SUCCESS' } } };
}

/** Columns that the request sets; undefined where its provider application is unknown. */
function requestedValues({ instance, body }: Call): Row | undefined {
	const given = body.interaction as Interaction;
	const values = pickColumns(instance.store, 'interaction', given.additionalParams ?? {});
	if (given.userPhoneNumber !== undefined) values.user_phone_number = given.userPhoneNumber;
	if (given.callbackPhoneNumber !== undefined)
		values.caller_phone_number = given.callbackPhoneNumber;
	if (given.clientSessionId !== undefined) {
		const { sessionIdLength } = instance.settings;
		values.client_session_id = given.clientSessionId.slice(0, sessionIdLength);
	}
	if (given.inboundId !== undefined) {
		const provider = [...instance.store.table('sys_cs_provider_application').values()].find(
			(application) => application.inbound_id === given.inboundId,
		);
		if (!provider) return undefined;
		Object.assign(values, { inbound_id: given.inboundId, provider: provider.sys_id });
	}
	return values;
}

function pickColumns({ dictionary }: Store, table: string, given: Record<string, unknown>): Row {
	const { columns } = dictionary[table];
	return Object.fromEntries(
		Object.entries(given)
			.filter(([name]) => columns.includes(name) && !protectedColumns.has(name))
			.map(([name, value]) => [name, asText(value)]),
	);
}

function addContext({ instance, body }: Call, interaction: Row): void {
	const blob = instance.store.get('interaction_json_blob', interaction.context_document ?? '');
	if (!blob) {
		attachDocument(instance.store, interaction, 'context', 'interaction_json_blob', {
			context: body.interactionContext,
		});
		return;
	}
	const before = JSON.parse(blob.value || '{}') as object;
	const value = JSON.stringify({ ...before, ...(body.interactionContext as object) });
	instance.store.update(blob, { value });
}

function addRows({ instance, login, body }: Call, interaction: Row): void {
	for (const log of (body.phoneLogs ?? []) as Objects) {
		instance.store.insert(
			'sn_openframe_phone_log',
			{
				...pickColumns(instance.store, 'sn_openframe_phone_log', log),
				interaction: interaction.sys_id,
			},
			login.userName,
		);
	}
	for (const related of (body.relatedRecords ?? []) as Objects) {
		instance.store.insert(
			'interaction_related_record',
			{
				document_id: asText(related.documentId),
				document_table: asText(related.documentTable),
				interaction: interaction.sys_id,
			},
			login.userName,
		);
	}
}
