import { ruleFor, type AccessRules, type QueryAcl, type UnreadableColumns } from '../access.mts';
import type { Operator } from './operators.mts';
import type { Condition, Order, Query } from './query.mts';

// https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-security/access-control/query-acl-rule.md
const matchOperators: Operator[] = [
	'=',
	'!=',
	'IN',
	'NOT IN',
	'ISEMPTY',
	'ISNOTEMPTY',
	'ANYTHING',
	'SAMEAS',
	'NSAMEAS',
];

type Rule = QueryAcl | UnreadableColumns;

/**
 * Applies what a user must not query to a query.
 *
 * @param query as it was read
 * @param table table that it is about
 * @param user user name of who asks
 * @param rules query ACLs and unreadable columns
 * @returns the query without what is dropped; undefined where it is refused
 */
export function restrict(
	query: Query,
	table: string,
	user: string,
	rules: AccessRules,
): Query | undefined {
	if (refusesUnknown(query, table, user, rules)) return undefined;
	if (rules.queryAcls.length === 0 && rules.unreadableColumns.length === 0) return query;
	const against = {
		conditions: (condition: Condition) => conditionRule(condition, user, rules),
		orders: (order: Order) => orderRule(order, user, rules),
	};
	const found = [
		...query.groups.flat(2).map(against.conditions),
		...query.orders.map(against.orders),
	].filter((rule) => rule !== undefined);
	if (found.some(({ answer }) => answer === 'refuse')) return undefined;
	const unreadable = new Set<Rule>(rules.unreadableColumns);
	return {
		...query,
		// A column that cannot be read is, to the query, one that is not there.
		invalid: query.invalid || found.some((rule) => unreadable.has(rule)),
		ignored: [...query.ignored, ...droppedBy(query, against)],
		groups: query.groups.map((group) =>
			group
				.map((alternatives) => withoutDropped(alternatives, against.conditions))
				.filter((alternatives) => alternatives.length > 0),
		),
		orders: query.orders.filter((order) => !against.orders(order)),
	};
}

/** The conditions and orders that rules drop, in words. */
function droppedBy(
	{ groups, orders }: Query,
	against: {
		conditions: (condition: Condition) => Rule | undefined;
		orders: (order: Order) => Rule | undefined;
	},
): string[] {
	return [
		...groups
			.flat(2)
			.filter(against.conditions)
			.map(({ path, operator }) => `${path.join('.')} ${operator}, by an access rule`),
		...orders
			.filter(against.orders)
			.map(({ path }) => `the order by ${path.join('.')}, by an access rule`),
	];
}

function refusesUnknown(query: Query, table: string, user: string, rules: AccessRules): boolean {
	if (query.unknownColumns.length === 0) return false;
	if (rules.unknownColumns === 'refuse') return true;
	return query.unknownColumns.some(
		(name) => ruleFor(rules.unreadableColumns, table, name, user)?.answer === 'refuse',
	);
}

function conditionRule(
	{ table, path, operator }: Condition,
	user: string,
	{ queryAcls, unreadableColumns }: AccessRules,
): Rule | undefined {
	const column = path[path.length - 1];
	const acls = queryAcls.filter(
		({ operators }) => operators === 'all' || !matchOperators.includes(operator),
	);
	return ruleFor(unreadableColumns, table, column, user) ?? ruleFor(acls, table, column, user);
}

function orderRule(
	{ table, path }: Order,
	user: string,
	{ queryAcls, unreadableColumns }: AccessRules,
): Rule | undefined {
	const column = path[path.length - 1];
	const acls = queryAcls.filter(({ orders }) => orders ?? true);
	return ruleFor(unreadableColumns, table, column, user) ?? ruleFor(acls, table, column, user);
}

function withoutDropped(
	alternatives: Condition[],
	rule: (condition: Condition) => Rule | undefined,
): Condition[] {
	const rules = alternatives.map(rule);
	if (rules.some((found) => found && found.dropped !== 'condition')) return [];
	return alternatives.filter((_, index) => !rules[index]);
}
