import type { INodeProperties } from 'n8n-workflow';
import { send } from '../../../shared/request/send';
import { closeInteraction, closeInteractionFields } from './close';
import { createInteraction, createInteractionFields } from './create';
import { simplifiedInteraction } from './output';

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
					operations: { pagination: send(closeInteraction, simplifiedInteraction) },
				},
			},
			{
				name: 'Create',
				value: 'create',
				action: 'Create interaction',
				description:
					'Create an interaction for a customer on a channel, and optionally add it to a queue',
				routing: {
					request: { method: 'POST', url: '/api/now/interaction' },
					send: { paginate: true },
					operations: { pagination: send(createInteraction, simplifiedInteraction) },
				},
			},
		],
		default: 'create',
	},
	...createInteractionFields,
	...closeInteractionFields,
];
