import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { fill } from '../engine/fill.mts';
import { runOperation } from '../engine/operation.mts';
import { useInstance } from '../support/instance.mts';
import { BASES } from './bases.mts';
import { probesOf, type Probe } from './probes.mts';
import { subjects, type Subject } from './subjects.mts';

/** Values that are one, those that are another one, and so on; and values that must not be sent. */
interface Kind {
	alike: unknown[][];
	refused: unknown[];
}

const instance = useInstance();

const ID = '62826bf03710200044e0bfc8bcbe5df1';

/** What no field takes for a value. */
const EMPTY = [undefined, null, '', '  ', '\u00a0\u200b\ufeff', []];

const wrapped = (value: unknown) => [
	{ link: 'https://x.example/api/now/table/x/1', value },
	{ display_value: 'x', value },
	{ __rl: true, mode: 'id', value },
];

const SWITCH: Kind = {
	alike: [
		[true, 'true', 'TRUE', ' yes ', 1, '1', 'on'],
		[false, 'false', 'False', 'no', 0, '0', 'off'],
	],
	refused: ['maybe', 2, { a: 1 }],
};

const DATE: Kind = {
	alike: [
		[
			'2026-02-18 10:30:00',
			'2026-02-18T11:30:00+01:00',
			'2026-02-18T11:30:00+0100',
			'2026-02-18 11:30:00+01',
			'2026-02-18 10:30:00+00',
			'Wed, 18 Feb 2026 10:30:00 +0000',
			1771410600,
			'1771410600000',
			new Date('2026-02-18T10:30:00Z'),
			DateTime.fromISO('2026-02-18T10:30:00Z'),
		],
	],
	refused: ['02/03/2026 11:30', 'tomorrow', { a: 1 }],
};

const CALLER: Kind = {
	alike: [
		[
			'+442079460018',
			'+44 (0)20 7946 0018',
			'\u202a+44\u201120 7946\u200b0018',
			'sip:+442079460018@carrier.example',
			'tel:+44-20-7946-0018',
			'+44 20 7946 0018,,105#',
			'＋４４２０７９４６００１８',
		],
		['anonymous', ' anonymous '],
	],
	refused: ['12345', 'undefined', 'N/A', '+442079460018, +442079460019', { a: 1 }],
};

const CONTACT_PHONE: Kind = {
	alike: [['+442079460018', '\u202a+442079460018\u202c', ' +442079460018\n', 'tel:+442079460018']],
	refused: ['undefined', 'N/A', '[object Object]', '+442079460018, +442079460019', 2 ** 62],
};

const EMAIL: Kind = {
	alike: [
		[
			'ann.b@x.example',
			' ann.b@x.example ',
			'\ufeffann.b@x.example\u00a0\n',
			'mailto:ann.b@x.example',
			'<ann.b@x.example>',
			'Ann <ann.b@x.example>',
		],
	],
	refused: ['undefined', 'N/A', 'ann', 'ann@x.example, bob@x.example', { a: 1 }],
};

const KEY: Kind = {
	alike: [
		['442079460001', 442079460001, ' 442079460001\u200b'],
		['true', true],
	],
	refused: ['undefined', 'N/A', '[object Object]', 2 ** 62, { a: 1 }],
};

const TEXT: Kind = {
	alike: [
		['442', 442],
		['x', ...wrapped('x')],
	],
	refused: [2 ** 62, Number.NaN, { a: 1 }, [1]],
};

const NUMBER: Kind = { alike: [['12', ' 12 ']], refused: ['twelve', 2 ** 62, { a: 1 }] };

const COLUMN: Kind = {
	alike: [
		[ID, ...wrapped(ID)],
		['a,b', ['a', 'b', '']],
		['2026-02-18T11:30:00+01:00', ...DATE.alike[0].filter((value) => typeof value === 'object')],
	],
	refused: [2 ** 62, { a: 1 }, ['a,b']],
};

const VARIABLE: Kind = { alike: [['x', ...wrapped('x')]], refused: [2 ** 62, Number.NaN] };

