import { Rejection, type HttpResponse } from '../http/response.mts';
import type { Call } from './call.mts';
import { errorResponse } from '../http/errors.mts';
import { asText, isGlideTime } from '../records/values.mts';

const table = 'supervisor_help_action';
const actions = ['barge_in', 'coach', 'monitor', 'observe'];

/**
 * POST /now/helprequest/action/create_or_update. With `action_sys_id` it ends that help action, with
 * `action` alone it creates one, and with neither it ends every open one of the interaction.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/help-request-api.md
 * @returns 200 with success true or false; 404 for an unknown interaction or help action
 */
export function upsertHelpAction(call: Call): HttpResponse {
	if (!call.instance.store.get('interaction', asText(call.body.interaction)))
		return errorResponse(404);
	for (const name of ['start_time', 'end_time']) {
		const value = asText(call.body[name]);
		if (value !== '' && !isGlideTime(value)) throw failure(`Invalid ${name}: ${value}`);
	}
	if (asText(call.body.action_sys_id) !== '') return endOne(call);
	return asText(call.body.action) === '' ? endAll(call) : create(call);
}

function create({ instance, login, body }: Call): HttpResponse {
	const action = asText(body.action);
	if (!actions.includes(action)) {
		throw failure(`Invalid action: ${action}. Valid actions: ${actions.join(', ')}`);
	}
	const row = instance.store.insert(
		table,
		{
			action,
			interaction: asText(body.interaction),
			help_request: asText(body.help_request),
			supervisor: login.sysId,
			start_time: asText(body.start_time) || instance.store.now(),
			end_time: asText(body.end_time),
		},
		login.userName,
	);
	return success('Supervisor help action created successfully', row.sys_id);
}

function endOne({ instance, login, body }: Call): HttpResponse {
	const row = instance.store.get(table, asText(body.action_sys_id));
	if (!row) return errorResponse(404);
	if (row.interaction !== body.interaction) {
		throw failure('The supervisor help action belongs to another interaction');
	}
	const endTime = asText(body.end_time);
	if (endTime === '') throw failure('end_time is required to update a supervisor help action');
	instance.store.update(row, { end_time: endTime }, login.userName);
	return success('Supervisor help action updated successfully', row.sys_id);
}

function endAll({ instance, login, body }: Call): HttpResponse {
	const end_time = asText(body.end_time) || instance.store.now();
	for (const row of instance.store.table(table).values()) {
		if (row.interaction === body.interaction && !row.end_time) {
			instance.store.update(row, { end_time }, login.userName);
		}
	}
	return success(
		`end_time updated for all supervisor help actions associated with the interaction id: ${asText(body.interaction)}`,
	);
}

function success(message: string, sysId?: string): HttpResponse {
	return {
		status: 200,
		body: {
			result: { success: true, message, ...(sysId !== undefined && { action_sys_id: sysId }) },
		},
	};
}

function failure(message: string): Rejection {
	return new Rejection({ status: 200, body: { result: { success: false, message } } });
}
