import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { columnFields } from '../shared/methods/columnFields';
import { columnOptions } from '../shared/methods/columnSearch';
import { credentialTest } from '../shared/methods/credentialTest';
import { authenticationField } from '../shared/fields/collections';
import { listSearch } from '../shared/methods/listSearch';
import { loadOptions } from '../shared/methods/loadOptions';
import { requestDefaults } from '../shared/transport/defaults';
import { contactProperties } from './resources/contact';
import { getContactColumns } from './methods/getContactColumns';

export class ServiceNowContact implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ServiceNow Contact',
		name: 'serviceNowContact',
		icon: { light: 'file:../../icons/contact.svg', dark: 'file:../../icons/contact.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ({ create: "Create", get: "Get", getAll: "Get Many" })[$parameter["operation"]] + ": Contact" }}',
		description: 'Create and read contacts of ServiceNow Customer Service Management',
		defaults: { name: 'ServiceNow Contact' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Find or create the customer contact (customer_contact) behind a phone number or an email. Get Many with Email or Phone understands every notation of a number. For incidents, users, and other tables use the built-in ServiceNow node.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-servicenow-csm.serviceNowOpenFrame',
					relationHint: 'Records the call of the contact that was found or created',
				},
				{
					nodeType: 'n8n-nodes-servicenow-csm.serviceNowInteraction',
					relationHint: 'Opens a chat or another interaction',
				},
				{
					nodeType: 'n8n-nodes-servicenow-csm.serviceNowCsmTrigger',
					relationHint: 'Starts a workflow when a contact is created or updated',
				},
			],
		},
		hints: [
			{
				type: 'info',
				message:
					"Each item creates a contact, even if the person has one. Set 'Reuse Existing Contact' to get the existing contact instead.",
				displayCondition:
					'={{ $parameter.operation === "create" && (!$parameter.reuseExistingContact || $parameter.reuseExistingContact === "never") && $input.all().length > 1 }}',
				whenToDisplay: 'beforeExecution',
				location: 'outputPane',
			},
			{
				type: 'info',
				message:
					'Without a filter, Return All reads every contact of the instance, up to 100,000 for each input item.',
				displayCondition:
					'={{ $parameter.operation === "getAll" && !!$parameter.returnAll && !$parameter.emailOrPhone && !$parameter.sysparm_query && !$parameter.filters?.conditions?.length }}',
				whenToDisplay: 'beforeExecution',
				location: 'outputPane',
			},
			{
				type: 'info',
				message:
					"The instance ignores a condition that it does not understand, and then returns more contacts. Turn on 'Fail on Ignored Query' to stop instead.",
				displayCondition:
					'={{ $parameter.operation === "getAll" && !!$parameter.sysparm_query && !$parameter.options?.failOnIgnoredQuery }}',
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
				options: [{ name: 'Contact', value: 'contact' }],
				default: 'contact',
			},
			...contactProperties,
		],
	};

	methods = {
		credentialTest,
		listSearch,
		loadOptions: { ...loadOptions, ...columnOptions, getContactColumns },
		resourceMapping: columnFields,
	};
}
