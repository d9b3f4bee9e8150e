import { ContactSource } from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/contactSource';
import { readInPages } from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/paging';
import { readWindow } from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/window';
import { idAt, pagedInstance, type Habits, type Restricted } from './pagedInstance.mts';

const WELL_BEHAVED: Habits = { range: 'honors', order: 'honors' };

/** Reads, and returns the sys_ids or what the error says. */
async function read(
	count: number,
	habits: Habits,
	plan: { query?: string; offset?: number; limit?: number } = {},
) {
	const instance = pagedInstance(count, habits);
	const source = new ContactSource(instance);
	const whole = { query: '', offset: 0, limit: Infinity, ...plan };
	const result = await readInPages(whole, source).then(
		(records) => ({ ids: records.map(({ sys_id: id }) => String(id)), error: undefined }),
		(error: Error) => ({ ids: [] as string[], error: error.message }),
	);
	return { ...result, instance, source, requests: instance.requests.length };
}

/** What a read got wrong: sys_ids that it missed, that it made up, and how many came twice. */
function wrongIn({ ids, error, instance }: Awaited<ReturnType<typeof read>>) {
	const [got, visible] = [new Set(ids), new Set(instance.visible())];
	return {
		error,
		missed: [...visible].filter((id) => !got.has(id)),
		others: [...got].filter((id) => !visible.has(id)),
		twice: ids.length - got.size,
	};
}

const RIGHT = { error: undefined, missed: [], others: [], twice: 0 };

const hides: Array<[what: string, isHidden: Habits['isHidden'], caps: Array<number | undefined>]> =
	[
		['none hidden', undefined, [undefined, 100]],
		['some hidden', (place) => place % 16 < 6, [undefined, 100]],
		['nearly all hidden', (place) => place % 250 !== 100, [undefined]],
		['a long run hidden', (place) => place > 500 && place < 1900, [undefined]],
	];

const habits: Restricted[] = ['honors', 'drops', 'refuses'];

const ways = [...habits, 'returns nothing' as const].flatMap((range) =>
	habits.map((order) => ({ range, order })),
);

const allCounts = [0, 1, 60, 999, 1000, 1001, 2500];

const countings: Array<Habits['counts']> = [undefined, 'all that match', 'what is visible'];

describe.each(hides)('each record comes once, %s', (_hidden, isHidden, caps) => {
	describe.each(countings)('where the instance counts %s', (counting) => {
		const counts = counting ? [0, 60, 2500] : allCounts;

		test.each(ways)('and $range a range and $order an order', async (way) => {
			for (const count of counts) {
				for (const cap of caps) {
					const run = await read(count, { ...way, cap, isHidden, counts: counting });
					expect({ count, cap, ...wrongIn(run) }).toEqual({ count, cap, ...RIGHT });
				}
			}
		});

		test.each(habits)('in an order of the user, and %s it', async (order) => {
			for (const count of counts) {
				for (const cap of caps) {
					const run = await read(
						count,
						{ range: 'honors', order, cap, isHidden, counts: counting },
						{ query: 'ORDERBYDESCsys_id' },
					);
					if (order === 'refuses') {
						expect(run.error).toBe('');
						expect(run.requests).toBe(2);
						continue;
					}
					expect({ count, cap, ...wrongIn(run) }).toEqual({ count, cap, ...RIGHT });
				}
			}
		});
	});
});

