import type { InstanceState } from '../instanceState.mts';
import type { Login } from '../login/logins.mts';
import { errorResponse, notSimulated } from '../http/errors.mts';
import { Rejection } from '../http/response.mts';
import { isChosen, isVisible, ruleFor } from '../records/access.mts';
import { runQuery, type Found, type Wanted } from '../records/query/run.mts';
import type { Row } from '../records/values.mts';

/**
 * Reads what a query finds, before the access rules of single rows.
 *
 * @throws Rejection 403 where the login must not query so; 501 for what the simulator does not carry out
 */
export function queryRows(
	instance: InstanceState,
	login: Login,
	table: string,
	wanted: Wanted,
): Found {
	const page = runQuery(instance, login, table, wanted);
	if (page === 'refused') {
		// The texts are those that users of the Table API report.
		throw new Rejection(
			errorResponse(
				403,
				'Insufficient rights to query records',
				'Field(s) present in the query do not have permission to be read',
			),
		);
	}
	if ('unsupported' in page) throw new Rejection(notSimulated(page.unsupported.join('; ')));
	return page;
}

/**
 * Reads a page as the login may see it. The limit counts before the access rules, so that a page
 * can be short.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-api-explorer/c_RESTAPI.md
 * @throws Rejection 403 where the login must not query so; 501 for what the simulator does not carry out
 */
export function readPage(
	instance: InstanceState,
	login: Login,
	table: string,
	wanted: Wanted,
): Found {
	const page = queryRows(instance, login, table, wanted);
	// Access rules filter rows after the query, and the count is that of the query.
	if (instance.settings.unreadableTables.includes(table)) return { ...page, rows: [], ignored: [] };
	return { ...page, rows: page.rows.filter((row) => canRead(instance, login, table, row)) };
}

/** @returns the row, or undefined where there is none that the login may see */
export function readRow(
	instance: InstanceState,
	login: Login,
	table: string,
	sysId: string,
): Row | undefined {
	if (instance.settings.unreadableTables.includes(table)) return undefined;
	const row = instance.store.get(table, sysId);
	return row && instance.store.isCommitted(row) && canRead(instance, login, table, row)
		? row
		: undefined;
}

/** @returns every column of the row that the login may read, `{}` where it may read none */
export function shownColumns(
	{ settings, store }: InstanceState,
	login: Login,
	table: string,
	row: Row,
): Row {
	if (isChosen(row, settings.emptyRows[table])) return {};
	const whole = store.complete(table, row);
	if (settings.unreadableColumns.length === 0) return whole;
	for (const column of Object.keys(whole)) {
		const rule = ruleFor(settings.unreadableColumns, table, column, login.userName);
		if (rule?.shown === 'empty') whole[column] = '';
		else if (rule) delete whole[column];
	}
	return whole;
}

function canRead({ settings }: InstanceState, login: Login, table: string, row: Row): boolean {
	if (login.readable?.ownRowOnly && row.sys_id !== login.sysId) return false;
	return isVisible(table, row, settings);
}
