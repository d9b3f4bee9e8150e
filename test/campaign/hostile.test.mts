import { inspect } from 'node:util';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { seeded, type SeenRequest } from '../../simulator/instance.mts';
import { contract } from '../../contract/operations.mts';
import { fill } from '../engine/fill.mts';
import type { RunResult } from '../engine/harness.mts';
import { runOperation } from '../engine/operation.mts';
import { BASES } from './bases.mts';
import { probesOf, type Probe } from './probes.mts';
import { subjects, type Subject } from './subjects.mts';
import { readPhoneNumber } from '../../nodes/shared/platform/phoneNumber';
import { withoutInvisible } from '../../nodes/shared/platform/cleanText';
import { useInstance } from '../support/instance.mts';

/** Values tried in one run. */
const BATCH = 18;

const instance = useInstance();
let tried = 0;
let sent = 0;
let refused = 0;

function nested(depth: number, open: string, close: string): string {
	return open.repeat(depth) + '1' + close.repeat(depth);
}

const knownTricks: unknown[] = [
	'',
	' ',
	'\u0000',
	'\u0007\u001b[31m',
	'a\r\nX-Injected: 1',
	'\u202eright to left',
	'\ud83d\ude00 emoji \ud83d\udc69\u200d\ud83d\udcbb',
	'\ud83d',
	'\u00a0\u2003\ufeff',
	'Z\u0335\u0321a\u0337l\u0336go',
	'a^b^ORc=d',
	'^NQactive=true',
	'active=true^ORDERBYDESCname',
	'"quoted" and \'quoted\'',
	'`${7 * 7}`',
	'javascript:gs.getUserID()',
	'<script>alert(1)</script>',
	'../',
	'..',
	'../../../api/now/table/sys_user',
	'%2e%2e%2f',
	'..%2F..%2Finteraction',
	`${seeded.contacts.george}/../../interaction`,
	`${seeded.contacts.george}?sysparm_fields=password`,
	`${seeded.contacts.george}#`,
	`${seeded.contacts.george}\n`,
	` ${seeded.contacts.george} `,
	seeded.contacts.george.toUpperCase(),
	`${seeded.contacts.george}0`,
	seeded.contacts.george.slice(1),
	seeded.contacts.george,
	`https://dev1.service-now.com/customer_contact.do?sys_id=${seeded.contacts.george}`,
	`https://dev1.service-now.com/now/cwf/agent/record/interaction/${seeded.contacts.george}`,
	'https://dev1.service-now.com/customer_contact.do?sys_id=..',
	'file:///etc/passwd',
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'hasOwnProperty',
	'{"__proto__": {"polluted": true}}',
	'{"a": {"constructor": {"prototype": {"polluted": true}}}}',
	'[{"__proto__": {"polluted": true}}]',
	'{"a": 1, "a": 2}',
	'{"a": ',
	'[1, 2',
	'null',
	'true',
	'1e400',
	nested(60, '{"a":', '}'),
	nested(60, '[', ']'),
	'x'.repeat(41),
	'\ud83d\ude00'.repeat(200),
	'x'.repeat(100_000),
	'={{ $json.other }}',
	'{{ 7 * 7 }}',
	'=1+1',
	'{{ $credentials.password }}',
	'{{constructor.constructor("return process")()}}',
	'+14089965744',
	'+1 (408) 996-5744',
	'+0123',
	'0x10',
	'1_000',
	'1,5',
	'-0',
	'NaN',
	'Infinity',
	'2026-02-30T10:00:00Z',
	'2026-02-18T11:30:00+01:00',
	'2026-02-18 11:30:00',
	'2026-02-18',
	'18.02.2026',
	'2026-W08',
	'next tuesday',
	'-271821-04-20',
	'public_fulfiller',
	'barge_in',
	'v1',
	'v1/../v2',
	Number.NaN,
	Infinity,
	-1,
	0,
	1,
	1.5,
	1e21,
	2 ** 53,
	true,
	false,
	null,
	undefined,
	[],
	{},
	[[]],
	[null],
	[1],
	['2026-02-18T11:30:00Z'],
	[{ name: 'a', value: 1 }],
	[{ name: '__proto__', value: 1 }],
	[{ name: 1, value: 1 }],
	{ name: 'a', value: 1 },
	{ mode: 'id', value: seeded.contacts.george },
	{ mode: 'id', value: '../' },
	{ __rl: true, mode: 'url', value: `https://x.example/?sys_id=${seeded.contacts.george}` },
	{ field: [{ name: 'a', value: 'b' }] },
	{ otherFields: { field: 'x' } },
	[{ otherFields: { field: [{ name: 1 }] } }],
	{ toString: 'x', valueOf: 1 },
	JSON.parse('{"__proto__": {"polluted": true}}'),
	JSON.parse('{"a": [{"constructor": {"prototype": {"polluted": true}}}]}'),
	JSON.parse(nested(60, '{"a":', '}')),
];

