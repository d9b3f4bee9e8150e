import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { credentialTest } from '../shared/methods/credentialTest';
import { authenticationField } from '../shared/fields/collections';
import { triggerFields } from './fields';
import { poll } from './poll';

export class ServiceNowCsmTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ServiceNow CSM Trigger',
		name: 'serviceNowCsmTrigger',
		icon: {
			light: 'file:../../icons/trigger.svg',
			dark: 'file:../../icons/trigger.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["event"].replace(/([A-Z])/g, " $1").replace(/^./, (first) => first.toUpperCase()) }}',
		description:
			'Starts a workflow when contacts or interactions of ServiceNow Customer Service Management are created or changed',
		defaults: { name: 'ServiceNow CSM Trigger' },
		polling: true,
		builderHint: {
			searchHint:
				'Start a workflow when a contact or an interaction is created or updated, or when an interaction enters a state. It polls, so no business rule is needed in ServiceNow.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-servicenow-csm.serviceNowContact',
					relationHint: 'Reads and creates contacts',
				},
				{
					nodeType: 'n8n-nodes-servicenow-csm.serviceNowInteraction',
					relationHint: 'Opens and closes interactions',
				},
				{
					nodeType: 'n8n-nodes-servicenow-csm.serviceNowOpenFrame',
					relationHint: 'Records phone calls',
				},
			],
		},
		inputs: [],
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
		properties: [authenticationField, ...triggerFields],
	};

	methods = { credentialTest };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
