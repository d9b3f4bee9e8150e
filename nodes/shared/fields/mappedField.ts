import type { BodyField } from '../input/bodyField';
import { clearedColumnsRule, mappedColumnsRule } from '../input/mappedColumns';
import { columnsRule } from '../input/structured';
import { COLUMN_LISTS, type ColumnListName } from './columnLists';

interface MappedField {
	displayName: string;
	/** Path of the object in the request body, where it is not the name alone. */
	path?: string;
	description: string;
	/** Of the JSON form. */
	example: string;
}

/** Columns of a table and their values, in three fields that lead to the same place in the body. */
export interface ColumnFields {
	/** Columns that are selected, each with an input of its type. It works at the top of a panel only. */
	mapper: BodyField;
	/** Any columns by name, and their values, as JSON. */
	json: BodyField;
	/** Columns to empty. */
	cleared: BodyField;
}

/**
 * Fields for the columns of a list.
 *
 * @param list whose `mapper` is the name of the first parameter; that of JSON has `Json` after it
 */
export function columnFieldsOf(
	list: Exclude<ColumnListName, 'phoneLogColumns'>,
	{ displayName, path, description, example }: MappedField,
): ColumnFields {
	const { mapper: name, tables } = COLUMN_LISTS[list];
	const mapper: BodyField = {
		property: {
			displayName,
			name,
			type: 'resourceMapper',
			noDataExpression: true,
			default: { mappingMode: 'defineBelow', value: null },
			description,
			typeOptions: {
				loadOptionsDependsOn: ['authentication'],
				resourceMapper: {
					resourceMapperMethod: list,
					mode: 'add',
					valuesLabel: displayName,
					fieldWords: { singular: 'column', plural: 'columns' },
					addAllFields: false,
					supportAutoMap: false,
				},
			},
		},
		path,
		rule: (value, field) => mappedColumnsRule(value, { ...field, tables }),
	};
	const json: BodyField = {
		property: {
			displayName: `${displayName} (JSON)`,
			name: `${name}Json`,
			type: 'json',
			default: '',
			placeholder: `e.g. ${example}`,
			description: `The same as '${displayName}', as a JSON object, such as ${example}. It also takes columns that the list does not show.`,
		},
		path: path ?? name,
		rule: (value, field) => columnsRule(value, { ...field, tables }),
	};
	const cleared: BodyField = {
		property: {
			displayName: 'Columns to Clear Names or IDs',
			name: 'columnsToClear',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: list, loadOptionsDependsOn: ['authentication'] },
			default: [],
			description: `Columns to empty, because empty values in '${displayName}' are not sent. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
		},
		path: path ?? name,
		rule: clearedColumnsRule,
	};
	return { mapper, json, cleared };
}
