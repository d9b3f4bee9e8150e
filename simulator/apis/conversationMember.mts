import { Refusal, type Answer } from '../http/answer.mts';
import type { Call } from './call.mts';
import { errorAnswer } from '../http/errors.mts';
import { asText, type Row } from '../records/values.mts';

/** PUT …/{user_id}/drop. @returns the member, no longer active; 400 where the user is no member */
export function dropMember(call: Call): Answer {
	const member = activeMember(call);
	call.instance.store.update(member, { active: 'false' }, call.login.userName);
	return answer(member, 'Request to drop agent processed successfully.');
}

/**
 * PUT …/{user_id}/update.
 *
 * @returns the member, now a public fulfiller; 400 where the user is no member or another type is
 * asked for, 500 where the member is a public fulfiller already
 */
export function updateMember(call: Call): Answer {
	if (call.body.member_type !== 'public_fulfiller') {
		return refusal(`Invalid member_type: ${asText(call.body.member_type)}`).answer;
	}
	const member = activeMember(call);
	if (member.member_type === 'public_fulfiller') {
		return errorAnswer(
			500,
			'Error when processing Conversation Member operations',
			`Agent ${call.params.user_id} already is a public_fulfiller in this conversation`,
		);
	}
	call.instance.store.update(member, { member_type: 'public_fulfiller' }, call.login.userName);
	return answer(member, 'Request to update agent member type processed successfully.');
}

function activeMember({ instance, params, body }: Call): Row {
	const interactionId = asText(body.interaction_id);
	if (!instance.store.get('interaction', interactionId)) {
		throw refusal(`Conversation not found for interaction ${interactionId}`);
	}
	for (const member of instance.store.table('sys_cs_conversation_member').values()) {
		const fits = member.interaction === interactionId && member.user === params.user_id;
		if (fits && member.active === 'true') return member;
	}
	throw refusal(`User ${params.user_id} is not an active member of the conversation`);
}

function refusal(detail: string): Refusal {
	return new Refusal(
		errorAnswer(400, 'Error when processing Conversation Member operations', detail),
	);
}

function answer(member: Row, message: string): Answer {
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