/** A record of a table, or of one that another field names. */
function recordKind(table: string | undefined, takesOthers: boolean): Kind {
	const urls = [`${instance.url}/${table ?? 'task'}.do?sys_id=${ID}`];
	return {
		alike: [[ID, ID.toUpperCase(), ` ${ID}\u200b`, ...wrapped(ID), ...urls]],
		refused: [
			`https://other.service-now.com/${table}.do?sys_id=${ID}`,
			...(table ? [`${instance.url}/incident.do?sys_id=${ID}`] : []),
			...(takesOthers ? [] : ['N/A', 'undefined', `${ID}0`]),
			{ a: 1 },
		],
	};
}

const SESSION: Kind = { ...KEY, refused: [2 ** 62, { a: 1 }] };

const TABLE: Kind = {
	alike: [['customer_contact', ' customer_contact\u200b', ...wrapped('customer_contact')]],
	refused: ['Some Contact', 'undefined', 'N/A', 5, { a: 1 }],
};

const BY_NAME: Record<string, Kind> = {
	email: EMAIL,
	userPhoneNumber: CALLER,
	callbackPhoneNumber: CALLER,
	phone: CONTACT_PHONE,
	mobile_phone: CONTACT_PHONE,
	home_phone: CONTACT_PHONE,
	call_id: KEY,
	documentTable: TABLE,
	context_table: TABLE,
	channel_metadata_table: TABLE,
	clientSessionId: SESSION,
};

/** Names and values that are columns of a table. */
const COLUMNS = ['otherFields'];

/** What has tests of its own: queries, names, and numbers of the node itself. */
const OWN_TESTS =
	/^(?:sysparm_\w+|emailOrPhone|filters|sort|matchType|api_version|limit|max\w+|reuse(?:Column|ExistingContact)|settleTime|output\w*|columnsToClear) \(|\(name\)$|, name\)$/;

function recordOf({ name, modes }: INodeProperties): Kind {
	// Without a URL the record goes by another ID.
	if (!modes!.some((mode) => mode.name === 'url')) return KEY;
	const list = modes![0].typeOptions!.searchListMethod;
	// The table of the row that the probe stands in, and of interactions that are open.
	const tables: Record<string, string> = {
		related_record: 'customer_contact',
		open_interaction: 'interaction',
	};
	return recordKind(tables[list!] ?? list, name === 'channel');
}

function choiceOf({ options, typeOptions }: INodeProperties): Kind | undefined {
	if (typeOptions?.loadOptionsMethod) return undefined;
	const choices = (options as INodePropertyOptions[]).filter(({ value }) => value !== '');
	return {
		alike: choices.map(({ value }) => [value, String(value).toUpperCase(), ` ${String(value)} `]),
		refused: ['nonsense', { a: 1 }],
	};
}

/** What a place takes, by what the panel shows for it; nothing where tests of its own hold it. */
function kindOf({ field }: Probe): Kind | undefined {
	const { name, type, description = '' } = field;
	if (type === 'fixedCollection') return COLUMNS.includes(name) ? COLUMN : VARIABLE;
	if (type === 'resourceMapper') return COLUMN;
	if (type === 'resourceLocator') return recordOf(field);
	if (type === 'options' && !(name in BY_NAME)) return choiceOf(field);
	if (type === 'string' && /_?id$/i.test(name) && description.includes('by its sys_id'))
		return recordKind(undefined, false);
	const byType: Record<string, Kind> = {
		boolean: SWITCH,
		dateTime: DATE,
		number: NUMBER,
		string: TEXT,
	};
	return BY_NAME[name] ?? byType[type];
}

/** What the instance made anew for each run. */
function withoutNew(value: unknown): string {
	return JSON.stringify(value).replace(/[0-9a-f]{32}|IMS\d+|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, '*');
}

interface Outcome {
	requests: string[];
	/** What the items became. */
	items: IDataObject[];
}

async function outcomeOf(id: string, parameters: IDataObject, values: unknown[]): Promise<Outcome> {
	instance.reset();
	const { error, items } = await runOperation(id, instance.url, parameters, {
		items: values.map((value) => ({ value })) as IDataObject[],
		onError: 'continueRegularOutput',
		timezone: 'Europe/Berlin',
	});
	expect(error).toBeUndefined();
	const requests = instance.requests.map(({ method, path, query, body }) =>
		JSON.stringify({ method, path, query, body }),
	);
	return { requests, items: items.map(({ json }) => json) };
}

