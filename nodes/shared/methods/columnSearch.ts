import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { COLUMN_LISTS, type ColumnList } from '../fields/columnLists';
import { columnsOf } from './dictionary';

async function choicesOf(
	context: ILoadOptionsFunctions,
	list: ColumnList,
): Promise<INodePropertyOptions[]> {
	// A list that cannot be read must not keep anybody from entering a name.
	const columns = await columnsOf(context, list).catch(() => []);
	return columns.map(({ name, label, type }) => {
		const about = [name, type].filter(Boolean).join(', ');
		return { name: label === name && type === '' ? name : `${label} (${about})`, value: name };
	});
}

const lists = Object.entries<ColumnList>(COLUMN_LISTS);

/** Searches for the columns that rows of names and values take, one method for each list. */
export const columnSearch = Object.fromEntries(
	lists.map(([name, list]) => [
		name,
		async function (this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
			const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
			const columns = await choicesOf(this, list);
			const results = columns.filter((column) =>
				words.every((word) => column.name.toLowerCase().includes(word)),
			);
			return {
				results: results.map(({ name: shown, value }) => ({ name: shown, value: String(value) })),
			};
		},
	]),
);

/** Loads of the fields in which columns are selected, one method for each list. */
export const columnOptions = Object.fromEntries(
	lists.map(([name, list]) => [
		name,
		async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
			return await choicesOf(this, list);
		},
	]),
);
