import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { credentialTest } from '../shared/methods/credentialTest';
import { authenticationField } from '../shared/fields/collections';
import { listSearch } from '../shared/methods/listSearch';
import { requestDefaults } from '../shared/transport/defaults';
import { interactionProperties } from './resources/interaction';

export class ServiceNowInteraction implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ServiceNow Interaction',
		name: 'serviceNowInteraction',
		icon: {
			light: 'file:../../icons/interaction.svg',
			dark: 'file:../../icons/interaction.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ({ create: "Create", close: "Close" })[$parameter["operation"]] + ": Interaction" }}',
		description: 'Create and close customer interactions in ServiceNow',
		defaults: { name: 'ServiceNow Interaction' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Open an interaction on a channel such as chat or messaging, or close any interaction, including a call. To record a phone call use ServiceNow OpenFrame, whose sysId Close takes.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-servicenow-csm.serviceNowOpenFrame',
					relationHint: 'Records phone calls, which are interactions too',
				},
				{
					nodeType: 'n8n-nodes-servicenow-csm.serviceNowConversationMember',
					relationHint: 'Lets agents join or leave the conversation',
				},
				{
					nodeType: 'n8n-nodes-servicenow-csm.serviceNowCsmTrigger',
					relationHint: 'Starts a workflow when an interaction is created or closed',
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
				options: [{ name: 'Interaction', value: 'interaction' }],
				default: 'interaction',
			},
			...interactionProperties,
		],
	};

	methods = { credentialTest, listSearch };
}
