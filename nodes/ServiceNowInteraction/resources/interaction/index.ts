import type { INodeProperties } from 'n8n-workflow';
import { send } from '../../../shared/request/send';
import { closeInteraction, closeInteractionFields } from './close';
import { createInteraction, createInteractionFields } from './create';

export const interactionProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['interaction'] } },
		options: [
			{
				name: 'Close',
				value: 'close',
				action: 'Close interaction',
				description: 'Set the state of an interaction to closed',
				routing: {
					request: {
						method: 'POST',
						url: '/api/now/interaction/{interaction_id}/close',
					},
					send: { paginate: true },
					operations: { pagination: send(closeInteraction) },
				},
			},
			{
				name: 'Create',
				value: 'create',
				action: 'Create interaction',
				description:
					'Record that a customer has come in over a channel, and queue the interaction if wanted',
				routing: {
					request: { method: 'POST', url: '/api/now/interaction' },
					send: { paginate: true },
					operations: { pagination: send(createInteraction) },
				},
			},
		],
		default: 'create',
	},
	...createInteractionFields,
	...closeInteractionFields,
];
