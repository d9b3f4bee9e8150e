import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { tokenFaults } from '../login/tokenFaults.mts';

type Schema = Record<string, unknown>;

const flag: Schema = { type: 'boolean' };
const atLeast = (minimum: number): Schema => ({ type: 'integer', minimum });
const oneOf = (...values: string[]): Schema => ({ enum: values });
const texts: Schema = { type: 'array', items: { type: 'string' } };
const zone: Schema = { type: 'string', format: 'time-zone' };
const origin: Schema = { type: 'string', pattern: '^(https?://[\\w.-]+(:\\d+)?)?$' };
const share: Schema = { type: 'number', minimum: 0, maximum: 1 };
const byName = (value: Schema): Schema => ({ type: 'object', additionalProperties: value });
const object = (required: string[], properties: Record<string, Schema>): Schema => ({
	type: 'object',
	required,
	properties,
	additionalProperties: false,
});

const columnRule = {
	table: { type: 'string' },
	columns: { anyOf: [texts, { const: '*' }] },
	answer: oneOf('drop', 'refuse'),
	user: { type: 'string' },
	dropped: oneOf('clause', 'condition'),
};

const hourly = {
	limit: atLeast(0),
	windowSeconds: { type: 'number', exclusiveMinimum: 0 },
	rule: { type: 'string' },
	retryAfter: oneOf('seconds', 'date', 'zero', 'past', 'folded', 'none'),
};

const text: Schema = { type: 'string' };

/** What each setting may be over HTTP. Those that are not here take the type that they start with. */
const schemas: Record<string, Schema> = {
	latencyMs: { type: 'number', minimum: 0, maximum: 600_000 },
	awayUntil: { type: 'number', minimum: 0 },
	tokenLifetimeSeconds: { type: 'number', minimum: 0 },
	inactivePlugins: texts,
	deniedTables: texts,
	mandatoryColumns: byName(texts),
	writeProtectedTables: texts,
	unreadableTables: texts,
	queryTimeZone: zone,
	userTimeZones: byName(zone),
	renamedTo: origin,
	customUrl: origin,
	conditionsAfterEq: oneOf('ignored', 'applied'),
	unknownColumns: oneOf('ignore', 'refuse'),
	logLimit: atLeast(0),
	commitDelayMs: { type: 'number', minimum: 0 },
	queryAcls: {
		type: 'array',
		items: object(['table', 'columns', 'answer'], {
			...columnRule,
			operators: oneOf('range', 'all'),
			orders: flag,
		}),
	},
	unreadableColumns: {
		type: 'array',
		items: object(['table', 'columns', 'answer'], {
			...columnRule,
			shown: oneOf('absent', 'empty'),
		}),
	},
	hiddenRows: byName(share),
	emptyRows: byName(share),
	hideContacts: share,
	rowCap: byName(atLeast(0)),
	nodes: atLeast(1),
	permits: atLeast(1),
	queue: atLeast(0),
	sessionRequests: atLeast(1),
	hourlyLimit: object(['limit', 'windowSeconds'], hourly),
	rateRules: {
		type: 'array',
		items: object(['limit', 'windowSeconds'], {
			...hourly,
			sysId: text,
			method: text,
			path: text,
			user: text,
			role: text,
		}),
	},
	corsRules: {
		type: 'array',
		items: object(['domain'], {
			domain: { type: 'string', pattern: '^https?://(\\*\\.)?[\\w.:-]+$' },
			methods: texts,
			allowHeaders: text,
			exposeHeaders: text,
			credentials: flag,
			maxAge: atLeast(0),
		}),
	},
	clockSkewMs: { type: 'number' },
	alreadyWording: atLeast(0),
	sessionIdLength: atLeast(0),
	memberRefusals: oneOf('detail', 'message', 'result', 'success'),
	lockedType: oneOf('open', 'refused', 'failure'),
	contactResult: oneOf('sysId', 'object'),
};

/** @returns whether a text names a zone of the IANA database */
export function isTimeZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}

const ajv = new Ajv2020({ strict: false });
ajv.addFormat('time-zone', isTimeZone);

const validators = new Map<string, ValidateFunction>();

function schemaOf(name: string, start: unknown): Schema | undefined {
	if (Object.hasOwn(schemas, name)) return schemas[name];
	if (start === undefined) return undefined;
	if (/TimeZone$|^timeZone$/.test(name)) return zone;
	return { type: Array.isArray(start) ? 'array' : typeof start };
}

/**
 * @param start values by setting, as a new instance has them
 * @returns what each setting may be, as JSON Schema, and what it starts with
 */
export function describedSettings(start: Record<string, unknown>): Record<string, object> {
	return Object.fromEntries(
		Object.entries(start).map(([name, value]) => {
			const schema =
				name === 'tokenFault' ? { enum: Object.keys(tokenFaults) } : schemaOf(name, value);
			return [name, { schema: schema ?? {}, start: value ?? null }];
		}),
	);
}

/**
 * @param name a setting
 * @param value what it is to become
 * @param start what it starts with
 * @returns what is wrong with the value, naming the setting; undefined where it fits
 */
export function problemOf(name: string, value: unknown, start: unknown): string | undefined {
	if (name === 'tokenFault') {
		if (Object.hasOwn(tokenFaults, String(value))) return undefined;
		return `No token fault "${String(value)}". Known: ${Object.keys(tokenFaults).join(', ')}`;
	}
	const schema = schemaOf(name, start);
	if (!schema) return undefined;
	const validate = validators.get(name) ?? ajv.compile(schema);
	validators.set(name, validate);
	if (validate(value)) return undefined;
	const [{ instancePath, message, params }] = validate.errors ?? [];
	const details = Object.values(params).flat().join(', ');
	const place = name + instancePath.replaceAll('/', '.');
	return `"${place}" ${message ?? 'is not valid'} (${details})`;
}
