import { operations } from '../apis/operations.mts';
import type { FaultMatch, FaultRule } from '../faults/faults.mts';
import { faultKinds, type Fault } from '../faults/kinds.mts';
import type { InstanceState } from '../instanceState.mts';
import { users } from '../login/logins.mts';
import { ControlError, isJsonObject, objectIn, refuseUnknown } from './body.mts';
import type { Endpoints } from './endpoints.mts';

const ruleMembers = ['match', 'fault', 'times', 'rate', 'skip'];
const matchMembers = ['method', 'path', 'operationId', 'table', 'user'];

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isShare: Check = (value) => typeof value === 'number' && value >= 0 && value <= 1;
const isCount: Check = (value) => Number.isInteger(value) && Number(value) >= 0;
const isTextOrNumber: Check = (value) => isText(value) || typeof value === 'number';
const isHeaders: Check = (value) => isJsonObject(value) && Object.values(value).every(isText);

/** What the parameters of a fault may be. */
const parameters: Record<Exclude<keyof Fault, 'kind'>, Check> = {
	status: (value) => isCount(value) && Number(value) >= 200 && Number(value) <= 599,
	message: isText,
	detail: (value) => value === null || isText(value),
	headers: isHeaders,
	html: isText,
	retryAfter: isTextOrNumber,
	location: isText,
	afterProcessing: isFlag,
	keep: (value) => typeof value === 'number' && value >= 0,
	cutAt: isShare,
	closesRows: isFlag,
	reason: isText,
};

const counts: Record<string, Check> = { times: isCount, skip: isCount, rate: isShare };

function refuse(name: string, value: unknown): never {
	throw new ControlError(400, `"${name}" cannot be ${JSON.stringify(value)}`);
}

function checkAll(value: Record<string, unknown>, checks: Record<string, Check>, at: string): void {
	for (const [name, check] of Object.entries(checks)) {
		if (value[name] !== undefined && !check(value[name])) refuse(at + name, value[name]);
	}
}

/** @returns a path as text, or `{pattern, flags}` as a pattern @throws ControlError 400 for anything else */
export function pattern(value: unknown): RegExp | string {
	if (typeof value === 'string') return value;
	if (!isJsonObject(value) || typeof value.pattern !== 'string') refuse('match.path', value);
	refuseUnknown(value, ['pattern', 'flags'], 'members of "match.path"');
	try {
		return new RegExp(value.pattern, value.flags === undefined ? '' : String(value.flags));
	} catch (error) {
		throw new ControlError(400, `"match.path": ${(error as Error).message}`);
	}
}

function matchOf(value: unknown, { store }: InstanceState): FaultMatch {
	if (!isJsonObject(value)) refuse('match', value);
	const unknown = Object.keys(value).filter((name) => !matchMembers.includes(name));
	if (unknown.length > 0) throw new ControlError(400, `A fault matches no ${unknown.join(', ')}`);
	const known: Record<string, Check> = {
		method: (name) => /^(GET|HEAD|POST|PUT|PATCH|DELETE)$/i.test(String(name)),
		operationId: (name) => operations().some(({ operationId }) => operationId === name),
		table: (name) => store.tables.has(String(name)),
		user: (name) => users.some(({ userName }) => userName === name),
	};
	checkAll(value, known, 'match.');
	const { path, ...rest } = value;
	return { ...rest, ...(path !== undefined && { path: pattern(path) }) };
}

function faultOf(value: unknown): Fault {
	const fault = typeof value === 'string' ? { kind: value } : value;
	if (!isJsonObject(fault)) refuse('fault', value);
	refuseUnknown(fault, ['kind', ...Object.keys(parameters)], 'parameters of "fault"');
	const kind = fault.kind ?? 'status';
	if (typeof kind !== 'string' || !Object.hasOwn(faultKinds, kind)) {
		const kinds = Object.keys(faultKinds).join(', ');
		throw new ControlError(400, `No fault of kind ${JSON.stringify(kind)}. Kinds: ${kinds}`);
	}
	checkAll(fault, parameters, 'fault.');
	return fault as Fault;
}

function ruleOf(value: unknown, instance: InstanceState): FaultRule {
	if (!isJsonObject(value)) refuse('add', value);
	refuseUnknown(value, ruleMembers, 'members of a rule');
	if (value.fault === undefined) throw new ControlError(400, 'A rule needs a "fault"');
	checkAll(value, counts, '');
	const { match, fault, ...rest } = value;
	return {
		...rest,
		...(match !== undefined && { match: matchOf(match, instance) }),
		fault: faultOf(fault),
	};
}

/** Every rule is read before the first is armed, so that a refused order changes nothing. */
function arm(instance: InstanceState, order: Record<string, unknown>): { armed: number } {
	const { clear, add, ...own } = order;
	if (clear !== undefined && typeof clear !== 'boolean') refuse('clear', clear);
	const hasOwn = Object.keys(own).length > 0;
	const given = [...(add === undefined ? [] : [add].flat()), ...(hasOwn ? [own] : [])];
	if (given.length === 0 && clear !== true) {
		throw new ControlError(400, 'Give a rule, {"add": [rules]}, or {"clear": true}');
	}
	const rules = given.map((rule) => ruleOf(rule, instance));
	if (clear === true) instance.faults.clear();
	for (const rule of rules) instance.faults.add(rule);
	return { armed: instance.faults.size };
}

/** @returns a rule as it can be armed again over HTTP, with how often it applied */
function shown({ match, ...rest }: FaultRule): unknown {
	if (!(match?.path instanceof RegExp)) return match ? { match, ...rest } : rest;
	const { source, flags } = match.path;
	return { match: { ...match, path: { pattern: source, flags } }, ...rest };
}

/** The faults, all at once and one by one. */
export const faultEndpoints: Endpoints = {
	'/faults': {
		GET: ({ instance }) => ({ faults: instance.faults.list().map(shown) }),
		POST: ({ instance, body }) => arm(instance, objectIn(body)),
		DELETE: ({ instance }) => {
			instance.faults.clear();
			return { armed: 0 };
		},
	},
	'/faults/:id': {
		DELETE: ({ instance, params }) => {
			if (instance.faults.remove(Number(params.id))) return { armed: instance.faults.size };
			throw new ControlError(404, `No fault ${params.id}`);
		},
	},
};
