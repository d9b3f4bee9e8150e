import type { IDataObject } from 'n8n-workflow';
import { useInstance } from '../support/instance.mts';
import { runOperation } from './operation.mts';

/** A row of the field Filters. */
export function filter(column: string, operator: string, value?: unknown): IDataObject {
	return { column, operator, value } as IDataObject;
}

/** The field Filters with these rows. */
export const filters = (...conditions: IDataObject[]) => ({ filters: { conditions } });

/**
 * Gives the tests of a file an instance without contacts.
 *
 * @returns the instance, and how to fill it and to look into it with Get Many
 */
export function useContacts() {
	const instance = useInstance();

	beforeEach(() => {
		instance.store.table('customer_contact').clear();
	});

	function insert(...contacts: Array<Record<string, string>>) {
		for (const contact of contacts) instance.store.insert('customer_contact', contact);
	}

	async function find(parameters: IDataObject) {
		return await runOperation('contact.getAll', instance.url, parameters);
	}

	async function names(parameters: IDataObject) {
		const { json, error } = await find(parameters);
		expect(error).toBeUndefined();
		return json.map(({ name }) => name).sort();
	}

	return { instance, insert, find, names };
}
