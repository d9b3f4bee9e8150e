import type { World } from '../../context.mts';
import type { Login } from '../../login/logins.mts';
import { inUtc } from './zone.mts';
import { parseQuery } from './parse.mts';
import { select, type Page } from './select.mts';

/**
 * Runs an encoded query as `login`, by the instance's settings.
 *
 * @param text encoded query, '' for every row
 * @param limit most rows wanted; access rules are the caller's and come after it
 * @param offset rows to pass over first
 * @returns the page
 */
export function runQuery(
	world: World,
	login: Login,
	table: string,
	text: string,
	limit: number,
	offset: number,
): Page {
	const scripts: Record<string, () => string> = {
		'gs.getUserID()': () => login.sysId,
		'gs.getUserName()': () => login.userName,
		'gs.nowDateTime()': () => world.store.now(),
	};
	const query = parseQuery(
		text,
		table,
		(expression) => scripts[expression]?.(),
		(value) => inUtc(value, world.settings.queryTimeZone),
	);
	if (query.invalid && world.settings.invalidQueryReturnsNoRows) {
		return { rows: [], total: () => 0 };
	}
	const rotation = world.settings.unstableOrder ? world.store.nextRotation() : undefined;
	return select(world.store, table, query, { limit, offset, rotation });
}
