import type {
	FieldType,
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import { COLUMN_LISTS, type ColumnList } from '../fields/columnLists';
import { storedSchema } from '../input/mappedColumns';
import { columnKindOf, type ColumnKind } from '../platform/columnKinds';
import { choicesOfColumns } from './columnChoices';
import { columnsOf, type ListedColumn } from './dictionary';

/** Input of the editor by what a column holds. A day is typed: the editor has no input without a time. */
const INPUTS: Partial<Record<ColumnKind, FieldType>> = {
	time: 'dateTime',
	number: 'number',
	switch: 'boolean',
	other: 'string',
};

function inputOf({ type }: ListedColumn): FieldType | undefined {
	return type === '' ? undefined : INPUTS[columnKindOf(type)];
}

function labelOf({ name, label, type, refersTo }: ListedColumn): string {
	const about = refersTo ? `sys_id of ${refersTo}` : type === 'glide_date' ? 'YYYY-MM-DD' : '';
	const facts = [...(label === name ? [] : [name]), about].filter(Boolean).join(', ');
	return facts ? `${label} (${facts})` : label;
}

function fieldOf(column: ListedColumn, options?: INodePropertyOptions[]): ResourceMapperField {
	const type = options ? 'options' : inputOf(column);
	return {
		id: column.name,
		displayName: labelOf(column),
		defaultMatch: false,
		canBeUsedToMatch: false,
		required: false,
		display: true,
		...(type && { type }),
		...(options && { options }),
	};
}

/** Columns of texts and numbers can have choices; those of other types never have. */
function mayHaveChoices({ type, refersTo }: ListedColumn): boolean {
	return refersTo === '' && ['string', 'integer', 'choice'].includes(type);
}

/** Where columns can be named, whatever the instance shows. */
const BY_NAME = "Use the JSON form in 'Additional Fields' to enter columns by their names.";

async function mapperFieldsOf(
	context: ILoadOptionsFunctions,
	list: ColumnList,
): Promise<ResourceMapperField[]> {
	const columns = await columnsOf(context, list);
	const withChoices = columns.filter(mayHaveChoices).map(({ name }) => name);
	// Without its choices a column is typed, which is better than not at all.
	const choices = await choicesOfColumns(context, list, withChoices).catch(() => undefined);
	return columns.map((column) => fieldOf(column, choices?.get(column.name)));
}

/**
 * What a mapper shows. The editor drops the values of columns that it is not given, and shows no error:
 * columns that the node has values for stay, and so do all where the instance cannot be asked.
 */
async function shownOf(
	context: ILoadOptionsFunctions,
	list: ColumnList,
): Promise<ResourceMapperFields> {
	const stored = storedSchema(context.getCurrentNodeParameters()?.[list.mapper ?? '']);
	try {
		const fields = await mapperFieldsOf(context, list);
		const known = new Set(fields.map(({ id }) => id));
		const kept = stored.filter(({ id, removed }) => removed !== true && !known.has(id));
		return {
			fields: [...fields, ...kept],
			emptyFieldsNotice: `The instance shows no column to this user. ${BY_NAME}`,
		};
	} catch (error) {
		const { message } = error as Error;
		return { fields: stored, emptyFieldsNotice: `${message}. ${BY_NAME}` };
	}
}

/** Loads of the columns that a mapper offers with their types, one method for each list. */
export const columnFields = Object.fromEntries(
	Object.entries<ColumnList>(COLUMN_LISTS).map(([name, list]) => [
		name,
		async function (this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
			return await shownOf(this, list);
		},
	]),
);
