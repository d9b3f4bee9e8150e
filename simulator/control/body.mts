/** What a caller of the control surface is told instead of a result. */
export class ControlError extends Error {
	/** @param status HTTP status */
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

interface Types {
	string: string;
	number: number;
	boolean: boolean;
}

/**
 * @param body bytes of JSON, whatever content type they came with
 * @returns the value; an empty object for an empty body
 * @throws ControlError 400 where it is no JSON
 */
export function valueIn(body: unknown): unknown {
	if (!Buffer.isBuffer(body) || body.length === 0) return {};
	try {
		return JSON.parse(body.toString('utf8'));
	} catch {
		throw new ControlError(400, 'The body is no JSON');
	}
}

/** @throws ControlError 400 that names the members that are not known */
export function refuseUnknown(value: object, known: string[], what: string): void {
	const unknown = Object.keys(value).filter((name) => !known.includes(name));
	if (unknown.length === 0) return;
	const rest = known.length > 0 ? ` Known: ${known.join(', ')}` : '';
	throw new ControlError(400, `Unknown ${what}: ${unknown.join(', ')}.${rest}`);
}

/** @returns whether a value is an object of JSON, and no list */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * @param body bytes of JSON, whatever content type they came with
 * @param known members that it may have; any when left out
 * @returns the object; an empty one for an empty body
 * @throws ControlError 400 where it is none, or has other members
 */
export function objectIn(body: unknown, known?: string[]): Record<string, unknown> {
	const value = valueIn(body);
	if (!isJsonObject(value)) throw new ControlError(400, 'The body is no JSON object');
	if (known) refuseUnknown(value, known, 'members');
	return value;
}

/** @throws ControlError 400 where the body has any member */
export function noMembers(body: unknown): void {
	objectIn(body, []);
}

/** @throws ControlError 400 where the member is missing or of another type */
export function member<T extends keyof Types>(
	value: Record<string, unknown>,
	name: string,
	type: T,
): Types[T] {
	if (typeof value[name] !== type) throw new ControlError(400, `"${name}" must be a ${type}`);
	return value[name] as Types[T];
}
