import { createOrFind } from '../../../nodes/shared/once/findLost';
import { RequestFailedError } from '../../../nodes/shared/failure';
import { failureWith } from '../failure/failure.mts';
import { itemOf, outcomeOf } from './item.mts';

beforeEach(() => jest.useFakeTimers());

afterEach(() => jest.useRealTimers());

const record = { sys_id: 'a' };
const lost = new RequestFailedError(failureWith({ status: 500 }));
const refused = new RequestFailedError(failureWith({ status: 400 }));
const canceled = new Error('canceled');

/** What comes of a create and of the search after it, and after how many milliseconds it was made. */
async function run(created: object, found: object | undefined) {
	const { item } = itemOf(() => ({}));
	const begin = Date.now();
	let searchedAfter: number | undefined;
	const endAs = (end: object | undefined) => {
		if (end instanceof Error) throw end;
		return end as never;
	};
	const outcome = await outcomeOf(
		createOrFind(item, {
			create: async () => endAs(created),
			find: async ({ run: { signal }, tolerates }) => {
				expect(signal).toBe(item.run.canceled);
				expect(tolerates?.(refused.failure)).toBe(true);
				searchedAfter = Date.now() - begin;
				return endAs(found);
			},
		}),
	);
	return { outcome, searchedAfter };
}

test.each([
	['that was made', record],
	['that fails for certain', refused],
	['that the execution ended', canceled],
])('a create %s is not looked for', async (_what, created) => {
	expect(await run(created, record)).toEqual({ outcome: created, searchedAfter: undefined });
});

test('one whose answer got lost is looked for after two seconds, and is the answer', async () => {
	expect(await run(lost, record)).toEqual({ outcome: record, searchedAfter: 2000 });
});

test.each([
	['is not found', undefined, lost],
	['cannot be looked for', refused, lost],
	['is looked for when the execution ends', canceled, canceled],
])('one that %s is an error', async (_what, found, error) => {
	expect((await run(lost, found)).outcome).toBe(error);
});
