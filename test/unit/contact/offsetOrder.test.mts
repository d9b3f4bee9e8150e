import { ContactSource } from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/contactSource';
import { readByOffset } from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/offsetPaging';
import { idAt } from './pagedInstance.mts';

const range = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);

/** Reads two pages by offset, whatever they hold: the contacts by their place, the second page of 1,000. */
async function readTwo(second: number[], offset = 0) {
	const pages = new Map([
		[offset, range(0, 1000)],
		[offset + 999, second],
	]);
	const source = new ContactSource({
		fetchRows: async ({ query, offset: start }) => {
			const places = query.includes('DESC') ? [] : (pages.get(start) ?? []);
			return places.map((place) => ({ sys_id: idAt(place) }));
		},
	});
	const plan = { query: 'ORDERBYname', offset, limit: Infinity };
	return await readByOffset(plan, source, () => undefined).then(
		(records) => records.length,
		(error: Error) => error.message,
	);
}

const UNSTABLE = 'The instance returned the contacts in another order with each page';

describe('contacts of the page before that come among new ones', () => {
	test.each<[what: string, second: number[], expected: number | string]>([
		['none', range(999, 1000), 1999],
		['a quarter', [...range(1000, 250), ...range(750, 250), ...range(1250, 500)], 1750],
		['more', [...range(1000, 251), ...range(749, 251), ...range(1251, 498)], UNSTABLE],
		['few behind many new ones', [...range(1000, 300), 998, 999, ...range(1300, 698)], 1998],
		['many behind few new ones', [1000, 1001, ...range(700, 300), ...range(1002, 698)], 1700],
		[
			'many in front, and one',
			[...range(600, 300), ...range(1000, 300), 999, ...range(1300, 399)],
			1699,
		],
	])('%s', async (_what, second, expected) => {
		expect(second).toHaveLength(1000);
		expect(await readTwo(second)).toBe(expected);
	});
});

test.each([
	['of the whole list', 0],
	['behind an offset', 900],
])('pages have up to a fifth fewer contacts than places: %s', async (_what, offset) => {
	const overlapping = (again: number) => range(1000 - again, 1000);
	expect(await readTwo(overlapping(100), offset)).toBe(1900);
	expect(await readTwo(overlapping(400), offset)).toBe(1600);
	expect(await readTwo(overlapping(401), offset)).toBe(UNSTABLE);
});
