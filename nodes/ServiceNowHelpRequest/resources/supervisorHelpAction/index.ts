import type { INodeProperties } from 'n8n-workflow';
import { send } from '../../../shared/request/send';
import { endAllHelpActions, endAllHelpActionsFields } from './endAll';
import { createHelpAction, createHelpActionFields } from './create';
import { createHelpActionOrFind } from './findHelpAction';
import { updateHelpAction, updateHelpActionFields } from './update';

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
				name: 'Create',
				value: 'create',
				action: 'Create supervisor help action',
				description: 'Record that a supervisor starts to help',
				routing: {
					request: { method: 'POST', url: URL },
					send: { paginate: true },
					operations: { pagination: send(createHelpAction, createHelpActionOrFind) },
				},
			},
			{
				name: 'End All',
				value: 'endAll',
				action: 'End all supervisor help actions',
				description: 'End every supervisor help action of an interaction at once',
				routing: {
					request: { method: 'POST', url: URL },
					send: { paginate: true },
					operations: { pagination: send(endAllHelpActions) },
				},
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update supervisor help action',
				description: 'Record that a supervisor has stopped helping',
				routing: {
					request: { method: 'POST', url: URL },
					send: { paginate: true },
					operations: { pagination: send(updateHelpAction) },
				},
			},
		],
		default: 'create',
	},
	...createHelpActionFields,
	...updateHelpActionFields,
	...endAllHelpActionsFields,
];
