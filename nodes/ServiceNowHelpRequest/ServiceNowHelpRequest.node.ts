import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { credentialTest } from '../shared/methods/credentialTest';
import { authenticationField } from '../shared/fields/collections';
import { listSearch } from '../shared/methods/listSearch';
import { requestDefaults } from '../shared/transport/defaults';
import { supervisorHelpActionProperties } from './resources/supervisorHelpAction';

export class ServiceNowHelpRequest implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ServiceNow Help Request',
		name: 'serviceNowHelpRequest',
		icon: {
			light: 'file:../../icons/helpRequest.svg',
			dark: 'file:../../icons/helpRequest.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ({ create: "Create", update: "Update", endAll: "End All" })[$parameter["operation"]] + ": Help Action" }}',
		description: 'Record how supervisors help agents with ServiceNow interactions',
		defaults: { name: 'ServiceNow Help Request' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Record that a supervisor helps an agent: Create when help begins, Update with the action_sys_id that Create returned when it ends, End All when the call is over. Interaction is the sysId of the call.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-servicenow-csm.serviceNowOpenFrame',
					relationHint: 'Records the call that the supervisor helps with',
				},
				{
					nodeType: 'n8n-nodes-servicenow-csm.serviceNowInteraction',
					relationHint: 'Closes the interaction',
				},
				{
					nodeType: 'n8n-nodes-servicenow-csm.serviceNowCsmTrigger',
					relationHint: 'Starts a workflow when an interaction reaches a state, such as closed',
				},
			],
		},
		hints: [
			{
				type: 'warning',
				message:
					'Ends every open help action of the interaction, including those of other supervisors. To end one of them, use Update.',
				displayCondition: '={{ $parameter.operation === "endAll" }}',
				whenToDisplay: 'beforeExecution',
				location: 'outputPane',
			},
		],
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
				options: [{ name: 'Help Action', value: 'supervisorHelpAction' }],
				default: 'supervisorHelpAction',
			},
			...supervisorHelpActionProperties,
		],
	};

	methods = { credentialTest, listSearch };
}