/** Each value is sent, and all of them as the first one. */
async function assertAlike(id: string, parameters: IDataObject, values: unknown[]): Promise<void> {
	const { requests } = await outcomeOf(id, parameters, values.slice(0, 1));
	const all = await outcomeOf(id, parameters, values);
	expect(requests).toHaveLength(1);
	expect(all.requests).toEqual(values.map(() => requests[0]));
}

/** A switch changes more than one request, so each of its values has a run of its own. */
async function assertSwitched(id: string, parameters: IDataObject, values: unknown[]) {
	const outcomes: string[] = [];
	for (const value of values) {
		const { requests, items } = await outcomeOf(id, parameters, [value]);
		// An instance words one refusal in many ways.
		const became = items.map(({ error, ...columns }) => (error ? 'error' : columns));
		outcomes.push(withoutNew({ requests, became: became.map((item) => Object.keys(item)) }));
	}
	expect(new Set(outcomes).size).toBe(1);
}

async function assertRefused(id: string, parameters: IDataObject, values: unknown[]) {
	const { requests, items } = await outcomeOf(id, parameters, values);
	const passed = values.filter((_, index) => typeof items[index]?.error !== 'string');
	expect({ passed, requests }).toEqual({ passed: [], requests: [] });
}

/** What is empty is left out, or refused where the field is needed: all of it, or nothing. */
async function assertEmpty(id: string, parameters: IDataObject) {
	const { requests } = await outcomeOf(id, parameters, EMPTY);
	expect([0, EMPTY.length]).toContain(requests.length);
	expect(new Set(requests).size).toBeLessThanOrEqual(1);
}

let held = 0;

/** What an operation needs beside a field. */
const BESIDE: Record<string, IDataObject> = {
	action_sys_id: { additionalFields: { end_time: '2026-02-18 10:30:00' } },
};

/** Every place of an operation that takes a value. */
function placesOf(subject: Subject): Probe[] {
	const base = fill(subject.id, BASES[subject.id]) as IDataObject;
	return probesOf(subject, base).map((probe) => ({
		...probe,
		parameters: { ...probe.parameters, ...BESIDE[probe.field.name] },
	}));
}

describe.each(subjects)('$id', (subject) => {
	const { id } = subject;
	const probes = placesOf(subject).filter(
		({ label, field }) =>
			!['json', 'notice', 'hidden'].includes(field.type) && !OWN_TESTS.test(label),
	);

	test.each(probes.map((probe) => [probe.label, probe] as const))('%s', async (_label, probe) => {
		const kind = kindOf(probe);
		if (!kind) {
			expect(probe.field.typeOptions?.loadOptionsMethod).toBeDefined();
			return;
		}
		held += 1;
		const isSwitch = probe.field.type === 'boolean';
		for (const values of kind.alike) {
			await (isSwitch ? assertSwitched : assertAlike)(id, probe.parameters, values);
		}
		const isAfterwards = ['Simplify', 'Fail on Ignored Query'].includes(probe.displayName);
		if (!isAfterwards) await assertRefused(id, probe.parameters, kind.refused);
		if (!isSwitch) await assertEmpty(id, probe.parameters);
	});

	const json = placesOf(subject).filter(({ field }) => field.type === 'json');
	if (json.length === 0) return;

	test.each(json.map((probe) => [probe.label, probe] as const))('%s', async (_label, probe) => {
		held += 1;
		expect(probe.field.default).toBe('');
		const isList = probe.field.description!.includes('array');
		const text = (member: string) => (isList ? `[{${member}}]` : `{${member}}`);
		const row = probe.field.name.startsWith('relatedRecords')
			? `"documentTable": "x", "documentId": "${ID}", `
			: '';
		await assertAlike(id, probe.parameters, [
			text(`${row}"u_id": "7182735465768798123"`),
			text(`${row}"u_id": 7182735465768798123`),
			text(`${row}"u_id": "7182735465768798123", "u_b": null, "u_c": ""`),
		]);
		await assertEmpty(id, probe.parameters);
	});
});

test('every way in was held', () => {
	expect(held).toBeGreaterThan(120);
});
