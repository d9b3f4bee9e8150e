import { apiVersionOption, optionsField, showFor } from '../../../shared/fields/collections';
import { outputFields } from '../../../shared/fields/outputFields';
import { manyRecords, type Operation } from '../../../shared/operation';
import { contactApi } from '../../../shared/platform/apis';
import { filterFields, sortField } from './getAll/filters/filters';
import { failOnIgnoredQueryOption } from './getAll/checks/ignoredQuery';
import { emailOrPhoneField } from './getAll/lookUp/emailOrPhone';

export const getContacts: Operation = {
	action: 'Get many contacts',
	api: contactApi,
	records: manyRecords,
	safety: 'read',
};

export const getContactsFields = showFor('contact', 'getAll', [
	emailOrPhoneField,
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
	...outputFields,
	...filterFields,
	{
		displayName: 'Query',
		name: 'sysparm_query',
		type: 'string',
		default: '',
		placeholder: 'e.g. active=true^city=Berlin',
		description:
			'Encoded query: right-click the filter of a ServiceNow list and select Copy query. ORDERBY and ORDERBYDESC set the order. The instance ignores conditions it does not understand; where the node can tell, it adds a query_warning.',
		routing: { send: { type: 'query', property: 'sysparm_query' } },
	},
	optionsField(apiVersionOption, failOnIgnoredQueryOption, {
		displayName: 'Offset',
		name: 'sysparm_offset',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description:
			'How many contacts to skip. With a limit of up to 1,000 the node sends one request as given, so set a sort order. Without this option the node pages for you.',
	}),
	sortField,
]);
