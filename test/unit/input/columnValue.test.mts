import { answersOf, ColumnQuestions } from '../../../nodes/shared/input/columnQuestions';
import { columnValue, valueOfKind } from '../../../nodes/shared/input/columnValue';
import { columnKindOf, type ColumnKind } from '../../../nodes/shared/platform/columnKinds';
import { customized, fieldOf, refusal, whyNot } from './field.mts';

const tables = ['customer_contact', 'sys_user'];

/** A column `u_a` of which the instance has said what it holds, or nothing. */
function known(kind?: ColumnKind, facts = {}) {
	const answers = new Map(kind && [['customer_contact.u_a', kind]]);
	return fieldOf({ path: 'label.u_a', tables, kinds: new ColumnQuestions(answers), ...facts });
}

/** A column of which the instance does not say what it holds. */
const namedAsTime = (facts = {}) => known(undefined, { path: 'label.u_paid_at', ...facts });

describe('a value that means something else in another column', () => {
	test.each<[ColumnKind, unknown, unknown]>([
		['time', 1771407000, '2026-02-18 09:30:00'],
		['time', '1771407000000', '2026-02-18 09:30:00'],
		['time', '１７７１４０７０００', '2026-02-18 09:30:00'],
		// Late in the evening in UTC, and the next day in the zone of the workflow.
		['day', 1771457400, '2026-02-19'],
		['number', 1771407000, 1771407000],
		['other', '1771407000', '1771407000'],
		['other', 'yes', 'yes'],
		['switch', 'Yes', true],
		['switch', 'off', false],
	])('in a column of the kind %s: %j is %j', (kind, given, sent) => {
		expect(columnValue(given, known(kind))).toBe(sent);
	});

	test.each<[ColumnKind, unknown, string]>([
		['switch', 1771407000, '"Label" is neither true nor false: 1771407000'],
		['time', 'no', '"Label" is not a date and time: "no"'],
		['number', 'no', '"Label" is not a number: "no"'],
	])('in a column of the kind %s: %j is refused', (kind, given, message) => {
		expect(whyNot(() => columnValue(given, known(kind)))).toBe(message);
	});

	test('is refused where it looks like a time and the type cannot be read', () => {
		const [message, advice] = refusal(() => columnValue(1771407000, namedAsTime()));
		expect(message).toBe(
			'"Label" may be a time, and the type of the column cannot be read: 1771407000',
		);
		expect(advice).toMatch(/^For a time, use ISO 8601.*sys_dictionary.*"Check Documented Limits"/s);
	});

	test.each([946684799, 2524608000, '5551234567', 'yes'])(
		'is sent as it is where the type cannot be read, and it is no likely time: %j',
		(value) => {
			expect(columnValue(value, namedAsTime())).toBe(value);
		},
	);

	test.each(['u_a', 'u_policy', 'u_callback', 'u_attendee', 'u_region'])(
		'is sent as it is where the type of %s cannot be read, which is not named as a time',
		(column) => {
			const value = '2125551234';
			expect(columnValue(value, known(undefined, { path: `label.${column}` }))).toBe(value);
		},
	);

	test.each(['u_paid_at', 'opened_at', 'u_start_date', 'u_callback_time', 'u_closed', 'due'])(
		'is refused where the type of %s cannot be read, which is named as a time',
		(column) => {
			const field = known(undefined, { path: `label.${column}` });
			expect(whyNot(() => columnValue(1771407000, field))).toMatch(/may be a time/);
		},
	);

	test.each([946684800, 2524607999])('is a likely time: %j', (value) => {
		expect(whyNot(() => columnValue(value, namedAsTime()))).toMatch(/may be a time/);
	});

	test('is sent as it is with the limits off', () => {
		expect(columnValue(1771407000, namedAsTime({ limits: false }))).toBe(1771407000);
		expect(columnValue(1771407000, customized)).toBe(1771407000);
	});

	test.each(['u_crm_id', 'u_phone', 'number', 'u_claim_number', 'u_zip_code', 'u_call_count'])(
		'is a number in the column %s, whoever may read its type',
		(column) => {
			const kinds = new ColumnQuestions();
			const field = fieldOf({ path: `label.${column}`, tables, kinds });
			expect(columnValue(1771407000, field)).toBe(1771407000);
			expect(kinds.open).toEqual([]);
		},
	);

	test('is noted before anything is known', () => {
		const kinds = new ColumnQuestions();
		const field = fieldOf({ path: 'label[0].u_paid', tables, kinds });
		expect(columnValue('1771407000', field)).toBe('1771407000');
		expect(columnValue('gold', field)).toBe('gold');
		expect(columnValue(12, field)).toBe(12);
		expect(columnValue(new Date(0), field)).toBe('1970-01-01 00:00:00');
		expect(kinds.open).toEqual([{ tables, name: 'u_paid' }]);
	});
});

describe('the value of a kind', () => {
	test.each<[ColumnKind, unknown, unknown]>([
		['time', '2026-02-18T10:30:00', '2026-02-18 09:30:00'],
		['time', '', undefined],
		['day', ' 2026-02-18 ', '2026-02-18'],
		['day', '2026-02-18T23:30:00Z', '2026-02-19'],
		['day', new Date('2026-02-18T10:30:00Z'), '2026-02-18'],
		['number', ' 12.5 ', '12.5'],
		['switch', 'true', true],
		['other', { value: 'a', display_value: 'A' }, 'a'],
	])('%s: %j is %j', (kind, given, sent) => {
		expect(valueOfKind(kind)(given, fieldOf())).toBe(sent);
	});

	test.each<[ColumnKind, unknown, RegExp]>([
		['time', 'soon', /is not a date and time/],
		['day', '18/02/2026', /is not a date and time/],
		['number', 'twelve', /is not a number/],
		['switch', 'perhaps', /is neither true nor false/],
	])('%s: %j is refused', (kind, given, message) => {
		expect(whyNot(() => valueOfKind(kind)(given, fieldOf()))).toMatch(message);
	});
});

test('a column of the table itself stands before one that it inherits', () => {
	const kinds: Record<string, ColumnKind> = {
		'customer_contact.u_a': 'time',
		'sys_user.u_b': 'day',
	};
	const columns = ['u_a', 'u_b', 'u_c'].map((name) => ({ tables, name }));
	const answers = answersOf(columns, (table, column) =>
		column === 'u_a' && table === 'sys_user' ? 'other' : kinds[`${table}.${column}`],
	);
	expect([...answers]).toEqual([
		['customer_contact.u_a', 'time'],
		['customer_contact.u_b', 'day'],
	]);
});

test.each([
	['glide_date_time', 'time'],
	['due_date', 'time'],
	['datetime', 'time'],
	['glide_date', 'day'],
	['integer', 'number'],
	['longint', 'number'],
	['decimal', 'number'],
	['float', 'number'],
	['boolean', 'switch'],
	// A duration is written in the form of a time, and is none.
	['glide_duration', 'other'],
	['string', 'other'],
	['', 'other'],
])('a column of the type %s holds: %s', (type, kind) => {
	expect(columnKindOf(type)).toBe(kind);
});