describe('behind a long stretch of hidden records, where the instance counts', () => {
	const stretches: Array<[what: string, count: number, habits: Partial<Habits>]> = [
		['in the middle', 9000, { isHidden: (place) => place > 500 && place < 8500 }],
		['behind a first page', 8000, { isHidden: (place) => place > 3 && place < 7990 }],
		['of small pages', 2500, { cap: 100, isHidden: (place) => place > 500 && place < 1900 }],
		[
			'whose last page is hidden from both ends',
			2500,
			{ cap: 100, isHidden: (place) => (place > 500 && place < 1900) || place > 2300 },
		],
		['in two parts', 9000, { isHidden: (place) => place > 20 && place < 8000 && place !== 4000 }],
		['of everything but the last', 7000, { isHidden: (place) => place < 6999 }],
	];

	describe.each(stretches)('%s', (_what, count, given) => {
		test.each([
			['without an order', '', WELL_BEHAVED],
			['in an order of the user', 'ORDERBYDESCname', WELL_BEHAVED],
			['without ranges', '', { range: 'drops', order: 'honors' }],
			['where ranges give nothing', '', { range: 'returns nothing', order: 'honors' }],
		] as const)('nobody is missed, %s', async (_how, query, way) => {
			const run = await read(count, { ...way, ...given, counts: 'all that match' }, { query });
			expect(wrongIn(run)).toEqual(RIGHT);
			// A single contact does not show how far a response looks.
			expect(run.source.isUncertain).toBe(run.ids.length === 1);
			expect(run.requests).toBeLessThanOrEqual(60);
		});
	});

	test.each(['', 'ORDERBYname'])('one that is too long is said: order "%s"', async (query) => {
		const instance = pagedInstance(300, WELL_BEHAVED);
		const { requests } = instance;
		const fetchRows: typeof instance.fetchRows = async (request) => {
			const isOtherEnd = /ORDERBYDESC/.test(request.query);
			return isOtherEnd ? [] : await instance.fetchRows(request);
		};
		const source = new ContactSource({ fetchRows, countMatches: async () => 50_000 });
		const records = await readInPages({ query, offset: 0, limit: Infinity }, source);
		expect(records).toHaveLength(300);
		expect(source.isUncertain).toBe(true);
		expect(requests.length).toBeLessThanOrEqual(25);
	});
});

test.each<[string, number, string, number]>([
	['a few', 3, '', 1],
	['a few in an order of the user', 3, 'ORDERBYname', 1],
	['none', 0, '', 1],
	['none in an order of the user', 0, 'ORDERBYname', 1],
	['2,500', 2500, '', 3],
	['2,500 in an order of the user', 2500, 'ORDERBYname', 3],
])('the count is the end: %s', async (_what, count, query, pages) => {
	const { instance, requests } = await read(
		count,
		{ ...WELL_BEHAVED, counts: 'all that match' },
		{ query },
	);
	expect(requests).toBe(pages);
	expect(instance.counts).toEqual(['']);
});

describe('requests for 2,500 records', () => {
	test.each<[what: string, habits: Partial<Habits>, query: string, most: number]>([
		['by key', {}, '', 5],
		['in an order of the user', {}, 'ORDERBYDESCname', 5],
		['where the range is dropped', { range: 'drops' }, '', 7],
		['where the range is refused', { range: 'refuses' }, '', 7],
		['where a range gives no rows', { range: 'returns nothing' }, '', 9],
		['where the order is dropped', { order: 'drops' }, '', 7],
		['where the order is refused', { order: 'refuses' }, '', 6],
		['with 100 for each, by key', { cap: 100 }, '', 28],
		['with 100 for each, in an order of the user', { cap: 100 }, 'ORDERBYDESCname', 29],
		['where nearly all are hidden', { isHidden: (place) => place % 250 !== 100 }, '', 15],
	])('%s', async (_what, given, query, most) => {
		const { requests, ids, instance } = await read(2500, { ...WELL_BEHAVED, ...given }, { query });
		expect(ids).toHaveLength(instance.visible().length);
		expect(requests).toBeLessThanOrEqual(most);
	});
});

test.each<[what: string, cap: number | undefined, isMissing: boolean]>([
	['hides more than the node looks past, of short pages', 100, true],
	['hides as many, of whole pages', undefined, false],
])('says so when the instance %s', async (_what, cap, isMissing) => {
	const isHidden = (place: number) => place >= 500 && place < 1900;
	const { fetchRows, visible } = pagedInstance(2500, { ...WELL_BEHAVED, cap, isHidden });
	const source = new ContactSource({ fetchRows });
	const records = await readInPages({ query: '', offset: 0, limit: Infinity }, source);
	expect(records.length < visible().length).toBe(isMissing);
	expect(source.isIncomplete).toBe(isMissing);
});

