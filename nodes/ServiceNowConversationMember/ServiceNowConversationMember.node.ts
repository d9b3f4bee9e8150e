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
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Conversation Member', value: 'conversationMember' }],
				default: 'conversationMember',
			},
			...conversationMemberProperties,
		],
	};

	methods = { credentialTest, listSearch };
}
