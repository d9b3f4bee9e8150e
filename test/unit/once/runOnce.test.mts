import { RequestFailedError } from '../../../nodes/shared/failure';
import { InvalidInputError } from '../../../nodes/shared/inputError';
import { checkErrorOf } from '../../../nodes/shared/once/checkError';
import { runOnce, type OnceRun } from '../../../nodes/shared/once/runOnce';
import type { KeyedRecord } from '../../../nodes/shared/once/sighting';
import { toGlide } from '../../../nodes/shared/platform/glideDateTime';
import type { ItemContext } from '../../../nodes/shared/transport/requestContext';
import { RunStoppedError } from '../../../nodes/shared/transport/run';
import { whenAborted } from '../../../nodes/shared/transport/whenAborted';
import { failureWith } from '../failure/failure.mts';
import { itemOf, outcomeOf } from './item.mts';

beforeEach(() => jest.useFakeTimers());

afterEach(() => jest.useRealTimers());

const times = { settleMs: 2000, recoveryMs: 2000, maxWaitMs: 0 };

const young = (sysId: string): KeyedRecord => ({
	sysId,
	number: '',
	createdOn: toGlide(Date.now()),
	isOpen: true,
});

let origins = 0;

/** An item whose run another one can stop, and an execution that can be canceled. */
function start(search: (call: number, item: ItemContext) => KeyedRecord[]) {
	const { item } = itemOf(() => ({}));
	const [stop, cancel] = [new AbortController(), new AbortController()];
	const stopped = whenAborted(stop.signal);
	stopped.catch(() => {});
	const run = { ...item.run, signal: stop.signal, stopped, canceled: cancel.signal };
	const searchedAt: number[] = [];
	const create = jest.fn(async () => 'own');
	const begin = Date.now();
	const work = runOnce({ ...item, run }, `https://run-once${(origins += 1)}.example`, times, {
		search: async (searcher) => {
			searchedAt.push(Date.now() - begin);
			return search(searchedAt.length, searcher);
		},
		create,
	});
	return { work, stop, cancel, run, searchedAt, create };
}

test('the search after a create waits until all is visible that came in the same second', async () => {
	const { work, searchedAt } = start((call) => (call === 1 ? [] : [young('own')]));
	expect(await outcomeOf(work)).toMatchObject({ own: 'own', isReused: false });
	expect(searchedAt).toHaveLength(2);
	expect(searchedAt[1]).toBeGreaterThanOrEqual(3000);
});

test('while nothing is created, the failure of another item ends it', async () => {
	const { work, stop, create } = start(() => [young('a')]);
	await jest.advanceTimersByTimeAsync(500);
	stop.abort(new RunStoppedError());
	expect(await outcomeOf(work)).toBeInstanceOf(RunStoppedError);
	expect(create).not.toHaveBeenCalled();
});

test('from its create on, it goes on until the execution ends', async () => {
	const seen: ItemContext[] = [];
	const { work, stop, run } = start((call, item) => {
		seen.push(item);
		return call === 1 ? [] : [young('own')];
	});
	await jest.advanceTimersByTimeAsync(500);
	stop.abort(new RunStoppedError());
	expect(await outcomeOf(work)).toMatchObject({ own: 'own' });
	expect(seen.map((item) => item.run.signal)).toEqual([run.signal, run.canceled]);
	const failure = failureWith({ status: 500 });
	expect(seen.map(({ tolerates }) => tolerates?.(failure) ?? false)).toEqual([false, true]);
});

test.each<[string, Error, string | undefined]>([
	['was refused', new RequestFailedError(failureWith({ status: 404 })), 'The record was not found'],
	['was not made', new InvalidInputError('No search', ''), 'No search'],
	['was stopped', new RunStoppedError('stopped'), 'stopped'],
	['ended with the execution', new Error('canceled'), undefined],
])('where the search after a create %s', async (_how, error, told) => {
	const { work } = start((call) => {
		if (call === 1) return [];
		throw error;
	});
	const outcome = await outcomeOf(work);
	if (told === undefined) return expect(outcome).toBe(error);
	expect(outcome).toMatchObject({ own: 'own', isReused: false });
	expect(await checkErrorOf(outcome as OnceRun)).toEqual({ duplicate_check_error: told });
});
