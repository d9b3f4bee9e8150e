import { Rejection, type HttpResponse } from '../http/response.mts';
import type { Call } from './call.mts';
import { errorResponse } from '../http/errors.mts';
import { asText, type Row } from '../records/values.mts';

/**
 * PUT …/{user_id}/drop.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/conversation-member-api.md
 * @returns the member, no longer active; 400 where the user is not a member
 */
export function dropMember(call: Call): HttpResponse {
	const member = activeMember(call);
	call.instance.store.update(member, { active: 'false' }, call.login.userName);
	return toResponse(member, 'Request to drop agent processed successfully.');
}

/**
 * PUT …/{user_id}/update.
 *
 * @returns the member, now a public fulfiller; 400 where the user is not a member or another type is
 * asked for, 500 where the member is a public fulfiller already
 */
export function updateMember(call: Call): HttpResponse {
	if (call.body.member_type !== 'public_fulfiller') {
		return rejection(`Invalid member_type: ${asText(call.body.member_type)}`).response;
	}
	const member = activeMember(call);
	if (member.member_type === 'public_fulfiller') {
		return errorResponse(
			500,
			'Error when processing Conversation Member operations',
			`Agent ${call.params.user_id} already is a public_fulfiller in this conversation`,
		);
	}
	call.instance.store.update(member, { member_type: 'public_fulfiller' }, call.login.userName);
	return toResponse(member, 'Request to update agent member type processed successfully.');
}

function activeMember({ instance, params, body }: Call): Row {
	const interactionId = asText(body.interaction_id);
	if (!instance.store.get('interaction', interactionId)) {
		throw rejection(`Conversation not found for interaction ${interactionId}`);
	}
	for (const member of instance.store.table('sys_cs_conversation_member').values()) {
		const fits = member.interaction === interactionId && member.user === params.user_id;
		if (fits && member.active === 'true') return member;
	}
	throw rejection(`User ${params.user_id} is not an active member of the conversation`);
}

function rejection(detail: string): Rejection {
	return new Rejection(
		errorResponse(400, 'Error when processing Conversation Member operations', detail),
	);
}

function toResponse(member: Row, message: string): HttpResponse {
	return {
		status: 200,
		body: {
			result: {
				conversation_member: {
					active: member.active === 'true',
					memberType: member.member_type,
					conversation_id: member.interaction,
				},
				success: true,
				message,
			},
		},
	};
}
