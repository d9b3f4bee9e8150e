import { schema } from '../schema.mts';
import { tagged } from './checks.mts';
import { ConditionReader, columnIn } from './condition.mts';
import { splitClause, missingIn } from './operators.mts';
import type { Condition, Order, Query, QueryReading } from './query.mts';
import { readRelated } from './related.mts';
import { textSearch } from './textSearch.mts';

// https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/c_EncodedQueryStrings.md
const relatedListQuery = /\^?RLQUERY(.*?)\^ENDRLQUERY/gs;

const related = /^\0(\d+)$/;

/**
 * Reads an encoded query. What is not understood is left out, as an instance does.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/c_EncodedQueryStrings.md
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/r_OpAvailableFiltersQueries.md
 * @param text the encoded query; '' for none
 * @param table table whose columns the query names
 * @param reading how the parts are read that depend on the instance
 * @returns the query; never throws
 */
export function parseQuery(text: string, table: string, reading: QueryReading): Query {
	const query: Query = {
		groups: [],
		orders: [],
		invalid: false,
		ignored: [],
		unknownColumns: [],
		unsupported: [],
	};
	const dictionary = reading.dictionary ?? schema;
	const conditions = new ConditionReader(table, query, reading);
	const groupedBy: Order[] = [];
	const relatedLists: string[] = [];
	const withPlaces = text.replaceAll(relatedListQuery, (_, list: string) => {
		relatedLists.push(list);
		return `^\0${relatedLists.length - 1}`;
	});
	const parts = text.startsWith('javascript:') ? [text] : withPlaces.split('^NQ');
	for (const part of parts) {
		const clauses = text.startsWith('javascript:') ? [text] : part.split('^');
		const end = clauses.indexOf('EQ');
		const group: Condition[][] = [];
		clauses.forEach((clause, index) => readClause(clause, group, end >= 0 && index > end));
		query.groups.push(group);
	}
	query.orders.unshift(...groupedBy);
	query.invalid = query.ignored.length > 0;
	return query;

	function readClause(clause: string, group: Condition[][], afterEnd: boolean): void {
		if (clause === '' || clause === 'EQ') return;
		const order = /^(ORDERBYDESC|ORDERBY|GROUPBY)(.*)$/s.exec(clause);
		if (order) {
			const column = columnIn(dictionary, table, order[2]);
			const orders = order[1] === 'GROUPBY' ? groupedBy : query.orders;
			if (column) orders.push({ ...column, descending: order[1] === 'ORDERBYDESC' });
			else ignore(clause, order[2]);
			return;
		}
		if (afterEnd && reading.conditionsAfterEq !== 'applied') {
			ignore(clause);
			return;
		}
		const alternative = clause.startsWith('OR');
		const condition = readCondition(alternative ? clause.slice(2) : clause);
		if (condition === 'unsupported') return;
		if (!condition) query.ignored.push(clause);
		else if (alternative && group.length > 0) group[group.length - 1].push(condition);
		else group.push([condition]);
	}

	function ignore(clause: string, unknownColumn?: string): void {
		query.ignored.push(clause);
		if (unknownColumn !== undefined) query.unknownColumns.push(unknownColumn);
	}

	function readCondition(clause: string): Condition | 'unsupported' | undefined {
		const list = relatedLists[Number(related.exec(clause)?.[1] ?? -1)];
		if (list !== undefined) return readRelatedList(list);
		const check = tagged(clause, table) ?? textSearch(clause, dictionary, table);
		if (check) {
			return { path: ['sys_id'], table, numeric: false, operator: 'BY OTHERS', value: '', check };
		}
		const parts = splitClause(clause);
		const missing = missingIn(clause, parts);
		if (missing !== undefined) {
			query.unsupported.push(missing);
			return 'unsupported';
		}
		return conditions.read(clause, parts);
	}

	function readRelatedList(list: string): Condition | 'unsupported' | undefined {
		const found = readRelated(list, dictionary, (conditionText, of) =>
			parseQuery(conditionText, of, reading),
		);
		query.unsupported.push(...(found?.unsupported ?? []));
		if (!found) query.unsupported.push(`related list ${list}`);
		if (!found || found.unsupported.length > 0) return 'unsupported';
		query.ignored.push(...found.ignored);
		query.unknownColumns.push(...found.unknownColumns);
		return {
			path: ['sys_id'],
			table,
			numeric: false,
			operator: 'RELATED',
			value: '',
			related: found,
		};
	}
}
