import type { INodeProperties } from 'n8n-workflow';
import { send } from '../../../shared/request/send';
import { dropMember, dropMemberFields } from './drop';
import { updateMember, updateMemberFields, updateOrAlreadyDone } from './update';

const MEMBER = 'conversation/member/{user_id}';

export const conversationMemberProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['conversationMember'] } },
		options: [
			{
				name: 'Drop',
				value: 'drop',
				action: 'Drop agent from conversation',
				description: 'Remove an agent from an Agent Chat conversation',
				routing: {
					request: { method: 'PUT', url: `/api/now/${MEMBER}/drop` },
					send: { paginate: true },
					operations: { pagination: send(dropMember) },
				},
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Make agent public fulfiller',
				description:
					'Turn an observer or private fulfiller into a public fulfiller of the conversation',
				routing: {
					request: { method: 'PUT', url: `/api/now/${MEMBER}/update` },
					send: { paginate: true },
					operations: { pagination: send(updateMember, updateOrAlreadyDone) },
				},
			},
		],
		default: 'drop',
	},
	...dropMemberFields,
	...updateMemberFields,
];
