import type { IDataObject, IExecutePaginationFunctions, INodeProperties } from 'n8n-workflow';
import {
	InvalidInputError,
	preview,
	quote,
	type FieldName,
} from '../../../../../shared/inputError';
import {
	anyOf,
	joinClauses,
	orderBy,
	orderByDescending,
} from '../../../../../shared/platform/encodedQuery';
import { chosenOf } from '../../../../../shared/input/choice';
import { isEmpty } from '../../../../../shared/input/sendable';
import { cleanText } from '../../../../../shared/platform/cleanText';
import { givenRows } from './givenRows';
import { clausesOf, type FilterCondition } from './filterCondition';
import { DIRECTIONS, MATCHES, operatorOf, OPERATORS, WITHOUT_VALUE } from './operators';
import { severalValues, singleValue, type FilterContext } from './filterValue';

const columnField: INodeProperties = {
	displayName: 'Column Name or ID',
	name: 'column',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getContactColumns' },
	default: '',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

export const filterFields: INodeProperties[] = [
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'fixedCollection',
		typeOptions: {
			multipleValues: true,
			fixedCollection: { itemTitle: '={{ $collection.item.value.column }}' },
		},
		placeholder: 'Add Filter',
		default: {},
		description: "Conditions a contact must meet, in addition to 'Email or Phone' and 'Query'",
		options: [
			{
				displayName: 'Filter',
				name: 'conditions',
				values: [
					columnField,
					{
						displayName: 'Operator',
						name: 'operator',
						type: 'options',
						options: OPERATORS.map(({ label, value }) => ({ name: label, value })),
						default: 'equals',
						description: 'How to compare the column with the value',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						displayOptions: { hide: { operator: WITHOUT_VALUE } },
						description:
							'Value to compare with. Use a sys_id for a reference, true or false for a checkbox, and commas or a list for Is One Of. Times are sent in UTC. ^ is not allowed.',
					},
				],
			},
		],
	},
	{
		displayName: 'Must Match',
		name: 'matchType',
		type: 'options',
		options: MATCHES.map(({ label, value }) => ({ name: label, value })),
		default: 'allFilters',
		description: 'Match all filters, or at least one',
	},
];

/**
 * The order of the contacts, a collection below the options.
 *
 * https://docs.n8n.io/connect/create-nodes/build-your-node/reference/ux-guidelines
 */
export const sortField: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'fixedCollection',
	typeOptions: {
		multipleValues: true,
		sortable: true,
		fixedCollection: { itemTitle: '={{ $collection.item.value.column }}' },
	},
	placeholder: 'Add Sort Column',
	default: {},
	description: 'Order of the contacts. Defaults to the order of their sys_id.',
	options: [
		{
			displayName: 'Sort Column',
			name: 'orders',
			values: [
				columnField,
				{
					displayName: 'Direction',
					name: 'direction',
					type: 'options',
					options: DIRECTIONS.map(({ label, value }) => ({ name: label, value })),
					default: 'ORDERBY',
					description: 'Sort direction',
				},
			],
		},
	],
};

function rowsOf(context: IExecutePaginationFunctions, field: string, rows: string): IDataObject[] {
	const filled = context.getNodeParameter(field, {}) as IDataObject;
	return (filled[rows] ?? []) as IDataObject[];
}

/** Names the parts of a row for messages. @returns a function of the part's label */
function partsOf(label: string, path: string): (part: string) => FieldName {
	return (part) => ({ label: `${label}: ${part}`, path: `${path}.${part.toLowerCase()}` });
}

/** Refuses anything but a column name, which would be the start of another condition. */
function columnOf({ column: given }: IDataObject, name: FieldName): string {
	const column = typeof given === 'string' ? cleanText(given).toLowerCase() : given;
	if (
		typeof column === 'string' &&
		column.length <= 200 &&
		/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/.test(column)
	) {
		return column;
	}
	throw new InvalidInputError(
		isEmpty(column)
			? `${quote(name)} is empty`
			: `${quote(name)} is not a column name: ${preview(given)}`,
		'Select the column from the list, or enter its column name from the table definition, such as u_loyalty_tier.',
	);
}

/** Operators that compare with a part of a value. */
const OF_A_PART = ['contains', 'notContains', 'startsWith', 'endsWith'];

const OF_A_LIST = ['in', 'notIn'];

/** Operators that find the records that have a value. */
const OF_A_KEY = ['equals', 'in'];

function conditionOf(
	row: IDataObject,
	index: number,
	surroundings: Pick<FilterContext, 'timezone' | 'host'>,
): FilterCondition {
	const nameOf = partsOf('Filters', `filters[${index}]`);
	const column = columnOf(row, nameOf('Column'));
	const { value: chosen, operator } = operatorOf(row.operator, nameOf('Operator'));
	if (WITHOUT_VALUE.includes(chosen)) return { column, chosen, operator, values: [] };
	const isWhole = !OF_A_PART.includes(chosen);
	const isKey = OF_A_KEY.includes(chosen);
	const context = { ...surroundings, column, isWhole, isKey, name: nameOf('Value') };
	const values = OF_A_LIST.includes(chosen)
		? severalValues(row.value, context)
		: [singleValue(row.value, context)];
	return { column, chosen, operator, values };
}

/** The conditions of the field Filters. */
export interface Filters {
	/** Alternatives or conditions of an encoded query; '' without filters. */
	query: string;
	/** Those of which a contact must meet each. */
	all: FilterCondition[];
	/** All of them, whatever Must Match says. */
	each: FilterCondition[];
}

/** What Must Match is set to. @throws {InvalidInputError} for anything but its two choices */
function matchesAny(given: unknown): boolean {
	return !isEmpty(given) && chosenOf(given, 'Must Match', MATCHES) === 'anyFilter';
}

/**
 * Reads the field Filters, joined as Must Match says.
 *
 * @param host and port of the instance
 * @throws {InvalidInputError}
 */
export function filtersOf(context: IExecutePaginationFunctions, host: string): Filters {
	const surroundings = { timezone: context.getTimezone(), host };
	const rows = givenRows(context, rowsOf(context, 'filters', 'conditions'));
	const conditions = rows.map((row, index) => conditionOf(row, index, surroundings));
	const clauses = conditions.map(clausesOf);
	const isAny = conditions.length > 1 && matchesAny(context.getNodeParameter('matchType', ''));
	if (!isAny) return { query: joinClauses(...clauses.flat()), all: conditions, each: conditions };
	const index = clauses.findIndex((each) => each.length > 1);
	if (index < 0) return { query: anyOf(clauses.flat()), all: [], each: conditions };
	throw new InvalidInputError(
		`${quote(partsOf('Filters', `filters[${index}]`)('Value'))} has a comma within a value`,
		'ServiceNow splits a list at its commas. With "Must Match" set to Any Filter, Is Not One Of takes values without a comma.',
	);
}

/**
 * The order that the field Sort sets.
 *
 * @returns `ORDERBY` parts of an encoded query; empty without an order
 * @throws {InvalidInputError}
 */
export function sortOf(context: IExecutePaginationFunctions): string {
	const orders = rowsOf(context, 'sort', 'orders').map((row, index) => {
		const nameOf = partsOf('Sort', `sort[${index}]`);
		const column = columnOf(row, nameOf('Column'));
		const direction = chosenOf(row.direction, nameOf('Direction'), DIRECTIONS);
		return direction === 'ORDERBY' ? orderBy(column) : orderByDescending(column);
	});
	return joinClauses(...orders);
}
