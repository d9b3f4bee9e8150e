import type { INodeProperties } from 'n8n-workflow';

/** Shows fields for one operation only. */
export function showFor(
	resource: string,
	operation: string,
	fields: INodeProperties[],
): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: { show: { resource: [resource], operation: [operation] } },
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
	placeholder: 'v1',
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

/** The Options collection of an operation. */
export function optionsField(...options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName)),
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
		options: [...fields].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}
