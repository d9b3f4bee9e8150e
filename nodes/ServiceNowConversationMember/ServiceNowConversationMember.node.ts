import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { credentialTest } from '../shared/methods/credentialTest';
import { authenticationField } from '../shared/fields/collections';
import { listSearch } from '../shared/methods/listSearch';
import { requestDefaults } from '../shared/transport/defaults';
import { conversationMemberProperties } from './resources/conversationMember';

export class ServiceNowConversationMember implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ServiceNow Conversation Member',
		name: 'serviceNowConversationMember',
		icon: {
			light: 'file:../../icons/conversationMember.svg',
			dark: 'file:../../icons/conversationMember.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ({ drop: "Drop", update: "Update" })[$parameter["operation"]] + ": Conversation Member" }}',
		description: 'Drop agents from ServiceNow Agent Chat conversations, or let them join',
		defaults: { name: 'ServiceNow Conversation Member' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Hand a chat over between agents: Update makes an observer or a private fulfiller a public fulfiller, Drop removes an agent. Both need the sys_id of a third-party interaction.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-servicenow-csm.serviceNowInteraction',
					relationHint: 'Opens and closes the interaction',
				},
				{
					nodeType: 'n8n-nodes-servicenow-csm.serviceNowHelpRequest',
					relationHint: 'Records how supervisors help with calls',
				},
				{
					nodeType: 'n8n-nodes-servicenow-csm.serviceNowCsmTrigger',
					relationHint: 'Starts a workflow when an interaction, such as a chat, changes',
				},
			],
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'serviceNowCsmBasicApi',
				required: true,
				testedBy: 'serviceNowCsmTest',
				displayOptions: { show: { authentication: ['basicAuth'] } },
			},
			{
				name: 'serviceNowCsmOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
			{
				name: 'serviceNowCsmApiKeyApi',
				required: true,
				testedBy: 'serviceNowCsmTest',
				displayOptions: { show: { authentication: ['apiKey'] } },
			},
		],
		requestDefaults,
		properties: [
			authenticationField,
			{
				displayName: 'Resource',
				name: 'resource',
				// One choice is no question. The list of actions is made from it.
				type: 'hidden',
				noDataExpression: true,
				options: [{ name: 'Conversation Member', value: 'conversationMember' }],
				default: 'conversationMember',
			},
			...conversationMemberProperties,
		],
	};

	methods = { credentialTest, listSearch };
}
