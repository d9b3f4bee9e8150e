import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { ColumnList } from '../fields/columnLists';
import { choicePage } from './choicePage';
import { rowsThatCount } from './loadOptions';

/** Rows of one page, with a row for each choice in each language. */
const PAGE_SIZE = 1000;

/** Pages that are read, at most. */
const MOST_PAGES = 4;

/** Choices of all columns to the end; none where that is not reached, as a part of a list is no list. */
async function readRows(
	context: ILoadOptionsFunctions,
	list: ColumnList,
	columns: string[],
): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	for (let count = 0; count < MOST_PAGES; count += 1) {
		const page = await choicePage(context, list.tables, columns, {
			limit: PAGE_SIZE,
			offset: rows.length,
		});
		if (page.length === 0) return rows.filter(({ inactive }) => String(inactive) !== 'true');
		rows.push(...page);
	}
	return [];
}

/**
 * The choices that the instance has for columns.
 *
 * @returns by the name of the column; nothing for one without choices
 * @throws {LookupError} when they cannot be read
 */
export async function choicesOfColumns(
	context: ILoadOptionsFunctions,
	list: ColumnList,
	columns: string[],
): Promise<Map<string, INodePropertyOptions[]>> {
	const rows = columns.length > 0 ? await readRows(context, list, columns) : [];
	const choices = new Map<string, INodePropertyOptions[]>();
	for (const column of columns) {
		const own = rows.filter(
			({ name, element }) => element === column && list.tables.includes(String(name)),
		);
		const labels = new Map<string, string>();
		for (const { value, label } of rowsThatCount(own, list)) {
			if (value !== '' && !labels.has(String(value))) {
				labels.set(String(value), String(label || value));
			}
		}
		if (labels.size > 0) {
			choices.set(
				column,
				[...labels].map(([value, name]) => ({ name, value })),
			);
		}
	}
	return choices;
}
