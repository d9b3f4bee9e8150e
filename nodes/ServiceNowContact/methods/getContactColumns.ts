import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { askInstance } from '../../shared/methods/askInstance';
import { everyField } from '../resources/contact/create/fields';
import { getContacts } from '../resources/contact/getAll';

/** What ServiceNow keeps of a contact by itself. */
const READ_ONLY = [
	['Class', 'sys_class_name'],
	['Created', 'sys_created_on'],
	['Created By', 'sys_created_by'],
	['Domain', 'sys_domain'],
	['Domain Path', 'sys_domain_path'],
	['Last Login', 'last_login'],
	['Last Position Update', 'last_position_update'],
	['Sys ID', 'sys_id'],
	['Tags', 'sys_tags'],
	['Updated', 'sys_updated_on'],
	['Updated By', 'sys_updated_by'],
	['Updates', 'sys_mod_count'],
];

/** They make a social profile, and are no columns of the contact. */
const isColumn = (name: string) => !name.startsWith('social_');

/** Labels of the documented columns, by name. */
const DOCUMENTED = new Map([
	...everyField
		.map(({ property }): [string, string] => [
			property.name,
			// n8n wants it behind the label of a field that loads its choices.
			property.displayName.replace(/ Name or ID$/, ''),
		])
		.filter(([name]) => isColumn(name)),
	...READ_ONLY.map(([label, name]): [string, string] => [name, label]),
]);

function listed(columns: Iterable<string>): INodePropertyOptions[] {
	return [...columns]
		.map((column) => ({
			name: DOCUMENTED.get(column) ?? column,
			value: column,
			description: column,
		}))
		.sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * The columns of a contact, for Filters and Sort. They are read off a contact, which has all columns of
 * the instance and asks for no other right than the node itself; the documented ones stand in where
 * there is no contact to be read.
 */
export async function getContactColumns(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const question = {
		operation: getContacts,
		url: '/api/now/contact',
		qs: { sysparm_limit: 1 },
	};
	// A list that fails would leave nothing to choose from.
	const [contact] = await askInstance(this, question).then(
		({ records }) => records,
		() => [],
	);
	const columns = Object.keys(contact ?? {});
	return listed(columns.length > 0 ? columns : DOCUMENTED.keys());
}
