import { createOnce } from '../../../nodes/shared/once/createOnce';
import type { OnceSteps } from '../../../nodes/shared/once/onceSteps';
import { SeenRecords } from '../../../nodes/shared/once/seenRecords';

const times = { settleMs: 1000, recoveryMs: 1000, maxWaitMs: 60_000 };

class Lost extends Error {}
class Failed extends Error {}
class Canceled extends Error {}

/** Creates that end so, one after another; nothing is found in between. */
async function endOf(...errors: Error[]): Promise<unknown> {
	let now = 1_790_000_000_000;
	const steps: OnceSteps = {
		search: async () => ({ records: [], instanceTime: now }),
		create: async () => await Promise.reject(errors.shift()!),
		mayHaveBeenDone: (error) => error instanceof Lost,
		isFailure: (error) => !(error instanceof Canceled),
		wait: async (milliseconds) => {
			now += milliseconds;
		},
		now: () => now,
		seen: new SeenRecords(),
	};
	return await createOnce(steps, times).catch((error: unknown) => error);
}

test('a create that fails for certain is an error', async () => {
	expect(await endOf(new Failed())).toBeInstanceOf(Failed);
});

test('after a lost answer, what fails for certain does not hide that the first may have been done', async () => {
	const first = new Lost();
	expect(await endOf(first, new Failed())).toBe(first);
});

test('the last of several lost answers counts', async () => {
	const last = new Lost();
	expect(await endOf(new Lost(), last, new Failed())).toBe(last);
});

test('the end of the execution stays what it is', async () => {
	expect(await endOf(new Lost(), new Canceled())).toBeInstanceOf(Canceled);
});