describe('what cannot be put together is an error, after few requests', () => {
	test.each<[string, Habits, { query?: string; limit?: number }, string]>([
		[
			'the same records whatever is asked',
			{ range: 'drops', order: 'drops', offset: 'drops' },
			{ limit: 200 },
			'The instance returned the same contacts again instead of the next page',
		],
		[
			'another order with each request',
			{ range: 'drops', order: 'drops', unordered: 'random' },
			{},
			'The instance returned the contacts in another order with each page',
		],
		[
			'another order than the one of the user, and another one with each request',
			{ range: 'honors', order: 'drops', unordered: 'random' },
			{ query: 'ORDERBYname' },
			'The instance returned the contacts in another order with each page',
		],
	])('%s', async (_what, given, plan, message) => {
		for (const count of [60, 150, 1500, 2500, 9000]) {
			const run = await read(count, given, plan);
			if (run.error === undefined) {
				// They came in one page.
				expect(new Set(run.ids).size).toBe(Math.min(count, plan.limit ?? Infinity));
			} else {
				expect(run.error).toBe(message);
			}
			expect(run.requests).toBeLessThanOrEqual(10);
		}
	});

	test('records without sys_id', async () => {
		const source = new ContactSource({ fetchRows: async () => [{ name: 'Ann' }] });
		await expect(readInPages({ query: '', offset: 0, limit: 50 }, source)).rejects.toThrow(
			'The instance returned contacts without "sys_id"',
		);
	});

	test('records without any column', async () => {
		const instance = pagedInstance(2500, {
			...WELL_BEHAVED,
			isHidden: () => true,
			emptyRows: true,
		});
		const source = new ContactSource(instance);
		for (const query of ['', 'ORDERBYname']) {
			const records = await readInPages({ query, offset: 0, limit: 50 }, source);
			expect(() => source.assertReadable(records)).toThrow(
				'The ServiceNow user cannot read any column of the contacts found',
			);
		}
		expect(instance.requests.length).toBeLessThanOrEqual(16);
	});
});

test('records without any column among others are noted and left out', async () => {
	const instance = pagedInstance(100, {
		...WELL_BEHAVED,
		isHidden: (place) => place % 10 === 3,
		emptyRows: true,
	});
	const source = new ContactSource(instance);
	expect(await readInPages({ query: '', offset: 0, limit: 100 }, source)).toHaveLength(90);
	expect(source.hasUnreadable).toBe(true);
});

describe('a limit', () => {
	test.each(ways)('where the instance $range a range and $order an order', async (way) => {
		for (const limit of [1, 50, 200, 1000, 1500]) {
			const { ids, error } = await read(2500, way, { limit });
			expect(error).toBeUndefined();
			expect(new Set(ids).size).toBe(limit);
		}
	});

	test('that one page meets takes one request, whatever the order', async () => {
		const run = await read(2500, { range: 'drops', order: 'drops' }, { limit: 200 });
		expect(run.requests).toBe(1);
	});
});

describe('while others insert and delete', () => {
	test.each([
		['by key', '', WELL_BEHAVED],
		['in an order of the user', 'ORDERBYDESCsys_id', WELL_BEHAVED],
		['where the range is dropped', '', { ...WELL_BEHAVED, range: 'drops' as const }],
	])('none that stays is missed, and none comes twice, %s', async (_how, query, given) => {
		const gone = new Set<string>();
		const meanwhile = (ids: string[], request: number) => {
			for (const place of [1, 2, 3].map((each) => (request * 7 + each * 31) % 600)) {
				gone.add(ids[place]);
				ids.splice(place, 1);
			}
			// Inserts that come faster than they are read have no end.
			for (let each = 0; each < (request < 20 ? 5 : 0); each++)
				ids.push(`b${idAt(request * 10 + each).slice(1)}`);
		};
		const run = await read(2500, { ...given, meanwhile }, { query });
		expect(run.error).toBeUndefined();
		const got = new Set(run.ids);
		expect(got.size).toBe(run.ids.length);
		const stayed = Array.from({ length: 2500 }, (_, place) => idAt(place));
		expect(stayed.filter((id) => !gone.has(id) && !got.has(id))).toEqual([]);
	});
});

/** What a window says where all is known. */
const KNOWN = { isUncounted: false, isShortWindow: false, isUncertain: false };

const FOLLOWED = { ...KNOWN, isShortWindow: true };

/** Responses of 20 records, and the ones behind the first are hidden. */
const LATER: Partial<Habits> = { cap: 20, isHidden: (place) => place >= 60 && place < 200 };

const MISSING = ['isIncomplete', 'isUncounted'];

