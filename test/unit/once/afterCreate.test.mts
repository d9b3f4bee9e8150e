import { afterCreate } from '../../../nodes/shared/once/afterCreate';
import { RunStoppedError } from '../../../nodes/shared/transport/run';

function newRun() {
	const stop = new AbortController();
	const cancel = new AbortController();
	const stopped = new Promise<never>((_, reject) => {
		stop.signal.addEventListener('abort', () => reject(stop.signal.reason));
	});
	stopped.catch(() => {});
	const { signal: canceled } = cancel;
	const run = { begin: jest.fn(), stopOthers: jest.fn(), signal: stop.signal, canceled, stopped };
	return { run, stop, cancel };
}

/** What comes first: the end of the run, or the next turn. */
async function firstOf(stopped: Promise<never>): Promise<unknown> {
	return await Promise.race([stopped, new Promise((go) => setImmediate(go, 'goes on'))]);
}

test('the failure of another item does not stop it', async () => {
	const { run, stop } = newRun();
	const later = afterCreate(run);
	stop.abort(new RunStoppedError());
	expect(await firstOf(later.stopped)).toBe('goes on');
	expect(later.signal.aborted).toBe(false);
});

test.each([
	['alone', false],
	['after the failure of another item', true],
])('the end of the execution does, %s', async (_when, hasFailed) => {
	const { run, stop, cancel } = newRun();
	const later = afterCreate(run);
	if (hasFailed) stop.abort(new RunStoppedError());
	const canceled = new Error('canceled');
	cancel.abort(canceled);
	await expect(later.stopped).rejects.toBe(canceled);
	expect(later.signal.reason).toBe(canceled);
	await expect(afterCreate(run).stopped).rejects.toBe(canceled);
});

test('an item that comes to it after the end of the execution is stopped at once', async () => {
	const { run, cancel } = newRun();
	const canceled = new Error('canceled');
	cancel.abort(canceled);
	await expect(afterCreate(run).stopped).rejects.toBe(canceled);
});

test('its requests count as those of the run, and stop others where they may', () => {
	const { run } = newRun();
	const later = afterCreate(run);
	later.begin();
	later.stopOthers();
	expect(run.begin).toHaveBeenCalledTimes(1);
	expect(run.stopOthers).toHaveBeenCalledTimes(1);
});
