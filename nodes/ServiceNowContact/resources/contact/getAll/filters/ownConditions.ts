import type { IDataObject } from 'n8n-workflow';
import { isViolated, type FilterCondition } from './filterCondition';
import { OPERATORS } from './operators';

/** Longer operators first: `<=` starts as `<` does. */
const CHOSEN = new Map(OPERATORS.map(({ operator, value }) => [operator, value]));
const LONGEST_FIRST = [...CHOSEN.keys()].sort((a, b) => b.length - a.length);

const CONDITION = new RegExp(`^([a-z][a-z0-9_]*)(${LONGEST_FIRST.join('|')})(.*)$`, 's');

const LISTS = ['IN', 'NOT IN'];

/** Operators that start as another one does, and values that stand for something else. */
const NOT_PLAIN = /^[a-z][a-z0-9_]*INSTANCEOF|javascript:|[%*]|(?:=|IN)(?:NULL)?$|EMPTYSTRING$/i;

function conditionOf(clause: string): FilterCondition[] {
	const [, column, operator, value] = CONDITION.exec(clause) ?? [];
	const chosen = CHOSEN.get(operator);
	if (chosen === undefined || NOT_PLAIN.test(clause)) return [];
	const isAlone = operator.endsWith('EMPTY');
	const values = LISTS.includes(operator) ? value.split(',') : [value];
	return [{ column, chosen, operator, values: isAlone ? [] : values }];
}

/**
 * The conditions of an encoded query that each contact must meet, and of which the contact itself shows
 * whether it does: those on its own columns with a plain value. Alternatives, other records, and scripts
 * are left out.
 *
 * @param conditions of an encoded query, without an order
 */
export function ownConditions(conditions: string): FilterCondition[] {
	if (/\^\^|\^NQ/.test(conditions)) return [];
	const clauses = conditions.split('^');
	const isAlternative = (clause?: string) => clause?.startsWith('OR') ?? false;
	return clauses
		.filter((clause, index) => !isAlternative(clause) && !isAlternative(clauses[index + 1]))
		.flatMap(conditionOf);
}

/** What is stored as a text and compared as something else, and values that are compared as they are. */
const OTHER_THAN_TEXT = [
	{ stored: /[0-9a-f]{32}/i, alike: /^[0-9a-f]{32}$/i },
	{ stored: /^(?:true|false)$/, alike: /^(?:true|false)$/ },
];

const TIME = /^\d{4}-\d{2}-\d{2}/;

const RANGES = ['greaterThan', 'greaterThanOrEqual', 'lessThan', 'lessThanOrEqual'];

/** Whether a record shows that it does not meet a condition, however a reference, switch, or time is compared. */
export function isUnmet(condition: FilterCondition, record: IDataObject): boolean {
	const { chosen, column, values } = condition;
	const text = String(record[column]);
	const isUnlike = OTHER_THAN_TEXT.some(
		({ stored, alike }) => stored.test(text) && !values.every((value) => alike.test(value)),
	);
	const isTime = TIME.test(text) && values.length > 0 && !RANGES.includes(chosen);
	return !isUnlike && !isTime && isViolated(condition, record);
}
