import type { INodeProperties } from 'n8n-workflow';
import { simplifyField } from './simplify';

/** What a tool can return of each record. */
export const OUTPUTS = [
	{ label: 'Raw', value: 'raw', description: 'All fields that ServiceNow returns' },
	{
		label: 'Selected Fields',
		value: 'selectedFields',
		description: 'The fields that you name, and the sys_id',
	},
	{ label: 'Simplified', value: 'simplified', description: 'What most workflows need' },
];

/**
 * What comes out of an operation that returns more than ten fields: a switch in a workflow, and a choice
 * in a tool, where each field costs the model's attention.
 *
 * https://docs.n8n.io/integrations/creating-nodes/build/reference/ux-guidelines/
 */
export const outputFields: INodeProperties[] = [
	{ ...simplifyField, displayOptions: { hide: { '@tool': [true] } } },
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: OUTPUTS.map(({ label, ...option }) => ({ name: label, ...option })),
		default: 'simplified',
		displayOptions: { show: { '@tool': [true] } },
		description: 'What the model receives for each record: simplified, raw, or selectedFields',
	},
	{
		displayName: 'Fields',
		name: 'outputFields',
		type: 'string',
		default: '',
		placeholder: 'e.g. name, email, account',
		displayOptions: { show: { '@tool': [true], output: ['selectedFields'] } },
		description: 'Names of the fields that the model receives, separated by commas',
	},
];
