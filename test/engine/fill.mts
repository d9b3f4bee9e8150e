import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { menu, type MenuEntry } from '../contract/fields.mts';

/** How object and array parameters are filled. */
export type Form = 'fields' | 'json';

/** A resource locator as the editor stores it for By ID. */
export function byId(value: string) {
	return { __rl: true, mode: 'id', value };
}

function rowsOf(object: object) {
	return Object.entries(object).map(([name, value]) => ({ name, value }));
}

/** Value of a field, in the shape that the editor stores. */
function stored(field: INodeProperties, value: unknown): unknown {
	if (field.type === 'resourceLocator') return byId(value as string);
	if (field.type !== 'fixedCollection') return value;
	const [row] = field.options as Array<{ name: string; values: INodeProperties[] }>;
	if (row.name === 'field') return { field: rowsOf(value as object) };
	const rows = (value as IDataObject[]).map((item) =>
		Object.fromEntries(
			Object.entries(item).map(([name, inner]) => [
				name,
				stored(
					row.values.find((candidate) => candidate.name === name)!,
					inner,
				),
			]),
		),
	);
	return { [row.name]: rows };
}

/** @returns the entry of a node's operation menu with this id, `<resource>.<operation>` */
export function entryOf(id: string): MenuEntry {
	return menu.find((entry) => entry.id === id) as MenuEntry;
}

/**
 * Fills the fields of an operation as a user would.
 *
 * @param id `<resource>.<operation>`
 * @param values by wire name
 * @param form how to fill object and array parameters
 * @returns parameters of the node
 * @throws when the node has no field for a value
 */
export function fill(id: string, values: IDataObject, form: Form = 'fields'): INodeParameters {
	const { fields } = entryOf(id);
	const parameters: IDataObject = {};
	for (const [name, value] of Object.entries(values)) {
		const asJson = form === 'json' && typeof value === 'object' && value !== null;
		const wanted = asJson ? `${name}Json` : name;
		const top = fields.find((field) => field.name === wanted);
		const holder = fields.find((field) =>
			(field.options as INodeProperties[] | undefined)?.some((option) => option.name === wanted),
		);
		const field =
			top ?? (holder?.options as INodeProperties[]).find((option) => option.name === wanted)!;
		const target = top ? parameters : ((parameters[holder!.name] ??= {}) as IDataObject);
		target[wanted] = (asJson ? JSON.stringify(value) : stored(field, value)) as IDataObject;
	}
	return parameters as INodeParameters;
}