describe('a window that the user set', () => {
	async function window(given: Partial<Habits>, offset: number, limit: number) {
		const instance = pagedInstance(2500, { ...WELL_BEHAVED, ...given });
		const source = new ContactSource(instance);
		const records = await readWindow({ query: 'ORDERBYsys_id', offset, limit }, source);
		return { ids: records.map(({ sys_id: id }) => String(id)), instance, source };
	}

	test('is one request as it is', async () => {
		const { ids, instance } = await window({}, 40, 200);
		expect(ids).toEqual(instance.visible().slice(40, 240));
		expect(instance.requests).toEqual([{ query: 'ORDERBYsys_id', offset: 40, limit: 200 }]);
	});

	test('comes whole where a response has fewer records than asked for', async () => {
		const { ids, instance } = await window({ cap: 100 }, 40, 1000);
		expect(ids).toEqual(instance.visible().slice(40, 1040));
		expect(instance.requests).toHaveLength(10);
	});

	test('has no more than its own where records are hidden', async () => {
		const isHidden = (place: number) => place % 4 === 0;
		const { ids, instance, source } = await window({ isHidden }, 40, 200);
		expect(ids).toEqual(
			Array.from({ length: 200 }, (_, each) => 40 + each)
				.filter((place) => !isHidden(place))
				.map(idAt),
		);
		expect(instance.requests).toHaveLength(3);
		expect(source).toMatchObject({ isUncounted: true, isShortWindow: false });
	});

	test.each<[string, Partial<Habits>, number, object]>([
		['some of which are hidden', { isHidden: (place) => place % 4 === 0 }, 40, FOLLOWED],
		['at the end', { isHidden: (place) => place % 4 === 0 }, 2400, KNOWN],
		['that is not full', {}, 2400, KNOWN],
		['that is hidden in part by short responses', LATER, 40, { ...FOLLOWED, isUncertain: true }],
	])('%s is judged by a count', async (_what, given, offset, expected) => {
		const { source, instance } = await window({ ...given, counts: 'all that match' }, offset, 200);
		expect(source).toMatchObject(expected);
		expect(instance.counts).toEqual(['']);
	});

	test('at the end needs no count', async () => {
		const { source, instance } = await window({}, 2400, 200);
		expect(source).toMatchObject(KNOWN);
		expect(instance.requests).toHaveLength(3);
	});

	test('that shows nobody is no end where others follow', async () => {
		const hidden: Partial<Habits> = { isHidden: (place) => place < 700, counts: 'all that match' };
		await expect(window(hidden, 400, 200)).rejects.toThrow(
			'The ServiceNow user can read none of the contacts from 401 to 600 of 2500',
		);
		expect((await window({ ...hidden, isHidden: () => true }, 2400, 200)).ids).toEqual([]);
	});
});

describe('an end that nothing proves is said', () => {
	const hidden = (from: number, to = Infinity) => ({
		isHidden: (place: number) => place >= from && place < to,
	});

	const FLAGS = ['isIncomplete', 'isUncertain', 'isUncounted'] as const;

	describe.each([
		['without an order', '', WELL_BEHAVED],
		['in an order of the user', 'ORDERBYname', WELL_BEHAVED],
		['without ranges', '', { range: 'drops', order: 'honors' }],
		['where ranges give nothing', '', { range: 'returns nothing', order: 'honors' }],
	] as const)('%s', (_how, query, way) => {
		test.each<[what: string, habits: Partial<Habits>, flags: string[]]>([
			['nobody is hidden', {}, []],
			['nobody is hidden, in short responses', { cap: 100 }, []],
			['some are hidden everywhere', { isHidden: (place) => place % 3 > 0 }, []],
			['up to a page is hidden at the end', hidden(3050), []],
			['more is hidden at the end', hidden(300), ['isUncounted']],
			['short responses, all hidden at the end', { cap: 50, ...hidden(300) }, ['isUncounted']],
			['short responses, some hidden in the middle', { cap: 50, ...hidden(300, 3400) }, MISSING],
		])('%s, uncounted', async (_what, given, flags) => {
			const { source } = await read(4000, { ...way, ...given }, { query });
			expect(FLAGS.filter((flag) => source[flag])).toEqual(flags);
		});

		test.each<[what: string, habits: Partial<Habits>, flags: string[]]>([
			['much is hidden at the end', hidden(300), []],
			['responses are shorter than the steps', { cap: 50, ...hidden(300) }, ['isUncertain']],
		])('%s, counted', async (_what, given, flags) => {
			const habits: Habits = { ...way, ...given, counts: 'all that match' };
			const { source } = await read(4000, habits, { query });
			expect(FLAGS.filter((flag) => source[flag])).toEqual(flags);
		});
	});

	test('a count of none beside contacts that were read is no count', async () => {
		const isHidden = (place: number) => place >= 1000 && place < 1900;
		const { fetchRows, visible } = pagedInstance(2500, { ...WELL_BEHAVED, isHidden });
		const source = new ContactSource({ fetchRows, countMatches: async () => 0 });
		const records = await readInPages({ query: '', offset: 0, limit: Infinity }, source);
		expect(records).toHaveLength(visible().length);
	});
});
