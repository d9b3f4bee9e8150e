import { InvalidInputError, preview, quote, type FieldName } from '../inputError';
import { isFailedExpression } from './cleanText';
import { columnsIn, isScript, joinClauses, orderBy } from './encodedQuery';

/** An encoded query in its parts, each of which can be joined with others. */
export interface EncodedQuery {
	/** Conditions without an order, their alternatives joined by `^NQ`; '' for none. */
	conditions: string;
	/** `ORDERBY` and `ORDERBYDESC` clauses, '' for none. A group is an order too. */
	order: string;
	/** Condition on records of a related list, `RLQUERY…^ENDRLQUERY`, '' for none. It stands behind all conditions. */
	related: string;
	/** Columns of the table itself that conditions and order name. */
	columns: string[];
}

/**
 * Operators of encoded queries.
 *
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/r_OpAvailableFiltersQueries.md
 */
const OPERATOR =
	'[=<>%*]|![=*]|(?:NOT ?)?(?:LIKE|IN|BETWEEN|ON|CONTAINS)|STARTSWITH|ENDSWITH|(?:IS)?(?:NOT)?EMPTY' +
	'|EMPTYSTRING|ANYTHING|N?SAMEAS|DYNAMIC|INSTANCEOF|DATEPART|RELATIVE[A-Z]{2}|MORETHAN|LESSTHAN' +
	'|[GL]T_(?:OR_EQUALS_)?FIELD|VALCHANGES|CHANGES(?:FROM|TO)';

/** A condition. Also a search term: `123TEXTQUERY321=email`. */
const CONDITION = new RegExp(`^(?:OR|NQ)*([A-Za-z0-9_.$]+?)(${OPERATOR})(.*)$`, 's');

/** Operators that look at the column alone. */
const WITHOUT_VALUE = /EMPTY|ANYTHING|VALCHANGES/;

/** A caret inside a value is written twice. A character that no query has stands for it meanwhile. */
const ESCAPED_CARET = /\^\^/g;
const CARET_IN_VALUE = '\u0000';

const RELATED = /(?:^|\^)(?:OR|NQ)?(RLQUERY.*?\^ENDRLQUERY)(?=\^|$)/;

/** An operator, or a caret where no other one stands, as a URL has it. */
const ENCODED_OPERATOR = /^[A-Za-z0-9_.]+(?:!|%(?:25)*21)?%(?:25)*3[CDE]/i;
const ENCODED_CARET = /%(?:25)*5E/i;

function percentDecoded(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}

/** The query of an address: without the name of its parameter, and without the parameters behind it. */
function withoutParameters(text: string): string {
	if (!/^[?&]?sysparm_query=/i.test(text)) return text;
	return text.replace(/^[?&]?sysparm_query=/i, '').replace(/&sysparm_[a-z_]+=.*$/is, '');
}

/** A query that was copied out of the address of a list is encoded, once or twice. */
function decoded(text: string, name: FieldName): string {
	const isEncoded =
		ENCODED_OPERATOR.test(text) || (ENCODED_CARET.test(text) && !text.includes('^'));
	if (!isEncoded) return text;
	const query = percentDecoded(text);
	if (query !== undefined) return decoded(query, name);
	throw new InvalidInputError(
		`${quote(name)} is a part of a URL that cannot be decoded: ${preview(text)}`,
		'Right-click the filter of a ServiceNow list and select Copy query.',
	);
}

/** A clause without line breaks around it, and without what cannot be seen in front of its operator. */
function cleaned(clause: string): string {
	const trimmed = clause.replace(/^[\p{Cf}\s]+|\s*[\r\n]\s*$/gu, '');
	return /^(?:ORDER|GROUP)BY/.test(trimmed) || CONDITION.test(trimmed)
		? trimmed
		: trimmed.replace(/\p{Cf}/gu, '');
}

/** A column's name has no capital letter. A search term has, and `JOIN`, which reads like an operator. */
function hasCapitals(column: string): boolean {
	return /[A-Z]/.test(column) && !/^JO$|TEXTQUERY\d+$/.test(column);
}

/** Whether a value, or one of a list, is what an expression left that failed. `null` is ServiceNow's own. */
function isFailed(value: string): boolean {
	return value.split(',').some((each) => each.trim() !== 'null' && isFailedExpression(each));
}

/** Whether an operator that needs a value, or several, has none: the second sign of `>=` is no value. */
function isValueMissing(operator: string, value: string): boolean {
	const own = /[<>]$/.test(operator) ? value.replace(/^=/, '') : value;
	return !WITHOUT_VALUE.test(operator) && /^[\s,@]*$/.test(own);
}

