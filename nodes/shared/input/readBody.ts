import type { IDataObject, IExecutePaginationFunctions, INodeProperties } from 'n8n-workflow';
import { InvalidInputError } from '../inputError';
import { isObject } from '../isObject';
import { pathOf, type BodyField, type BodyFieldGroup, type BodyFields } from './bodyField';
import { mapperOf } from './mappedColumns';
import { parameterOf } from './parameters';
import { plainValue } from './plainValue';
import { recordKeyOf } from './recordKey';
import type { FieldContext } from './rule';
import { assertSendable, isEmpty } from './sendable';

/** What holds for all values of an item. */
type Settings = Pick<FieldContext, 'timezone' | 'limits' | 'host' | 'kinds'>;

/** What was given for a field, without the name that the editor keeps rows under, and without a wrapping. */
function givenFor({ type, options = [] }: INodeProperties, stored: unknown): unknown {
	if (type === 'json') return stored;
	if (type !== 'fixedCollection') return plainValue(stored);
	return isObject(stored) ? stored[options[0].name] : undefined;
}

/** What goes over the wire for a field; nothing for an empty one. */
function valueOf(field: BodyField, stored: unknown, settings: Settings): unknown {
	const { property, rule, required } = field;
	const key = recordKeyOf(property, stored);
	if (key) return key;
	const name = property.displayName;
	const path = pathOf(field);
	const given = givenFor(property, stored);
	assertSendable(given, name, path);
	const value = isEmpty(given) ? undefined : rule(given, { ...settings, name, path });
	if (!isEmpty(value)) return value;
	if (required === undefined) return undefined;
	throw new InvalidInputError(`"${name}" is empty`, required);
}

/** Two values of one place: lists are joined, and objects too as long as no member is set twice. */
function joined(there: unknown, value: unknown, { property }: BodyField): unknown {
	if (Array.isArray(there) && Array.isArray(value)) {
		const known = new Set(there.map((row) => JSON.stringify(row)));
		return [...there, ...value.filter((row) => !known.has(JSON.stringify(row)))];
	}
	if (there === undefined) return value;
	if (!isObject(there) || !isObject(value)) {
		throw new InvalidInputError(
			`"${property.displayName}" is set twice`,
			'Another field sets the same value. Remove one of the two.',
		);
	}
	const twice = Object.keys(value).find((member) => member in there);
	if (twice === undefined) return { ...there, ...value };
	throw new InvalidInputError(
		`"${property.displayName}" contains ${twice}`,
		'Remove it: another field sets this value.',
	);
}

/** Puts a value into a body. The path comes from the code, never from a user. */
function put(body: IDataObject, field: BodyField, value: unknown): void {
	const names = pathOf(field).split('.');
	const last = names.pop()!;
	let place = body;
	for (const name of names) place = (place[name] ??= {}) as IDataObject;
	place[last] = joined(place[last], value, field) as IDataObject;
}

/**
 * Both ways to fill an object lead to the same place in the body, where the second would silently win.
 */
function assertOneForm({ fields }: BodyFieldGroup, stored: IDataObject): void {
	const labels = new Map<string, string>();
	for (const field of fields) {
		const { name } = field.property;
		if (!(name in stored)) continue;
		const label = labels.get(name.replace(/Json$/, ''));
		if (label !== undefined) {
			throw new InvalidInputError(
				`"${label}" is set twice: in fields and as JSON`,
				'Remove one of the two.',
			);
		}
		labels.set(name.replace(/Json$/, ''), field.property.displayName);
	}
}

/**
 * The request body of an item, from the parameters of the node. In code, because the engine evaluates
 * the expression of a field that is routed to the body four times for each item.
 *
 * @param context of the item
 * @param parts the fields of the operation, in the order of the panel
 * @param settings time zone of the workflow, host of the instance, and whether documented limits are held
 * @returns the body, without what is empty
 * @throws {InvalidInputError} for the first value that must not be sent
 */
export function readBody(
	context: IExecutePaginationFunctions,
	parts: BodyFields,
	settings: Settings,
): IDataObject {
	const body: IDataObject = {};
	const read = (field: BodyField, stored: unknown) => {
		const value = valueOf(field, stored, settings);
		if (value !== undefined) put(body, field, value);
	};
	for (const part of parts) {
		const { name, type } = part.property;
		const stored = type === 'resourceMapper' ? mapperOf(context, name) : parameterOf(context, name);
		if (!('fields' in part)) {
			read(part, stored);
			continue;
		}
		const collection = isObject(stored) ? stored : {};
		assertOneForm(part, collection);
		for (const field of part.fields) read(field, collection[field.property.name]);
	}
	return body;
}
