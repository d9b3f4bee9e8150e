import { byId, type NodeSpec } from '../server.mts';

/** A record as it was picked from a list. */
function fromList(value: string, cachedResultName: string) {
	return { __rl: true, mode: 'list', value, cachedResultName };
}

/**
 * The five nodes, filled with records of the simulated instance, by the names that the editor gives
 * them. In a row they are a workflow: a call of a new contact, help for its agent, and a chat.
 */
export const fiveNodes: Record<string, NodeSpec> = {
	'ServiceNow Contact': {
		node: 'serviceNowContact',
		authentication: 'basicAuth',
		resource: 'contact',
		operation: 'create',
		parameters: {
			first_name: 'Ines',
			last_name: 'Caller',
			email: 'ines.caller@example.com',
			account: fromList('86837a386f0331003b3c498f5d3ee4ca', 'Boxeo (ACCT0000001)'),
		},
	},
	'ServiceNow OpenFrame': {
		node: 'serviceNowOpenFrame',
		authentication: 'basicAuth',
		resource: 'voiceInteraction',
		operation: 'create',
		parameters: {
			userPhoneNumber: '+14089965744',
			additionalFields: {
				clientSessionId: 'call-0001',
				inboundId: fromList('genesys-voice', 'Genesys Voice (genesys-voice)'),
			},
		},
	},
	'ServiceNow Help Request': {
		node: 'serviceNowHelpRequest',
		authentication: 'basicAuth',
		resource: 'supervisorHelpAction',
		operation: 'upsert',
		parameters: { interaction: byId('={{ $json.sysId }}'), action: 'coach' },
	},
	'ServiceNow Interaction': {
		node: 'serviceNowInteraction',
		authentication: 'basicAuth',
		resource: 'interaction',
		operation: 'create',
		parameters: {
			channel: fromList('28a59893873103002ae97e2526cb0b5d', 'Chat Connector (chat-connector)'),
			additionalFields: {
				queue: fromList('f3a50867b30303002186a72256a8dcb7', 'Customer Support Chat'),
			},
		},
	},
	'ServiceNow Conversation Member': {
		node: 'serviceNowConversationMember',
		authentication: 'basicAuth',
		resource: 'conversationMember',
		operation: 'drop',
		parameters: {
			user_id: byId('0b10223c57a313005baaaa65ef94f970'),
			interaction_id: fromList('27f675e3739713004a905ee515f6a7c3', 'IMS0000061 (Work in Progress)'),
		},
	},
};
