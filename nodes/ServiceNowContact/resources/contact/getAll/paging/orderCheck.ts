import type { IDataObject } from 'n8n-workflow';
import { ordersIn } from '../../../../../shared/platform/encodedQuery';
import { loose } from '../filters/filterCondition';

/** Contacts to read at least where an order is to be judged: fewer can be in it by chance. */
export const ENOUGH_TO_JUDGE = 20;

/** How far values are from an order. */
interface Disorder {
	/** Places at which the order is broken. */
	broken: number;
	/** Places that would be broken if the values came in any order, on average. */
	byChance: number;
}

/** Broken places by chance from which on there is something to say. */
const LEAST_BY_CHANCE = 2;

/** Letters of other scripts are ordered by what no text shows: by strokes, or by how they sound. */
const IS_LATIN = /^(?:\p{Script=Latin}|\P{L})*$/u;

const REFERENCE = /^[0-9a-f]{32}$/i;

/** Which of two values comes first: below 0 the first, above 0 the second. */
type Comparison = (one: string, other: string) => number;

function compareTexts(one: string, other: string): number {
	if (one === other) return 0;
	return one < other ? -1 : 1;
}

function lettersOf(text: string): string {
	return loose(text).replace(/[^\p{L}\p{N}]/gu, '');
}

/** The ways in which a database may compare: by code, without case, without punctuation, as numbers. */
const COMPARISONS: Comparison[] = [
	compareTexts,
	(one, other) => compareTexts(loose(one), loose(other)),
	(one, other) => compareTexts(lettersOf(one), lettersOf(other)),
	(one, other) => {
		const difference = Number(one) - Number(other);
		return Number.isNaN(difference) ? compareTexts(loose(one), loose(other)) : difference;
	},
];

/** Which of two values comes first, or 0 where databases may differ. */
function certainly(one: string, other: string): number {
	if (!IS_LATIN.test(one) || !IS_LATIN.test(other)) return 0;
	const signs = COMPARISONS.map((compare) => Math.sign(compare(one, other)));
	return signs.every((sign) => sign === signs[0]) ? signs[0] : 0;
}

/** Neighbors that are the wrong way round: half of them by chance. */
function disorderOfNeighbors(values: string[], isDescending: boolean): Disorder {
	const signs = values
		.slice(1)
		.map((value, index) => certainly(values[index], value))
		.filter((sign) => sign !== 0);
	const broken = signs.filter((sign) => sign === (isDescending ? -1 : 1)).length;
	return { broken, byChance: signs.length / 2 };
}

/**
 * Values that come again after another one, which is wrong in any order by them: choices are ordered by
 * a number that no contact has, and references by a display value.
 */
function disorderOfGroups(values: string[], counts: Map<string, number>): Disorder {
	const changes = values.filter((value, index) => {
		return index > 0 && loose(value) !== loose(values[index - 1]);
	}).length;
	const pairs = [...counts.values()].reduce((sum, count) => sum + count * (count - 1), 0);
	const inOrder = counts.size - 1;
	return {
		broken: Math.max(0, changes - inOrder),
		byChance: Math.max(0, values.length - 1 - pairs / values.length - inOrder),
	};
}

/** Where empty values stand is up to the database. */
function disorderOf(records: IDataObject[], column: string, isDescending: boolean): Disorder {
	const values = records
		.map((record) => record[column])
		.filter((value) => typeof value === 'string' && value !== '') as string[];
	const counts = new Map<string, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	const isRepeating = values.length >= 2 * counts.size && counts.size > 0;
	if (isRepeating) return disorderOfGroups(values, counts);
	const isReference = column !== 'sys_id' && values.some((value) => REFERENCE.test(value));
	return isReference ? { broken: 0, byChance: 0 } : disorderOfNeighbors(values, isDescending);
}

/** Divides records where a column changes: another order counts within the same value only. */
function runsOf(records: IDataObject[], column: string): IDataObject[][] {
	const runs: IDataObject[][] = [];
	for (const [index, record] of records.entries()) {
		if (index > 0 && records[index - 1][column] === record[column])
			runs[runs.length - 1].push(record);
		else runs.push([record]);
	}
	return runs;
}

/** Whether values are nearer to coming in any order than in the one that was asked for. */
function isIgnored(disorders: Disorder[]): boolean {
	const broken = disorders.reduce((sum, each) => sum + each.broken, 0);
	const byChance = disorders.reduce((sum, each) => sum + each.byChance, 0);
	return byChance >= LEAST_BY_CHANCE && broken > byChance / 2;
}

/**
 * The column by which contacts should come in order, and do not. An instance drops an order that query
 * ACLs do not let the user ask for, silently. How it compares is not known, so what any database could
 * order in this way counts as in order; where the contacts are few or their values alike, nothing does not.
 *
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-security/access-control/query-acl-rule.md
 *
 * @param order `ORDERBY` clauses of an encoded query; those that lead to another record are not judged
 * @param records in the order in which they came
 * @returns the first such column, or nothing
 */
export function ignoredOrder(order: string, records: IDataObject[]): string | undefined {
	let runs = [records];
	for (const { column, isDescending } of ordersIn(order)) {
		if (column.includes('.')) return undefined;
		if (isIgnored(runs.map((run) => disorderOf(run, column, isDescending)))) return column;
		runs = runs.flatMap((run) => runsOf(run, column));
	}
	return undefined;
}
