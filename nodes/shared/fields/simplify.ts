import type { IDataObject, INodeProperties } from 'n8n-workflow';

/** Whether a record goes out whole, or as what most workflows need of it. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/**
 * What Simplify leaves of every contact. An operation can add two columns: n8n asks for at most ten.
 *
 * https://docs.n8n.io/integrations/creating-nodes/build/reference/ux-guidelines
 */
export const CONTACT_COLUMNS = [
	'sys_id',
	'name',
	'first_name',
	'last_name',
	'email',
	'phone',
	'mobile_phone',
	'account',
];

/** When a record was created and last changed. */
export const TIME_COLUMNS = ['sys_created_on', 'sys_updated_on'];

/** Those of some columns that a record has, in this order. */
export function simplify(record: IDataObject, columns: string[]): IDataObject {
	return Object.fromEntries(
		columns.filter((name) => name in record).map((name) => [name, record[name]]),
	);
}
