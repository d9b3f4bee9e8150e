import type { IDataObject, IExecutePaginationFunctions, INodeProperties } from 'n8n-workflow';

/** What Simplify leaves of a contact: at most ten fields, as n8n asks for. */
export const SIMPLIFIED = [
	'sys_id',
	'name',
	'first_name',
	'last_name',
	'email',
	'phone',
	'mobile_phone',
	'title',
	'account',
	'active',
];

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

function simplified(record: IDataObject): IDataObject {
	return Object.fromEntries(
		SIMPLIFIED.filter((name) => name in record).map((name) => [name, record[name]]),
	);
}

/** The records as the field Simplify wants them. */
export function asWanted(
	context: IExecutePaginationFunctions,
	records: IDataObject[],
): IDataObject[] {
	return context.getNodeParameter('simplify', true) ? records.map(simplified) : records;
}
