import type { INodeProperties } from 'n8n-workflow';
import { send } from '../../../shared/request/send';
import { endAllHelpActions, endAllHelpActionsFields } from './endAll';
import { upsertHelpAction, upsertHelpActionFields } from './upsert';

const URL = '/api/now/helprequest/action/create_or_update';

export const supervisorHelpActionProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['supervisorHelpAction'] } },
		options: [
			{
				name: 'Create or Update',
				value: 'upsert',
				action: 'Create or update supervisor help action',
				description: 'Create a new record, or update the current one if it already exists (upsert)',
				routing: {
					request: { method: 'POST', url: URL },
					send: { paginate: true },
					operations: { pagination: send(upsertHelpAction) },
				},
			},
			{
				name: 'End All',
				value: 'endAll',
				action: 'End all supervisor help actions of interaction',
				description: 'End every supervisor help action of an interaction at once',
				routing: {
					request: { method: 'POST', url: URL },
					send: { paginate: true },
					operations: { pagination: send(endAllHelpActions) },
				},
			},
		],
		default: 'upsert',
	},
	...upsertHelpActionFields,
	...endAllHelpActionsFields,
];
