import type { INodeProperties } from 'n8n-workflow';
import { send } from '../../../shared/request/send';
import { createVoiceInteraction, createVoiceInteractionFields } from './create';
import { createOrReuse } from './reuse';
import { updateVoiceInteraction, updateVoiceInteractionFields } from './update';

export const voiceInteractionProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['voiceInteraction'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create voice interaction',
				description: 'Record a phone call when an agent takes it',
				routing: {
					request: {
						method: 'POST',
						url: '/api/now/openframe/voice-interaction',
					},
					send: { paginate: true },
					operations: { pagination: send(createVoiceInteraction, createOrReuse) },
				},
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update voice interaction',
				description: 'Change the record of a phone call, and add logs and related records to it',
				routing: {
					request: {
						method: 'PATCH',
						url: '/api/now/openframe/voice-interaction/{interactionSysId}',
					},
					send: { paginate: true },
					operations: { pagination: send(updateVoiceInteraction) },
				},
			},
		],
		default: 'create',
	},
	...createVoiceInteractionFields,
	...updateVoiceInteractionFields,
];
