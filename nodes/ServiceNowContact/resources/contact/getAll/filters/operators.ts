import { findChoice, notAChoice, type Choice } from '../../../../../shared/input/choice';
import type { FieldName } from '../../../../../shared/inputError';

/** How a filter compares. */
export interface Operator extends Choice<string> {
	/** What an encoded query has for it. n8n takes a value that starts with `=` for an expression. */
	operator: string;
}

export const OPERATORS: Operator[] = [
	{ label: 'Contains', value: 'contains', operator: 'LIKE' },
	{ label: 'Does Not Contain', value: 'notContains', operator: 'NOT LIKE' },
	{ label: 'Does Not Equal', value: 'notEquals', operator: '!=' },
	{ label: 'Ends With', value: 'endsWith', operator: 'ENDSWITH' },
	{ label: 'Equals', value: 'equals', operator: '=' },
	{ label: 'Is Empty', value: 'isEmpty', operator: 'ISEMPTY' },
	{ label: 'Is Greater Than', value: 'greaterThan', operator: '>' },
	{ label: 'Is Greater Than or Equal To', value: 'greaterThanOrEqual', operator: '>=' },
	{ label: 'Is Less Than', value: 'lessThan', operator: '<' },
	{ label: 'Is Less Than or Equal To', value: 'lessThanOrEqual', operator: '<=' },
	{ label: 'Is Not Empty', value: 'isNotEmpty', operator: 'ISNOTEMPTY' },
	{ label: 'Is Not One Of', value: 'notIn', operator: 'NOT IN' },
	{ label: 'Is One Of', value: 'in', operator: 'IN' },
	{ label: 'Starts With', value: 'startsWith', operator: 'STARTSWITH' },
];

/** Operators that look at the column alone. */
export const WITHOUT_VALUE = ['isEmpty', 'isNotEmpty'];

/** The operator that is meant, by its value or its label. @throws {InvalidInputError} */
export function operatorOf(given: unknown, name: FieldName): Operator {
	const value = findChoice(given, OPERATORS)?.value;
	const operator = OPERATORS.find((each) => each.value === value);
	if (operator) return operator;
	throw notAChoice(given, name, OPERATORS);
}

/** Choices of the field Must Match. */
export const MATCHES = [
	{ label: 'All Filters', value: 'allFilters' },
	{ label: 'Any Filter', value: 'anyFilter' },
];

/** Choices of a sort direction. */
export const DIRECTIONS = [
	{ label: 'Ascending', value: 'ORDERBY' },
	{ label: 'Descending', value: 'ORDERBYDESC' },
];
