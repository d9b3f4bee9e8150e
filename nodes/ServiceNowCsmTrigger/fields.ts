import type { INodeProperties } from 'n8n-workflow';
import { optionsField } from '../shared/fields/collections';

/** The fields of the trigger, besides those of the login. */
export const triggerFields: INodeProperties[] = [
	{
		displayName: 'Event',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Contact Created',
				value: 'contactCreated',
				description: 'A contact is new',
			},
			{
				name: 'Contact Updated',
				value: 'contactUpdated',
				description: 'A contact was changed after it was created',
			},
			{
				name: 'Interaction Created',
				value: 'interactionCreated',
				description: 'An interaction is new',
			},
			{
				name: 'Interaction State Changed',
				value: 'interactionStateChanged',
				description: 'An interaction has come to the chosen state, also by being created in it',
			},
			{
				name: 'Interaction Updated',
				value: 'interactionUpdated',
				description: 'An interaction was changed after it was created',
			},
		],
		default: 'contactCreated',
		description: 'What starts the workflow',
	},
	{
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
			'State that the interaction comes to. A change of another field while it stays there starts nothing. An interaction that leaves the state and comes back between two polls is not noticed. For a state that your instance has added, use an expression.',
	},
	{
		displayName: 'Query',
		name: 'sysparm_query',
		type: 'string',
		default: '',
		placeholder: 'e.g. active=true^city=Berlin',
		description:
			'Encoded query that the record has to meet as well, as the filter of a ServiceNow list gives it with Copy Query, without ORDERBY. The instance ignores a part that it does not understand, and then more records start the workflow than meant. Another query starts from the time of its first poll.',
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	optionsField(
		{
			displayName: 'Look-Back',
			name: 'lookBack',
			type: 'number',
			typeOptions: { minValue: 10, maxValue: 3600, numberPrecision: 0 },
			default: 120,
			description:
				'How many seconds behind the newest change each poll reads again, from 10 to 3600. A change that the instance commits with an older time is found as long as it is not later than this.',
		},
		{
			displayName: 'Max Changes per Poll',
			name: 'maxChanges',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 50_000, numberPrecision: 0 },
			default: 5000,
			description:
				'After how many changes a poll leaves the rest to the next one, from 1 to 50,000. They are read in pages of 1,000, and the last page is given out whole.',
		},
	),
];
