import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { columnFields } from '../shared/methods/columnFields';
import { columnOptions } from '../shared/methods/columnSearch';
import { credentialTest } from '../shared/methods/credentialTest';
import { authenticationField } from '../shared/fields/collections';
import { listSearch } from '../shared/methods/listSearch';
import { requestDefaults } from '../shared/transport/defaults';
import { voiceInteractionProperties } from './resources/voiceInteraction';

export class ServiceNowOpenFrame implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ServiceNow OpenFrame',
		name: 'serviceNowOpenFrame',
		icon: { light: 'file:../../icons/openFrame.svg', dark: 'file:../../icons/openFrame.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ({ create: "Create", update: "Update" })[$parameter["operation"]] + ": Voice Interaction" }}',
		description: 'Record phone calls of a contact center as ServiceNow voice interactions',
		defaults: { name: 'ServiceNow OpenFrame' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Record a phone call of any telephony system as a voice interaction. Set Client Session ID to the ID of the call, and turn on the option that reuses it, so that an event that arrives twice makes one record. Create returns sysId.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-servicenow-csm.serviceNowContact',
					relationHint: 'Finds or creates the caller first',
				},
				{
					nodeType: 'n8n-nodes-servicenow-csm.serviceNowInteraction',
					relationHint: 'Closes the interaction when the call has ended',
				},
				{
					nodeType: 'n8n-nodes-servicenow-csm.serviceNowHelpRequest',
					relationHint: 'Records that a supervisor helps with the call',
				},
				{
					nodeType: 'n8n-nodes-servicenow-csm.serviceNowCsmTrigger',
					relationHint: 'Starts a workflow when a call is recorded or closed',
				},
			],
		},
		hints: [
			{
				type: 'info',
				message:
					"Each item creates a call, even for an event that is delivered twice. Turn on 'Reuse by Client Session ID' to get the existing call instead.",
				displayCondition:
					'={{ $parameter.operation === "create" && !$parameter.reuseByClientSessionId && $input.all().length > 1 }}',
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
				options: [{ name: 'Voice Interaction', value: 'voiceInteraction' }],
				default: 'voiceInteraction',
			},
			...voiceInteractionProperties,
		],
	};

	methods = {
		credentialTest,
		listSearch,
		loadOptions: columnOptions,
		resourceMapping: columnFields,
	};
}
