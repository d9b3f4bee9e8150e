import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { askInstance } from './askInstance';
import { CHOICE_LISTS, isNumeric, type ChoiceList } from '../fields/choiceLists';
import { manyRecords } from '../operation';
import { tableApi } from '../platform/apis';
import { joinClauses, orderBy } from '../platform/encodedQuery';

/** More than any choice list has, with a row for each choice in each language. */
const MAX_ROWS = 1000;

/** The language of an instance without a language pack; the labels of the documented choices. */
const LANGUAGE = 'en';

async function readChoices(
	context: ILoadOptionsFunctions,
	column: string,
	{ tables }: ChoiceList,
): Promise<IDataObject[]> {
	const { records } = await askInstance(context, {
		operation: {
			action: 'List the choices of a field',
			api: tableApi,
			records: manyRecords,
			safety: 'read',
		},
		url: '/api/now/table/sys_choice',
		qs: {
			sysparm_query: joinClauses(
				`nameIN${tables.join(',')}`,
				`element=${column}`,
				'inactive=false',
				orderBy('sequence', 'label'),
			),
			sysparm_fields: 'name,label,value,language',
			sysparm_limit: MAX_ROWS,
		},
	});
	return records;
}

/**
 * The rows that count: those of one table, because choices of a table replace those of its parent, and
 * of one language, because each choice has a row for each.
 */
function rowsThatCount(rows: IDataObject[], { tables }: ChoiceList): IDataObject[] {
	const table = tables.find((name) => rows.some((row) => row.name === name));
	const own = rows.filter(({ name }) => name === table);
	const language = own.some((row) => row.language === LANGUAGE) ? LANGUAGE : own[0]?.language;
	return own.filter((row) => row.language === language);
}

function optionsOf(rows: IDataObject[], list: ChoiceList): INodePropertyOptions[] {
	const labels = new Map<string, string>();
	for (const { value, label } of rowsThatCount(rows, list)) {
		if (value !== '' && !labels.has(String(value))) {
			labels.set(String(value), String(label || value));
		}
	}
	return [...labels].map(([value, name]) => ({
		name,
		value: isNumeric(list) ? Number(value) : value,
	}));
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
