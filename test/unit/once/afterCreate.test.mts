import { afterCreate } from '../../../nodes/shared/once/afterCreate';
import { RunStoppedError } from '../../../nodes/shared/transport/run';
import { logSummary, noteRequest } from '../../../nodes/shared/transport/runSummary';

function newRun() {
	const controller = new AbortController();
	const { signal } = controller;
	const stopped = new Promise<never>((_, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason));
	});
	stopped.catch(() => {});
	const run = { begin: jest.fn(), stopOthers: jest.fn(), signal, stopped };
	return { run, stop: (reason: Error) => controller.abort(reason) };
}

test('the failure of another item does not stop it', async () => {
	const { run, stop } = newRun();
	const later = afterCreate(run);
	stop(new RunStoppedError());
	const first = await Promise.race([
		later.stopped,
		new Promise((go) => setImmediate(go, 'goes on')),
	]);
	expect(first).toBe('goes on');
	expect(later.signal.aborted).toBe(false);
});

test('the end of the execution does', async () => {
	const { run, stop } = newRun();
	const later = afterCreate(run);
	const canceled = new Error('canceled');
	stop(canceled);
	await expect(later.stopped).rejects.toBe(canceled);
	expect(later.signal.reason).toBe(canceled);
});

test('its requests count for the run', () => {
	const { run } = newRun();
	const debug = jest.fn();
	const request = { isRejected: false, inFlight: 1 };
	noteRequest(run.signal, request);
	noteRequest(afterCreate(run).signal, request);
	logSummary({ debug }, run.signal);
	expect(debug).toHaveBeenCalledWith(
		expect.stringMatching(/^ServiceNow requests: 2 sent/),
		expect.anything(),
	);
});
