import type { INodeProperties } from 'n8n-workflow';
import { send } from '../../../shared/request/send';
import { createContact, createContactFields } from './create';
import { getContact, getContactFields, readContact } from './get';
import { getContacts, getContactsFields } from './getAll';
import { readContacts } from './getAll/read';
import { createAndReadBack } from './create/readBack';

export const contactProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['contact'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create contact',
				description: 'Create a contact for a customer account, optionally with a social profile',
				routing: {
					request: { method: 'POST', url: '/api/now/contact' },
					send: { paginate: true },
					operations: { pagination: send(createContact, createAndReadBack) },
				},
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get contact',
				description: 'Retrieve a contact by its sys_id',
				routing: {
					request: {
						method: 'GET',
						url: '/api/now/contact/{id}',
					},
					send: { paginate: true },
					operations: { pagination: send(getContact, readContact) },
				},
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many contacts',
				description: 'Find contacts by email, phone, filters, or an encoded query',
				routing: {
					request: { method: 'GET', url: '/api/now/contact' },
					send: { paginate: true },
					operations: { pagination: send(getContacts, readContacts) },
				},
			},
		],
		default: 'create',
	},
	...createContactFields,
	...getContactFields,
	...getContactsFields,
];