const hostile: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 5, arbitrary: fc.constantFrom(...knownTricks) },
	{ weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
	{ weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
	{ weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
	{ weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
	{ weight: 1, arbitrary: fc.oneof(fc.double(), fc.integer()) },
	{
		weight: 1,
		arbitrary: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
	},
);

function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	if (typeof value === 'string') return value.trim() === '';
	return typeof value === 'object' && Object.keys(value).length === 0;
}

/** A body without what is empty, as an instance would read it. */
function pruned(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(pruned);
	return Object.fromEntries(
		Object.entries(value)
			.map(([key, inner]) => [key, pruned(inner)] as const)
			// The engine leaves `__proto__` out.
			.filter(([key, inner]) => key !== '__proto__' && !isEmpty(inner)),
	);
}

function at(body: unknown, path: Array<string | number>): unknown {
	return path.reduce<unknown>(
		(holder, key) =>
			typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
				? (holder as Record<string, unknown>)[key]
				: undefined,
		body,
	);
}

function without(body: unknown, path: Array<string | number>): unknown {
	const copy = structuredClone(body ?? {});
	if (path.length === 0) return {};
	const holder = at(copy, path.slice(0, -1));
	if (typeof holder === 'object' && holder !== null) {
		delete (holder as Record<string, unknown>)[path[path.length - 1]];
	}
	// A row of a list that had nothing else.
	if (path.includes(0)) delete (copy as Record<string, unknown>)[path[0]];
	return pruned(copy);
}

function parsed(value: unknown): unknown {
	try {
		return JSON.parse(String(value));
	} catch {
		return undefined;
	}
}

/** Names of columns have no capital letters. */
function withColumnNames(row: unknown): unknown {
	if (typeof row !== 'object' || row === null || Array.isArray(row)) return row;
	return Object.fromEntries(
		Object.entries(row).map(([name, value]) => [name.trim().toLowerCase(), value]),
	);
}

/** Documented conversions, and what they make where names are those of columns. */
function conversionsOf(given: unknown): unknown[] {
	const forms = convertedOf(given);
	return [
		...forms,
		...forms.map((form) =>
			Array.isArray(form) ? form.map(withColumnNames) : withColumnNames(form),
		),
	];
}

/** Documented conversions: the id out of a locator or a URL, phone numbers, JSON, rows, times. */
function convertedOf(given: unknown): unknown[] {
	const isLocator = typeof given === 'object' && given !== null && 'mode' in given;
	const inner = isLocator ? (given as { value?: unknown }).value : given;
	const json = typeof inner === 'string' ? parsed(inner) : inner;
	const text = String(typeof inner === 'object' ? '' : inner);
	const rows = Array.isArray(json) ? (json as Array<{ name?: string; value?: unknown }>) : [];
	const pairs = rows.map((row) => [String(row?.name ?? '').trim(), row?.value] as const);
	return [
		given,
		[given],
		inner,
		text.trim(),
		/(?:sys_id=|\/record\/\w+\/)([0-9a-f]{32})/i.exec(text)?.[1].toLowerCase(),
		text.trim().toLowerCase(),
		readPhoneNumber(text)?.normal,
		withoutInvisible(text).trim(),
		text,
		json,
		[json],
		rows.length > 0 ? Object.fromEntries(pairs) : undefined,
		// The name of a pair.
		{ [text.trim()]: 'x' },
		[{ [text.trim()]: 'x' }],
		// A row of a list keeps its own fields, and `otherFields` joins them.
		...[json].flat().map((row) => [pruned({ ...(row as object), otherFields: undefined })]),
	];
}

/** As it travels. */
function onWire(value: unknown): unknown {
	const text = JSON.stringify(value);
	return text === undefined ? undefined : JSON.parse(text);
}

/** What the whole body has that the base has not: columns of the instance's own stand beside all others. */
function beside(body: unknown, base: unknown): unknown {
	const added = Object.entries(body as object).filter(([name]) => !(name in (base as object)));
	return added.length > 0 ? Object.fromEntries(added) : undefined;
}

function assertBody(body: unknown, base: unknown, path: Array<string | number>, value: unknown) {
	expect(without(body, path)).toEqual(without(base, path));
	const arrived = path.length === 0 ? beside(body, base) : at(body, path);
	if (arrived === undefined) {
		if (!isEmpty(value)) expect(conversionsOf(value).some(isEmpty)).toBe(true);
		return;
	}
	// No number is no reason to take away what the instance has.
	if (value !== null) expect(arrived).not.toBeNull();
	if (typeof arrived === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(arrived)) return;
	expect(conversionsOf(value).map((form) => JSON.stringify(pruned(onWire(form))))).toContain(
		JSON.stringify(pruned(arrived)),
	);
}

function assertSentence(text: unknown): void {
	expect(text).toMatch(/^\S.{8,}[.!?]$/s);
}

/** The item never left: the message says what is wrong with it, and where. */
function assertRefusal(json: IDataObject, { parameter, displayName }: Probe, index: number): void {
	const message = String(json.error);
	expect(message).toMatch(new RegExp(`^.{10,} \\[item ${index}\\]$`, 's'));
	expect(message.length).toBeLessThan(400);
	if (parameter) {
		expect([displayName, parameter].filter((name) => message.includes(name))).not.toEqual([]);
	} else expect(message).toMatch(/"[^]+"/);
	assertSentence(json.message);
}

function assertPath(request: SeenRequest, { id }: Subject, probe: Probe, value: unknown): void {
	const { path, versionedPath = path, method } = contract.find((one) => one.id === id)!;
	const pattern = (template: string) =>
		template.replace('{api_version}', 'v\\d+').replace(/\{\w+\}/g, '([0-9a-fA-F]{32})');
	const match = new RegExp(`^(?:${pattern(versionedPath)}|${pattern(path)})$`).exec(request.path);
	expect(request.path).toBe(match?.[0]);
	expect(request.method).toBe(method);
	const ids = (match ?? []).slice(1).filter(Boolean);
	if (probe.inUrl) expect(conversionsOf(value)).toContain(ids[0]);
}

interface Tried {
	value: unknown;
	index: number;
	json: IDataObject;
	requests: SeenRequest[];
}

function assertItem(subject: Subject, probe: Probe, base: unknown, item: Tried): void {
	const { value, index, json, requests } = item;
	const { id } = subject;
	// Shown, and not sent.
	if (json.preview_only === true) return;
	// Made for an earlier item of the same call.
	if (json.reused === true) return;
	if (requests.length === 0) {
		refused += 1;
		assertRefusal(json, probe, index);
		return;
	}
	sent += 1;
	// A new contact may be read back, and many are read in pages.
	const own = requests.filter(({ method }) => !(id === 'contact.create' && method === 'GET'));
	// What counts as done already is told from a failure by a second update.
	if (id !== 'contact.getAll') expect(own).toHaveLength(json.already === true ? 2 : 1);
	for (const request of own) assertPath(request, subject, probe, value);
	const [{ body, query }] = own;
	if (id === 'contact.getAll') {
		expect(
			Object.keys(query).filter((name) => !/^sysparm_(query|limit|offset)$/.test(name)),
		).toEqual([]);
	}
	if (probe.path) assertBody(body, base, probe.path, value);
	else expect(pruned(body ?? {})).toEqual(pruned(base ?? {}));
	if (json.error !== undefined) {
		expect(json.error).toMatch(new RegExp(` \\[item ${index}\\]$`));
		assertSentence(json.message);
	}
}

function assertUnpolluted(): void {
	expect(Object.keys(Object.prototype)).toEqual([]);
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	expect(([] as unknown as Record<string, unknown>).polluted).toBeUndefined();
}

/** Whether the URL can tell which item a request is of: by its version, where nothing else probes it. */
function hasVersion({ id }: Subject, { label }: Probe): boolean {
	return id !== 'conversationMember.drop' && !label.startsWith('api_version');
}

/** One output item for each input item; an operation that gives more records is told by its pairing. */
function outputOf({ items }: RunResult, index: number): IDataObject {
	const own = items.find(({ pairedItem }) => (pairedItem as { item: number })?.item === index);
	return own?.json ?? {};
}

async function tryValues(subject: Subject, probe: Probe, values: unknown[]): Promise<Tried[]> {
	instance.reset();
	const marked = hasVersion(subject, probe);
	const options = {
		...(probe.parameters.options as IDataObject),
		...(marked && { api_version: '=v{{ $itemIndex + 1 }}' }),
	};
	const result = await runOperation(
		subject.id,
		instance.url,
		{ ...probe.parameters, options },
		{
			items: values.map((value) => ({ value })) as IDataObject[],
			onError: 'continueRegularOutput',
			timezone: 'Europe/Berlin',
		},
	);
	expect(result.error).toBeUndefined();
	return values.map((value, index) => ({
		value,
		index,
		json: outputOf(result, index),
		requests: instance.requests.filter(({ path }) => !marked || path.includes(`/v${index + 1}/`)),
	}));
}

async function assertSurvives(subject: Subject, probe: Probe, base: unknown, values: unknown[]) {
	// What cannot be told apart is tried one at a time.
	const batches = hasVersion(subject, probe) ? [values] : values.map((value) => [value]);
	for (const batch of batches) {
		const items = await tryValues(subject, probe, batch);
		assertUnpolluted();
		tried += items.length;
		const failures = items.flatMap((item) =>
			failureOf(() => assertItem(subject, probe, base, item), item),
		);
		if (failures.length > 0) throw new Error(failures.join('\n\n'));
	}
}

/** What went wrong with an item, and with which value: a batch is not shrunk. */
function failureOf(check: () => void, item: Tried): string[] {
	try {
		check();
		return [];
	} catch (error) {
		const requests = item.requests.map(({ path, body }) => ({ path, body }));
		const shown = inspect({ ...item, requests }, { depth: 6, maxStringLength: 300 });
		return [`${(error as Error).message}\n\nof ${shown}`];
	}
}

/** Deeper than any code that descends by calling itself comes. */
const BOTTOMLESS = [nested(20_000, '[', ']'), nested(20_000, '{"a":', '}')];

describe.each(subjects)('$id', (subject) => {
	const parameters = fill(subject.id, BASES[subject.id]) as IDataObject;
	const probes = probesOf(subject, parameters);
	let base: SeenRequest;

	beforeAll(async () => {
		const [{ requests }] = await tryValues(subject, { ...probes[0], parameters }, ['']);
		[base] = requests;
	});

	test.each(probes.map((probe) => [probe.label, probe] as const))('%s', async (_label, probe) => {
		const body = withCompanions(base.body, probe);
		await fc.assert(
			fc.asyncProperty(
				fc.array(hostile, { minLength: BATCH, maxLength: BATCH }),
				async (values) => await assertSurvives(subject, probe, body, values),
			),
			{ numRuns: 1, endOnFailure: true },
		);
	});

	const json = probes.filter(({ label }) => label.endsWith('(json)'));
	if (json.length === 0) return;

	test.each(json.map((probe) => [probe.label, probe] as const))(
		'%s, nested without bottom',
		async (_label, probe) => {
			const items = await tryValues(subject, probe, BOTTOMLESS);
			// What the node makes of it is its own choice: sent once, or refused with a reason.
			for (const { requests, json, index } of items) {
				if (requests.length === 0) assertRefusal(json, probe, index);
				else expect(requests).toHaveLength(1);
			}
		},
	);
});

/** The body that the probe's own parameters make, the value aside. */
function withCompanions(body: unknown, { parameters, path }: Probe): unknown {
	const given = (parameters.additionalFields ?? {}) as IDataObject;
	const companions = Object.entries(given).filter(
		([name, value]) => name !== path?.[0] && typeof value === 'string' && !value.startsWith('='),
	);
	const own = Object.fromEntries(
		companions.filter(([name]) => /^(social|context|channel)_/.test(name)),
	);
	return { ...(body as object), ...own };
}

test('enough was tried, and some of it was sent', () => {
	expect(tried).toBeGreaterThanOrEqual(3000);
	expect(sent).toBeGreaterThan(tried / 10);
	expect(refused).toBeGreaterThan(tried / 10);
	expect(sent + refused).toBeGreaterThanOrEqual(tried * 0.9);
});
