import type { INodeProperties } from 'n8n-workflow';
import {
	DEFAULT_CONCURRENCY,
	DEFAULT_WAIT_SECONDS,
	MAX_CONCURRENCY,
} from '../transport/sendOptions';

function byLabel(fields: INodeProperties[]): INodeProperties[] {
	return [...fields].sort((a, b) => a.displayName.localeCompare(b.displayName));
}

/** Shows fields for one operation only, where they have further conditions in addition to those. */
export function showFor(
	resource: string,
	operation: string,
	fields: INodeProperties[],
): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { resource: [resource], operation: [operation], ...field.displayOptions?.show },
		},
	}));
}

/** Which credential the node uses; the engine looks for this very name. */
export const authenticationField: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'API Key', value: 'apiKey' },
		{ name: 'Basic Auth', value: 'basicAuth' },
		{ name: 'OAuth2', value: 'oAuth2' },
	],
	default: 'basicAuth',
	description: 'How to log in to the ServiceNow instance',
};

/** Version of the endpoint; `send` puts it into the URL. */
export const apiVersionOption: INodeProperties = {
	displayName: 'API Version',
	name: 'api_version',
	type: 'string',
	default: '',
	placeholder: 'e.g. v1',
	description:
		'Version of the endpoint, as the REST API Explorer of the instance lists it, such as v1. Leave empty for the latest.',
};

/** For instances that customise lengths and choices. */
export const checkLimitsOption: INodeProperties = {
	displayName: 'Check Documented Limits',
	name: 'checkDocumentedLimits',
	type: 'boolean',
	default: true,
	description:
		'Whether to refuse values that break the documented lengths, choices and formats before anything is sent. Turn off if your instance is customised. Checks that keep data safe stay on.',
};

/** Options of how to send, the same for every operation. */
const sendOptionFields: INodeProperties[] = [
	{
		displayName: 'Max Concurrent Requests',
		name: 'maxConcurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_CONCURRENCY, numberPrecision: 0 },
		default: DEFAULT_CONCURRENCY,
		description: `How many requests may be under way to the instance at the same time, counted over all nodes and executions of this n8n process, from 1 to ${MAX_CONCURRENCY}. An instance that refuses gets fewer by itself.`,
	},
	{
		displayName: 'Max Wait',
		name: 'maxWait',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: DEFAULT_WAIT_SECONDS,
		description:
			'How many seconds an item may wait for an instance that has too many requests to handle, before it fails. The wait that the instance asks for is kept to.',
	},
];

/** The Options collection of an operation. */
export function optionsField(...options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: byLabel([...options, ...sendOptionFields]),
	};
}

/** The Additional Fields collection of an operation: what is optional, in the order of the labels. */
export function additionalFields(...fields: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: byLabel(fields),
	};
}
