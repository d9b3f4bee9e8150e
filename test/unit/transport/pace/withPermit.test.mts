import { ConcurrencyLimiter } from '../../../../nodes/shared/transport/pace/limiter';
import { withPermit } from '../../../../nodes/shared/transport/pace/withPermit';

const answer = (statusCode: number) => ({
	statusCode,
	headers: { 'server-timing': 'sem_wait;dur=3' },
	body: {},
});

const { signal } = new AbortController();

test('takes its turn behind the items of a run', async () => {
	const limiter = new ConcurrencyLimiter();
	const run = new AbortController().signal;
	const permits = await Promise.all(
		Array.from({ length: 4 }, async () => await limiter.acquire(undefined, run)),
	);
	const send = jest.fn(async () => answer(200));
	const list = withPermit(limiter, signal, send);
	await Promise.resolve();
	expect(send).not.toHaveBeenCalled();
	void limiter.acquire(undefined, run);
	limiter.release(permits[0], { succeeded: true });
	await expect(list).resolves.toEqual(answer(200));
});

test('gives its permit back whatever comes, with what the answer tells', async () => {
	const limiter = new ConcurrencyLimiter();
	const release = jest.spyOn(limiter, 'release');
	const cut = jest.spyOn(limiter, 'cut');
	await withPermit(limiter, signal, async () => answer(200));
	await withPermit(limiter, signal, async () => answer(404));
	expect(cut).not.toHaveBeenCalled();
	await withPermit(limiter, signal, async () => answer(429));
	expect(cut).toHaveBeenCalledTimes(1);
	const broken = withPermit(limiter, signal, async () => await Promise.reject(new Error('broken')));
	await expect(broken).rejects.toThrow('broken');
	expect(release.mock.calls.map(([, end]) => end)).toEqual([
		{ succeeded: true, waitedMs: 3 },
		{ succeeded: false, waitedMs: 3 },
		{ succeeded: false },
		{ succeeded: false },
	]);
});

test('does not wait longer than anybody waits for it', async () => {
	const limiter = new ConcurrencyLimiter();
	const run = new AbortController().signal;
	await limiter.acquire(1, run);
	const end = new AbortController();
	const send = jest.fn(async () => answer(200));
	const list = withPermit(limiter, end.signal, send);
	end.abort(new Error('closed'));
	await expect(list).rejects.toThrow('closed');
	expect(send).not.toHaveBeenCalled();
});
