import type { IDataObject } from 'n8n-workflow';
import {
	assertReadable,
	changeOf,
	isAfter,
	keyOf,
} from '../../../nodes/ServiceNowCsmTrigger/change';
import { EVENTS } from '../../../nodes/ServiceNowCsmTrigger/events';

const [EARLY, LATE] = ['2026-11-28 11:00:00', '2026-11-28 12:00:00'];

test.each([
	[[EARLY, 'a'], [LATE, ''], false],
	[[LATE, ''], [EARLY, 'a'], true],
	[[LATE, 'b'], [EARLY, 'b'], true],
	[[LATE, 'b'], [LATE, 'a'], true],
	[[LATE, 'a'], [LATE, 'b'], false],
	[[LATE, 'a'], [LATE, 'a'], false],
	[[LATE, 'a'], [LATE, ''], true],
])('%j comes after %j: %j', ([time, id], [otherTime, otherId], expected) => {
	expect(isAfter({ time, id }, { time: otherTime, id: otherId })).toBe(expected);
});

/** What a function throws. */
function errorOf(action: () => unknown): { message: string; description: string } {
	try {
		action();
	} catch (error) {
		return error as { message: string; description: string };
	}
	throw new Error('Nothing was thrown');
}

test.each<[IDataObject[], string[], string, string]>([
	[
		[{ sys_id: 'a' }],
		['sys_id', 'sys_created_on'],
		'"sys_created_on"',
		'Ask an administrator to give the user read access to this column: the trigger needs it to tell changes apart.',
	],
	[
		[{}, { a: null, b: '' }],
		['a', 'b'],
		'"a", "b"',
		'Ask an administrator to give the user read access to these columns: the trigger needs it to tell changes apart.',
	],
	[
		[{ sys_id: 'a' }],
		['sys_id', 'sys_updated_by'],
		'"sys_updated_by"',
		'Ask an administrator to give the user read access to this column: the trigger needs it to tell changes apart. Without "sys_updated_by", turn on "Include Logins".',
	],
])('columns that none of %j has are said', (records, columns, names, description) => {
	expect(errorOf(() => assertReadable(records, columns))).toMatchObject({
		message: `The ServiceNow user cannot read ${names}`,
		description,
	});
});

test('a column that one record has can be read, and without a record nothing can be told', () => {
	expect(() => assertReadable([{ a: '' }, { a: '1' }, {}], ['a'])).not.toThrow();
	expect(() => assertReadable([], ['a'])).not.toThrow();
});

const interaction = {
	sys_id: 'a',
	sys_created_on: EARLY,
	sys_updated_on: LATE,
	sys_mod_count: '1',
};

test('an interaction may be without a state', () => {
	const record = { ...interaction, state: '' };
	expect(changeOf(record, EVENTS.interactionStateChanged)).toEqual({
		time: LATE,
		id: 'a',
		key: keyOf('a 1'),
		record,
	});
});

test.each<[string, IDataObject, boolean]>([
	['contactCreated', { sys_mod_count: '2' }, true],
	['contactCreated', { sys_id: 'b' }, false],
	['interactionUpdated', { sys_mod_count: '2' }, false],
	['interactionUpdated', { note: 'x' }, true],
])('of %s, a record that differs in %j is the same change: %j', (name, values, isSame) => {
	const keys = [interaction, { ...interaction, ...values }].map(
		(record) => changeOf(record, EVENTS[name]).key,
	);
	expect(keys[0] === keys[1]).toBe(isSame);
});