function assertCondition(clause: string, name: FieldName): void {
	const shown = preview(clause.replaceAll(CARET_IN_VALUE, '^^'));
	if (/[\r\n]/.test(clause)) {
		throw new InvalidInputError(
			`${quote(name)} has a line break within a condition: ${shown}`,
			'Write ^ between conditions, such as active=true^city=Berlin.',
		);
	}
	const [, column, operator = '', value = ''] = CONDITION.exec(clause) ?? [];
	if (column !== undefined && isValueMissing(operator, value)) {
		throw new InvalidInputError(
			`${quote(name)} has a condition without a value: ${shown}`,
			`Check the expression in the query: an empty value would match the records that have no value in this column. To find those, write ${column}ISEMPTY.`,
		);
	}
	if (isFailed(value)) {
		throw new InvalidInputError(
			`${quote(name)} has a value that comes from an expression that failed: ${shown}`,
			'Check the expression in the query: it was not evaluated, or it made text of a missing value or of a whole object.',
		);
	}
	if (column !== undefined && !hasCapitals(column)) return;
	if (column !== undefined) {
		throw new InvalidInputError(
			`${quote(name)} has a column with capital letters: ${shown}`,
			'The instance would ignore the condition, and return too many records. Write the name of the column in lower case, such as city=Berlin.',
		);
	}
	throw new InvalidInputError(
		`${quote(name)} has a condition without an operator: ${shown}`,
		'The instance would ignore it, and return too many records. Write column, operator, and value together, such as city=Berlin, and ^ between conditions.',
	);
}

function isFilled(clause: string): boolean {
	return !['', 'EQ', 'NQ', 'ORDERBY', 'ORDERBYDESC', 'GROUPBY'].includes(clause);
}

/** An alternative needs something in front: the first condition is none, even when it is written as one. */
function withoutLead([first, ...rest]: string[]): string[] {
	if (first === undefined) return [];
	return [first.replace(/^(?:OR|NQ)+(?=[a-z0-9_])/, ''), ...rest];
}

/** The order that comes from `GROUPBY`, which can name several columns. */
function orderOfGroup(clause: string): string {
	return orderBy(...clause.slice('GROUPBY'.length).split(','));
}

function assertQuery(text: string, name: FieldName): void {
	if (/^https?:/i.test(text)) {
		throw new InvalidInputError(
			`${quote(name)} is a URL: ${preview(text)}`,
			'Enter the query alone: right-click the filter of a ServiceNow list and select Copy query.',
		);
	}
	if (isScript(text)) {
		throw new InvalidInputError(
			`${quote(name)} is a script`,
			"Enter conditions. A value may be one of ServiceNow's dates, such as javascript:gs.daysAgoStart(0).",
		);
	}
}

/** Takes the condition on a related list out. */
function splitRelated(query: string, name: FieldName): { own: string; related: string } {
	const related = RELATED.exec(query)?.[1] ?? '';
	const own = query.replace(RELATED, '');
	if (!/(?:^|\^)(?:OR|NQ)?(?:END)?RLQUERY/.test(own)) return { own, related };
	throw new InvalidInputError(
		`${quote(name)} has a condition on a related list that is not complete, or more than one`,
		'Copy the query again: it has RLQUERY and ENDRLQUERY, and ServiceNow takes one of them.',
	);
}

/**
 * Takes apart an encoded query as people paste it: percent-encoded, with the `^EQ` that ends a copied
 * query, with `^GROUPBY`, which sets an order, and with a condition on a related list.
 *
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/c_EncodedQueryStrings.md
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/server-api-reference/GlideStringUtilScopedAPI.md
 *
 * @param text with or without `sysparm_query=` in front
 * @param name of the field, for messages
 * @throws {InvalidInputError} for what an instance would ignore, or run
 */
export function readQuery(text: string, name: FieldName): EncodedQuery {
	const query = decoded(withoutParameters(text.trim()), name).trim();
	assertQuery(query, name);
	const { own, related } = splitRelated(query.replace(ESCAPED_CARET, CARET_IN_VALUE), name);
	const clauses = withoutLead(own.split('^').map(cleaned).filter(isFilled));
	const groups = clauses.filter((clause) => clause.startsWith('GROUPBY'));
	const orders = clauses.filter((clause) => clause.startsWith('ORDERBY'));
	const conditions = clauses.filter((clause) => !/^(?:GROUP|ORDER)BY/.test(clause));
	for (const clause of conditions) assertCondition(clause, name);
	// Records come group by group, and in order within each.
	const order = joinClauses(...groups.map(orderOfGroup), ...orders);
	const whole = joinClauses(...conditions).replaceAll(CARET_IN_VALUE, '^^');
	return {
		conditions: whole,
		order,
		related: related.replaceAll(CARET_IN_VALUE, '^^'),
		columns: columnsIn(joinClauses(...conditions, order)),
	};
}
