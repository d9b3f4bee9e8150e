import type { IDataObject } from 'n8n-workflow';
import { ignoredOrder } from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/orderCheck';

/** Numbers that look random and are the same each time. */
function randomNumbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1103515245 + 12345) % 2147483648;
		return state / 2147483648;
	};
}

function shuffled<T>(values: T[], seed: number): T[] {
	const random = randomNumbers(seed);
	return values
		.map((value) => ({ value, place: random() }))
		.sort((a, b) => a.place - b.place)
		.map(({ value }) => value);
}

const recordsOf = (values: string[]) => values.map((x) => ({ x }));

const isIgnored = (values: string[], order = 'ORDERBYx') =>
	ignoredOrder(order, recordsOf(values)) === 'x';

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

const words = ['Adler', 'berg', 'Cole', 'dahl', 'Ek', 'fox', 'Gray', 'hill', 'Ito', 'jung'];
const names = words.flatMap((word) => words.map((other) => `${word} ${other}`));
const hexes = range(20).map(
	(each) => `${each % 10}f`.repeat(16).slice(0, 31) + (each % 16).toString(16),
);

const sets: Array<[what: string, sorted: string[]]> = [
	['numbers', range(60).map(String)],
	['keys', range(60).map((each) => String(each).padStart(6, '0'))],
	[
		'times',
		range(60)
			.map((each) => `2026-03-${String(1 + (each % 28)).padStart(2, '0')} 10:00:00`)
			.sort(),
	],
	['names without case', [...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))],
	['names by code', [...names].sort()],
	['names by a collation', [...names].sort(new Intl.Collator('sv').compare)],
	['numbers as texts', range(60).map(String).sort()],
	['two choices', [...range(20).map(() => 'true'), ...range(40).map(() => 'false')]],
	['rare choices', [...range(5).map(() => 'true'), ...range(95).map(() => 'false')]],
	[
		'choices in an order of their own',
		['z', 'b', 'q', 'a', 'y', 'c', 'x', 'd'].flatMap((each) => Array<string>(9).fill(each)),
	],
	['references by display value', shuffled([...new Set(hexes)], 3).flatMap((each) => [each, each])],
	[
		'names that come once or twice',
		names
			.slice(0, 31)
			.flatMap((each, at) => (at % 3 ? [each, each] : [each]))
			.sort(),
	],
	['empty values among them', [...range(30).map(() => ''), ...range(30).map(String)]],
];

test.each(sets)('%s in order are not told from it, both ways', (_what, sorted) => {
	expect(isIgnored(sorted)).toBe(false);
	expect(isIgnored([...sorted].reverse(), 'ORDERBYDESCx')).toBe(false);
});

test.each(sets)('%s in any order are noticed', (_what, sorted) => {
	const noticed = range(100).filter((seed) => isIgnored(shuffled(sorted, seed + 1)));
	expect(noticed.length).toBeGreaterThanOrEqual(95);
});

test.each([5, 10, 20])('%i in order with one that changed its place', (count) => {
	const [first, ...rest] = range(count).map(String);
	expect(isIgnored([...rest, first])).toBe(false);
});

test.each<[string, string[]]>([
	['few', ['3', '1', '2', '0']],
	['none', []],
	['all alike', Array<string>(20).fill('a')],
	['all empty', Array<string>(20).fill('')],
	[
		'by their sound',
		shuffled(
			range(40).map((each) => String.fromCharCode(0x4e00 + each * 37)),
			1,
		),
	],
	['references that are all different', shuffled([...new Set(hexes)], 2)],
	['references beside a word', [...shuffled([...new Set(hexes)], 2), 'global']],
	['without punctuation', words.flatMap((word) => [`${word}a`, `${word}-z`])],
	['in two scripts', words.flatMap((word, at) => [word, String.fromCharCode(0x4e00 + at * 37)])],
])('%s show nothing', (_what, values) => {
	expect(isIgnored(values)).toBe(false);
});

test.each([5, 20])('%i the other way round are not in order', (count) => {
	expect(isIgnored(range(count).map(String), 'ORDERBYDESCx')).toBe(true);
});

test.each([
	['aaabbbaabb', false],
	['aabbaabbba', true],
])('of two choices, five times each, %s is out of order: %j', (choices, expected) => {
	expect(isIgnored([...choices])).toBe(expected);
});

test('sys_ids are compared, though they look like references', () => {
	const records = [...new Set(hexes)].sort().map((sys_id) => ({ sys_id }));
	expect(ignoredOrder('ORDERBYsys_id', records)).toBeUndefined();
	expect(ignoredOrder('ORDERBYsys_id', shuffled([...records], 1))).toBe('sys_id');
});

describe('several columns', () => {
	const grid = range(8).flatMap((x) => range(8).map((y) => ({ x: `a${x}`, y: `b${y}` })));
	const order = 'ORDERBYx^ORDERBYDESCy';
	const within = (sort: (rows: IDataObject[], seed: number) => IDataObject[]) =>
		range(8).flatMap((x) =>
			sort(
				grid.filter((row) => row.x === `a${x}`),
				x + 1,
			),
		);

	test('a later one counts where those before it are the same', () => {
		expect(
			ignoredOrder(
				order,
				within((rows) => [...rows].reverse()),
			),
		).toBeUndefined();
		expect(ignoredOrder(order, within(shuffled))).toBe('y');
		expect(ignoredOrder(order, shuffled(grid, 1))).toBe('x');
	});

	test.each<[what: string, values: string[]]>([
		['has no value', Array<string>(8).fill('')],
		['has references', hexes.slice(0, 8)],
	])('one where the later column %s hides nothing of the others', (_what, values) => {
		const silent = values.map((y) => ({ x: 'b', y }));
		expect(ignoredOrder(order, [...within(shuffled), ...silent])).toBe('y');
		expect(ignoredOrder(order, silent)).toBeUndefined();
	});

	test('the first of each counts', () => {
		const pairs = range(10).flatMap((x) => ['b', 'a'].map((y) => ({ x: `a${x}`, y: `${y}${x}` })));
		expect(ignoredOrder('ORDERBYx^ORDERBYy', pairs)).toBe('y');
		expect(ignoredOrder('ORDERBYx^ORDERBYDESCy', pairs)).toBeUndefined();
	});

	test('behind one of another record nothing is judged', () => {
		expect(ignoredOrder('ORDERBYaccount.name^ORDERBYx', shuffled(grid, 1))).toBeUndefined();
	});
});
