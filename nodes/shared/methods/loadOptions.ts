import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { choicePage } from './choicePage';
import { CHOICE_LISTS, isNumeric, type ChoiceList } from '../fields/choiceLists';

/** Rows of one page; more than most choice lists have, with a row for each choice in each language. */
const PAGE_SIZE = 500;

/** Pages of one choice list, at most. */
const MOST_PAGES = 4;

/** The language of an instance without a language pack; the labels of the documented choices. */
const LANGUAGE = 'en';

async function readPage(
	context: ILoadOptionsFunctions,
	column: string,
	{ tables }: ChoiceList,
	offset: number,
): Promise<IDataObject[]> {
	return await choicePage(context, tables, [column], { limit: PAGE_SIZE, offset });
}

/** Whether a row is what was asked for: an instance can leave out a condition. */
function isOf(column: string, { tables }: ChoiceList, row: IDataObject): boolean {
	return tables.includes(String(row.name)) && row.element === column;
}

/**
 * Reads the choices of a column to the end.
 *
 * @returns none when the instance does not play along: a part of a list is no list
 */
async function readChoices(
	context: ILoadOptionsFunctions,
	column: string,
	list: ChoiceList,
): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	for (let count = 0; count < MOST_PAGES; count += 1) {
		const page = await readPage(context, column, list, rows.length);
		if (page.some((row) => !isOf(column, list, row))) return [];
		// An instance can give less than asked for, so only an empty page is the end.
		if (page.length === 0) return rows.filter(({ inactive }) => String(inactive) !== 'true');
		rows.push(...page);
	}
	return [];
}

/**
 * The rows that count: those of one table, because choices of a table replace those of its parent, and
 * of one language, because each choice has a row for each.
 */
export function rowsThatCount(
	rows: IDataObject[],
	{ tables }: Pick<ChoiceList, 'tables'>,
): IDataObject[] {
	const table = tables.find((name) => rows.some((row) => row.name === name));
	const own = rows.filter(({ name }) => name === table);
	const language = own.some((row) => row.language === LANGUAGE) ? LANGUAGE : own[0]?.language;
	const rank = ({ sequence }: IDataObject) => Number(sequence) || 0;
	// The order is asked for too, and an instance can leave it out.
	return own.filter((row) => row.language === language).sort((a, b) => rank(a) - rank(b));
}

function optionsOf(rows: IDataObject[], list: ChoiceList): INodePropertyOptions[] {
	const labels = new Map<string, string>();
	for (const { value, label } of rowsThatCount(rows, list)) {
		if (value !== '' && !labels.has(String(value))) {
			labels.set(String(value), String(label || value));
		}
	}
	const options = [...labels].map(([value, name]) => ({
		name,
		value: isNumeric(list) ? Number(value) : value,
	}));
	return options.filter(({ value }) => !Number.isNaN(value));
}

function documentedOptions({ documented }: ChoiceList): INodePropertyOptions[] {
	return documented.map(({ label, value }) => ({
		name: label,
		value,
		description: 'Documented choice, as the list of your instance could not be read',
	}));
}

/** Loads of the fields whose choices are the instance's own, one method for each list. */
export const loadOptions = Object.fromEntries(
	Object.entries<ChoiceList>(CHOICE_LISTS).map(([column, list]) => [
		column,
		async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
			// Whatever the reason, the documented choices serve better than an empty field.
			const rows = await readChoices(this, column, list).catch(() => []);
			const options = optionsOf(rows, list);
			return options.length > 0 ? options : documentedOptions(list);
		},
	]),
);
