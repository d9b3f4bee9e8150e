import { runExclusive } from '../../../nodes/shared/transport/lock';

const never = new Promise<never>(() => {});

/** Work that goes on until it is told to end. */
class Work {
	begun = false;

	end: () => void = () => {};

	fail: (reason: Error) => void = () => {};

	private readonly over = new Promise<void>((resolve, reject) => {
		this.end = resolve;
		this.fail = reject;
	});

	run = async (): Promise<string> => {
		this.begun = true;
		await this.over;
		return 'done';
	};
}

/** Lets everything run that needs no more than promises. */
async function settle(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

test('the third waits while the second works, though it came then', async () => {
	const [first, second, third] = [new Work(), new Work(), new Work()];
	const begun = () => [first, second, third].map((work) => work.begun);
	const results = [runExclusive('k', never, first.run), runExclusive('k', never, second.run)];
	await settle();
	expect(begun()).toEqual([true, false, false]);
	first.end();
	await settle();
	expect(begun()).toEqual([true, true, false]);
	results.push(runExclusive('k', never, third.run));
	await settle();
	expect(begun()).toEqual([true, true, false]);
	second.end();
	await settle();
	expect(begun()).toEqual([true, true, true]);
	third.end();
	expect(await Promise.all(results)).toEqual(['done', 'done', 'done']);
});

test('another key is another lock', async () => {
	const [one, other] = [new Work(), new Work()];
	const results = [runExclusive('one', never, one.run), runExclusive('other', never, other.run)];
	await settle();
	expect([one.begun, other.begun]).toEqual([true, true]);
	one.end();
	other.end();
	await Promise.all(results);
});

test('work that fails releases the lock', async () => {
	const [first, second] = [new Work(), new Work()];
	const failed = runExclusive('k', never, first.run);
	const next = runExclusive('k', never, second.run);
	first.fail(new Error('failed'));
	await expect(failed).rejects.toThrow('failed');
	second.end();
	expect(await next).toBe('done');
});

test('whoever gives up leaves the queue in order', async () => {
	const [first, second, third] = [new Work(), new Work(), new Work()];
	const results = [runExclusive('k', never, first.run)];
	const stopped = Promise.reject(new Error('stopped'));
	await expect(runExclusive('k', stopped, second.run)).rejects.toThrow('stopped');
	results.push(runExclusive('k', never, third.run));
	await settle();
	expect([second.begun, third.begun]).toEqual([false, false]);
	first.end();
	third.end();
	expect(await Promise.all(results)).toEqual(['done', 'done']);
	expect(second.begun).toBe(false);
});
