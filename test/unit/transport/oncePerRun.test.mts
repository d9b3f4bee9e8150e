import { oncePerRun } from '../../../nodes/shared/transport/oncePerRun';

let run: AbortSignal;

beforeEach(() => {
	run = new AbortController().signal;
});

const answering = (isCertain: boolean) => jest.fn(async () => isCertain);

test('finds out once for all of a run, also for those that ask at once', async () => {
	const findOut = answering(true);
	await Promise.all([oncePerRun(run, 'key', findOut), oncePerRun(run, 'key', findOut)]);
	await oncePerRun(run, 'key', findOut);
	expect(findOut).toHaveBeenCalledTimes(1);
});

test('runs and keys share nothing', async () => {
	const findOut = answering(true);
	await oncePerRun(run, 'key', findOut);
	await oncePerRun(run, 'other', findOut);
	await oncePerRun(new AbortController().signal, 'key', findOut);
	expect(findOut).toHaveBeenCalledTimes(3);
});

test('what is not certain is found out anew', async () => {
	const findOut = answering(false);
	await oncePerRun(run, 'key', findOut);
	await oncePerRun(run, 'key', findOut);
	expect(findOut).toHaveBeenCalledTimes(2);
});

test('so is what fails, and all who waited for it hear of it', async () => {
	const failing = jest.fn(async () => await Promise.reject(new Error('away')));
	const both = [oncePerRun(run, 'key', failing), oncePerRun(run, 'key', failing)];
	for (const each of both) await expect(each).rejects.toThrow('away');
	expect(failing).toHaveBeenCalledTimes(1);
	const findOut = answering(true);
	await oncePerRun(run, 'key', findOut);
	expect(findOut).toHaveBeenCalledTimes(1);
});
