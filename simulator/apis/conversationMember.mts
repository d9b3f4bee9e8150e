import { Rejection, type HttpResponse } from '../http/response.mts';
import type { Call } from './call.mts';
import { errorResponse } from '../http/errors.mts';
import { asText, type Row } from '../records/values.mts';
import type { ApiRules } from '../rules/apiRules.mts';

const DESTINATION = 'public_fulfiller';

const exceptions = {
	input: 'Invalid request. Insufficient input',
	thirdParty: 'Provided interaction is not a third party interaction',
	type: `Invalid request. Member type must be one of [${DESTINATION}]`,
	conversation: 'Conversation for corresponding interaction could not be found',
	member: 'Invalid request. User is not a member of the interaction provided',
};

/**
 * What an instance might say with the documented status 500 of an agent who is a public fulfiller
 * already. All of it is a guess, and no word is in every line.
 */
export const alreadyWordings: { message: string; detail: string | null }[] = [
	{
		message: 'Error when processing Conversation Member operations',
		detail: 'Agent already is a public_fulfiller in this conversation',
	},
	{ message: 'Internal server error', detail: null },
	{ message: 'Member type is unchanged', detail: '' },
	{ message: 'Invalid update', detail: 'User holds the type Public Fulfiller' },
	{ message: 'Cannot read property "getUniqueValue" from null', detail: null },
	{ message: 'Der Agent nimmt bereits teil', detail: 'Keine Aktualisierung erforderlich' },
];

/**
 * PUT …/{user_id}/drop.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/conversation-member-api.md
 * @returns the member, no longer active; 400 where the user is no member of a third-party interaction
 */
export function dropMember(call: Call): HttpResponse {
	const member = activeMember(call);
	call.instance.store.update(member, { active: 'false' }, call.login.userName);
	return toResponse(member, 'Request to drop agent processed successfully.');
}

/**
 * PUT …/{user_id}/update.
 *
 * @returns the member, now a public fulfiller; 400 where the user is no member of a third-party
 * interaction or another type is asked for, 500 where the member is a public fulfiller already
 */
export function updateMember(call: Call): HttpResponse {
	const { body, instance, login } = call;
	const type = asText(body.member_type);
	if (type === '') throw rejection(call, 'input');
	if (type !== DESTINATION) throw rejection(call, 'type');
	const member = activeMember(call);
	if (member.member_type === DESTINATION) {
		const index = instance.settings.alreadyWording ?? instance.chance() * alreadyWordings.length;
		const { message, detail } = alreadyWordings[Math.floor(index) % alreadyWordings.length];
		return errorResponse(500, message, detail);
	}
	instance.store.update(member, { member_type: DESTINATION }, login.userName);
	return toResponse(member, 'Request to update agent member type processed successfully.');
}

function activeMember(call: Call): Row {
	const { instance, params, body } = call;
	const interactionId = asText(body.interaction_id);
	if (interactionId === '') throw rejection(call, 'input');
	const interaction = instance.store.get('interaction', interactionId);
	if (!interaction) throw rejection(call, 'conversation');
	if (interaction.u_third_party !== 'true') throw rejection(call, 'thirdParty');
	for (const member of instance.store.table('sys_cs_conversation_member').values()) {
		const fits = member.interaction === interactionId && member.user === params.user_id;
		if (fits && member.active === 'true') return member;
	}
	throw rejection(call, 'member');
}

function rejection({ instance }: Call, exception: keyof typeof exceptions): Rejection {
	return new Rejection(refusals[instance.settings.memberRefusals](exceptions[exception]));
}

const refusals: Record<ApiRules['memberRefusals'], (text: string) => HttpResponse> = {
	detail: (text) =>
		errorResponse(400, 'Error when processing Conversation Member operations', text),
	message: (text) => errorResponse(400, text, null),
	result: (message) => ({ status: 400, body: { result: { success: false, message } } }),
	success: (message) => ({ status: 200, body: { result: { success: false, message } } }),
};

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
