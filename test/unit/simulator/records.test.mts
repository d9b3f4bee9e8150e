import { inUtc } from '../../../simulator/records/query/zone.mts';
import { Store } from '../../../simulator/records/store.mts';
import { lowerBound, upperBound } from '../../../simulator/records/table.mts';
import { asText, glideTime, isGlideTime } from '../../../simulator/records/values.mts';
import { startSettings } from '../../../simulator/settings.mts';
import { isVisible } from '../../../simulator/records/access.mts';

describe('the bounds of a sorted list', () => {
	const ids = ['b', 'd', 'd', 'f'];

	test.each([
		['a', 0, 0],
		['b', 0, 1],
		['c', 1, 1],
		['d', 1, 3],
		['f', 3, 4],
		['g', 4, 4],
	])('of %s are %i and %i', (id, lower, upper) => {
		expect([lowerBound(ids, id), upperBound(ids, id)]).toEqual([lower, upper]);
	});

	test('of an empty list are both 0', () => {
		expect([lowerBound([], 'a'), upperBound([], 'a')]).toEqual([0, 0]);
	});
});

describe('a date and time', () => {
	test('is written in UTC', () => {
		expect(glideTime(new Date('2026-02-18T11:05:00.999+01:00'))).toBe('2026-02-18 10:05:00');
	});

	test.each([
		['2026-02-18 11:05:00', true],
		['2028-02-29 00:00:00', true],
		['2026-02-29 00:00:00', false],
		['2026-02-18 24:00:00', false],
		['2026-02-18', false],
		['2026-02-18T11:05:00', false],
		['', false],
	])('%s exists: %s', (value, exists) => {
		expect(isGlideTime(value)).toBe(exists);
	});

	test.each([
		['2026-01-15 12:00:00', 'America/New_York', '2026-01-15 17:00:00'],
		['2026-07-15 12:00:00', 'America/New_York', '2026-07-15 16:00:00'],
		['2026-03-29 01:59:59', 'Europe/Berlin', '2026-03-29 00:59:59'],
		['2026-03-29 03:00:00', 'Europe/Berlin', '2026-03-29 01:00:00'],
		['2026-01-15 03:00:00', 'Asia/Kolkata', '2026-01-14 21:30:00'],
		['2026-01-15 12:00:00', 'UTC', '2026-01-15 12:00:00'],
		['2026-01-15', 'Asia/Kolkata', '2026-01-15'],
	])('%s in %s is %s', (value, timeZone, utc) => {
		expect(inUtc(value, timeZone)).toBe(utc);
	});
});

test.each([
	['text', 'text'],
	[0, '0'],
	[false, 'false'],
	[null, ''],
	[{ a: 1 }, ''],
])('a record holds %j as "%s"', (value, text) => {
	expect(asText(value)).toBe(text);
});

describe('the store', () => {
	test('stamps records with the clock of the instance', () => {
		let now = Date.UTC(2026, 1, 18, 11);
		const store = new Store(() => now);
		const row = store.insert('customer_contact', { name: 'Ada' }, 'admin');
		expect(row).toMatchObject({
			sys_id: expect.stringMatching(/^[0-9a-f]{32}$/),
			sys_created_on: '2026-02-18 11:00:00',
			sys_created_by: 'admin',
			sys_updated_on: '2026-02-18 11:00:00',
			sys_updated_by: 'admin',
			sys_mod_count: '0',
			vip: 'false',
		});
		now += 1000;
		store.update(row, { name: 'Eve' });
		expect(store.get('customer_contact', row.sys_id)).toMatchObject({
			name: 'Eve',
			sys_created_on: '2026-02-18 11:00:00',
			sys_updated_on: '2026-02-18 11:00:01',
			sys_updated_by: 'admin',
			sys_mod_count: '1',
		});
	});

	test('numbers interactions anew after it was cleared', () => {
		const store = new Store();
		expect([store.numbers.next('IMS'), store.numbers.next('IMS')]).toEqual([
			'IMS0000076',
			'IMS0000077',
		]);
		store.insert('awa_queue', { name: 'Chat' });
		store.clear();
		expect(store.table('awa_queue').size).toBe(0);
		expect(store.numbers.next('IMS')).toBe('IMS0000076');
	});

	test('names the tables that it knows where one is unknown', () => {
		expect(() => new Store().table('problem')).toThrow(/No table named problem. Known: incident, /);
	});
});

test('hides a share of the contacts by their sys_id, and no other record', () => {
	const isShown = (sysId: string, share: number, table = 'customer_contact') =>
		isVisible(table, { sys_id: sysId }, startSettings({ hideContacts: share }));
	const half = '80000000'.padEnd(32, '0');
	const below = '7fffffff'.padEnd(32, '0');
	expect([isShown(half, 0.5), isShown(below, 0.5)]).toEqual([true, false]);
	expect([isShown(below, 0), isShown(half, 1)]).toEqual([true, false]);
	expect(isShown(below, 1, 'interaction')).toBe(true);
});
