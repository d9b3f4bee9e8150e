import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_WAIT_SECONDS, MAX_CONCURRENCY, START_CONCURRENCY } from '../transport/sendOptions';

/** Order of labels, for `sort`. */
export function byLabel(a: INodeProperties, b: INodeProperties): number {
	return a.displayName.localeCompare(b.displayName);
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
		'Version of the endpoint that the REST API Explorer of the instance lists, such as v1. Defaults to the latest.',
};

/** For instances that customize lengths and choices. */
export const checkLimitsOption: INodeProperties = {
	displayName: 'Check Documented Limits',
	name: 'checkDocumentedLimits',
	type: 'boolean',
	default: true,
	description:
		'Whether to refuse values outside the documented lengths, choices, and formats before anything is sent. Turn off if your instance is customized. Checks that protect data stay on.',
};

/** Options of how to send, the same for every operation. */
const sendOptionFields: INodeProperties[] = [
	{
		displayName: 'Max Concurrent Requests',
		name: 'maxConcurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_CONCURRENCY, numberPrecision: 0 },
		default: START_CONCURRENCY,
		description: `How many requests may be in progress to the instance at once, at most, from 1 to ${MAX_CONCURRENCY}. Without this option, the node finds out how many the instance can handle. All nodes and executions of this n8n process share the limit.`,
	},
	{
		displayName: 'Max Wait',
		name: 'maxWait',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: DEFAULT_WAIT_SECONDS,
		description:
			'How many seconds an item may wait for a busy instance before it fails. If the instance says how long to wait, the node waits that long.',
	},
];

/** For trying out what a node would do. */
const previewOption: INodeProperties = {
	displayName: 'Preview Only',
	name: 'previewOnly',
	type: 'boolean',
	default: false,
	description:
		'Whether to return the method, URL, and checked body of the request, and the plugin and roles it needs, and to send nothing',
};

/** The Options collection of an operation. */
export function optionsField(...options: INodeProperties[]): INodeProperties {
	return sendOptionsField(previewOption, ...options);
}

/** The Options collection of a node that sends requests. */
export function sendOptionsField(...options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...options, ...sendOptionFields].sort(byLabel),
	};
}
