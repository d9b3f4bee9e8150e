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
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					"<b>While building your workflow</b>, click the button to get up to five of the latest records that match. This does not affect polling.<br /> <br /><b>Once you're happy with your workflow</b>, publish it. Then it polls ServiceNow at the poll times, beginning with what changes from then on. These executions will show up in the <a data-key='executions'>executions list</a>, but not in the editor.",
				active:
					"<b>While building your workflow</b>, click the button to get up to five of the latest records that match. This does not affect polling.<br /> <br /><b>Your workflow will also execute automatically</b>, since it's published: it polls ServiceNow at the poll times, and emits each change once. These executions will show up in the <a data-key='executions'>executions list</a>, but not in the editor.",
			},
			activationHint:
				'Once you have finished building your workflow, publish it to have it poll ServiceNow (you just will not see those executions here).',
		},
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
				{
					nodeType: 'n8n-nodes-servicenow-csm.serviceNowHelpRequest',
					relationHint: 'Ends the help of supervisors when an interaction is closed',
				},
				{
					nodeType: 'n8n-nodes-servicenow-csm.serviceNowConversationMember',
					relationHint: 'Changes who takes part in a chat',
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
