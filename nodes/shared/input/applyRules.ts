import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../isObject';
import type { BodyRules, FieldContext } from './rule';
import { assertSafeKey, assertSendable, isEmpty } from './sendable';

/** A value of a body, and where it is. */
interface Member {
	parent: IDataObject;
	key: string;
	path: string;
}

/** The values of a body; those of an object whose members have rules, one by one. */
function membersOf(body: IDataObject, rules: BodyRules): Member[] {
	const paths = Object.keys(rules);
	return Object.entries(body).flatMap(([key, value]) => {
		const hasMembers = isObject(value) && paths.some((path) => path.startsWith(`${key}.`));
		if (!hasMembers) return [{ parent: body, key, path: key }];
		const members = Object.keys(value);
		return members.map((member) => ({ parent: value, key: member, path: `${key}.${member}` }));
	});
}

function withoutEmpty(body: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(body).filter(([, value]) => !isEmpty(value)));
}

/**
 * Applies the rules to a body and takes out what is empty.
 *
 * @param body as the fields of the node filled it
 * @param rules by path
 * @param context `name` is the prefix for messages: empty for the body itself
 * @returns the body to send
 * @throws {InvalidInputError} for the first value that must not be sent
 */
export function applyRules(
	body: IDataObject,
	rules: BodyRules,
	context: FieldContext,
): IDataObject {
	const nameOf = (path: string) => (context.name ? `${context.name}.${path}` : path);
	const members = membersOf(body, rules);
	for (const { parent, key, path } of members) {
		assertSafeKey(path, context.name || path);
		assertSendable(parent[key], nameOf(path));
	}
	for (const { parent, key, path } of members) {
		if (!Object.hasOwn(rules, path) || isEmpty(parent[key])) continue;
		parent[key] = rules[path](parent[key], { ...context, name: nameOf(path) }) as IDataObject;
	}
	for (const [key, value] of Object.entries(body)) {
		if (isObject(value) && !rules[key]) body[key] = withoutEmpty(value);
	}
	return withoutEmpty(body);
}
