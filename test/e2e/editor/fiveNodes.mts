import { byId, type NodeSpec } from '../server.mts';
import { seeded } from '../../../simulator/instance.mts';

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
			account: fromList(seeded.accounts.boxeo, 'Boxeo (ACCT0000001)'),
		},
	},
	'ServiceNow OpenFrame': {
		node: 'serviceNowOpenFrame',
		authentication: 'basicAuth',
		resource: 'voiceInteraction',
		operation: 'create',
		parameters: {
			userPhoneNumber: '+14089965744',
			clientSessionId: 'call-0001',
			inboundId: fromList('genesys-voice', 'Genesys Voice (genesys-voice)'),
		},
	},
	'ServiceNow Help Request': {
		node: 'serviceNowHelpRequest',
		authentication: 'basicAuth',
		resource: 'supervisorHelpAction',
		operation: 'create',
		parameters: { interaction: byId('={{ $json.sysId }}'), action: 'coach' },
	},
	'ServiceNow Interaction': {
		node: 'serviceNowInteraction',
		authentication: 'basicAuth',
		resource: 'interaction',
		operation: 'create',
		parameters: {
			channel: fromList(
				seeded.providerApplications.chatConnector,
				'Chat Connector (chat-connector)',
			),
			additionalFields: {
				queue: fromList(seeded.queues.supportChat, 'Customer Support Chat'),
			},
		},
	},
	'ServiceNow Conversation Member': {
		node: 'serviceNowConversationMember',
		authentication: 'basicAuth',
		resource: 'conversationMember',
		operation: 'drop',
		parameters: {
			user_id: byId(seeded.users.agent),
			interaction_id: fromList(seeded.interactions.conversation, 'IMS0000061 (Work in Progress)'),
		},
	},
};
