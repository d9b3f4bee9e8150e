/**
 * Operators by their spellings. None is the beginning of one that comes after it.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/r_OpAvailableFiltersQueries.md
 */
const spellings = {
	'NOT LIKE': 'NOT LIKE',
	NOTLIKE: 'NOT LIKE',
	'!*': 'NOT LIKE',
	'NOT IN': 'NOT IN',
	NOTEMPTY: 'ISNOTEMPTY',
	NOTON: 'NOT ON',
	STARTSWITH: 'STARTSWITH',
	ENDSWITH: 'ENDSWITH',
	'%': 'ENDSWITH',
	ISNOTEMPTY: 'ISNOTEMPTY',
	ISEMPTY: 'ISEMPTY',
	EMPTYSTRING: 'ISEMPTY',
	EMPTY: 'ISEMPTY',
	ANYTHING: 'ANYTHING',
	BETWEEN: 'BETWEEN',
	NSAMEAS: 'NSAMEAS',
	SAMEAS: 'SAMEAS',
	GT_OR_EQUALS_FIELD: 'GT_OR_EQUALS_FIELD',
	LT_OR_EQUALS_FIELD: 'LT_OR_EQUALS_FIELD',
	GT_FIELD: 'GT_FIELD',
	LT_FIELD: 'LT_FIELD',
	LIKE: 'LIKE',
	'*': 'LIKE',
	IN_HIERARCHY_DYNAMIC: 'HIERARCHY',
	IN_HIERARCHY: 'HIERARCHY',
	INSTANCEOF: 'INSTANCEOF',
	DYNAMIC: 'DYNAMIC',
	DATEPART: 'DATEPART',
	RELATIVEGT: 'RELATIVEGT',
	RELATIVELT: 'RELATIVELT',
	RELATIVEGE: 'RELATIVEGE',
	RELATIVELE: 'RELATIVELE',
	RELATIVEEE: 'RELATIVEEE',
	RELATIVE: 'RELATIVE',
	MORETHAN: 'MORETHAN',
	LESSTHAN: 'LESSTHAN',
	VALCHANGES: 'CHANGES',
	CHANGESFROM: 'CHANGES',
	CHANGESTO: 'CHANGES',
	DOESNOTHAVE: 'TAG',
	EXCLUDING: 'TAG',
	IN: 'IN',
	ON: 'BETWEEN',
	'!=': '!=',
	'<=': '<=',
	'>=': '>=',
	'=': '=',
	'<': '<',
	'>': '>',
} as const;

/** How a query writes an operator. */
export type Spelling = keyof typeof spellings;

type Meaning = (typeof spellings)[Spelling];

/** Operators that an instance has and the simulator does not carry out. */
const notSimulated = {
	RELATIVE: 'this form of relative dates',
	CHANGES: 'changes, which only notifications and rules ask for',
	TAG: 'tags',
} as const;

/** An operator that a condition can have. */
export type Operator =
	Exclude<Meaning, keyof typeof notSimulated | 'DYNAMIC'> | 'RELATED' | 'BY OTHERS';

const allSpellings = Object.keys(spellings) as Spelling[];

/** A column, an operator, and the text behind it. */
export interface Clause {
	name: string;
	spelling: Spelling;
	value: string;
}

/** A column, or a dot-walk over references, at the beginning of a clause. */
export const columnPath = /^[a-z0-9_]+(\.[a-z0-9_]+)*/;

/** @returns the parts of a clause; undefined where it has no operator */
export function splitClause(clause: string): Clause | undefined {
	const name = columnPath.exec(clause)?.[0];
	if (name === undefined) return undefined;
	const rest = clause.slice(name.length);
	const spelling = allSpellings.find((text) => rest.startsWith(text));
	return spelling && { name, spelling, value: rest.slice(spelling.length) };
}

/**
 * @returns what the simulator does not carry out of a clause, in words; undefined where it carries
 * it out
 */
export function missingIn(clause: string, parts: Clause | undefined): string | undefined {
	// https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/c_EncodedQueryStrings.md
	if (/^123TEXT(QUERY|INDEXGROUP)321/.test(clause)) return 'this form of text search';
	if (clause.startsWith('javascript:')) return 'queries that are a script as a whole';
	if (clause.startsWith('sys_tags.')) return 'tags';
	const meaning = parts && spellings[parts.spelling];
	if (!meaning || !Object.hasOwn(notSimulated, meaning)) return undefined;
	return `${parts.spelling}: ${notSimulated[meaning as keyof typeof notSimulated]}`;
}

/** @returns the operator that a spelling stands for */
export function operatorOf(spelling: Spelling): Operator | 'DYNAMIC' {
	return spellings[spelling] as Operator | 'DYNAMIC';
}
