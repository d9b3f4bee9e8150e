import type { INodeProperties } from 'n8n-workflow';
import { sendOptionsField } from '../shared/fields/collections';

/** What starts the workflow. */
export const eventField: INodeProperties = {
	displayName: 'Trigger On',
	name: 'event',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Contact Created',
			value: 'contactCreated',
			description: 'A contact was created',
		},
		{
			name: 'Contact Updated',
			value: 'contactUpdated',
			description: 'A contact was changed after it was created, other than by a login',
		},
		{
			name: 'Interaction Created',
			value: 'interactionCreated',
			description: 'An interaction was created',
		},
		{
			name: 'Interaction State Changed',
			value: 'interactionStateChanged',
			description: 'An interaction reached the selected state, or was created in it',
		},
		{
			name: 'Interaction Updated',
			value: 'interactionUpdated',
			description: 'An interaction was changed after it was created',
		},
	],
	default: 'contactCreated',
};

/** The state to wait for, of the event that has one. */
export const stateField: INodeProperties = {
	displayName: 'State',
	name: 'state',
	type: 'options',
	required: true,
	allowArbitraryValues: true,
	displayOptions: { show: { event: ['interactionStateChanged'] } },
	options: [
		{ name: 'Closed Abandoned', value: 'closed_abandoned' },
		{ name: 'Closed Complete', value: 'closed_complete' },
		{ name: 'New', value: 'new' },
		{ name: 'On Hold', value: 'on_hold' },
		{ name: 'Queued', value: 'queued' },
		{ name: 'Work in Progress', value: 'work_in_progress' },
		{ name: 'Wrap Up', value: 'wrap_up' },
	],
	default: 'closed_complete',
	description:
		'State to wait for. Other changes in that state are ignored. Use an expression for a state that your instance has added.',
};

/** The fields of the trigger, besides those of the login. */
export const triggerFields: INodeProperties[] = [
	eventField,
	stateField,
	{
		displayName: 'Query',
		name: 'sysparm_query',
		type: 'string',
		default: '',
		placeholder: 'e.g. active=true^city=Berlin',
		description:
			'Encoded query that a record must also match, without ORDERBY. Its columns are checked when you test or publish the workflow; a value that a column never has is not detected. After you change the query, the trigger starts over from its next poll.',
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	sendOptionsField(
		{
			displayName: 'Include Logins',
			name: 'includeLogins',
			type: 'boolean',
			displayOptions: { show: { '/event': ['contactUpdated'] } },
			default: false,
			description:
				'Whether updates of contacts by the users "system" and "guest" start the workflow, too. Most of them are logins: the first of a day, failed ones, and lock-outs. Turn on if jobs that run as "system" change contacts.',
		},
		{
			displayName: 'Look-Back',
			name: 'lookBack',
			type: 'number',
			typeOptions: { minValue: 10, maxValue: 3600, numberPrecision: 0 },
			default: 120,
			description:
				'How many seconds before the newest change each poll reads again, from 10 to 3,600, to catch changes that the instance commits late',
		},
		{
			displayName: 'Max Changes per Poll',
			name: 'maxChanges',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 50_000, numberPrecision: 0 },
			default: 5000,
			description:
				'Maximum number of changes per poll, from 1 to 50,000; the next poll continues. A started page of 1,000 is always emitted in full.',
		},
	),
];
