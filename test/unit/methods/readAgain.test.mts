import { readAgain } from '../../../nodes/shared/methods/readAgain';
import type { HttpResponse } from '../../../nodes/shared/transport/readResponse';
import { createContact } from '../failure/failure.mts';

const operation = { ...createContact, safety: 'read' as const };

const unavailable: HttpResponse = { statusCode: 502, headers: {}, body: '' };

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

test.each([
	['the first answer', []],
	['an answer after a failure', [unavailable]],
])('a user waits 20 s as a whole when %s never ends', async (_what, before) => {
	const answers = [...before];
	const start = Date.now();
	const signals: AbortSignal[] = [];
	const outcome = readAgain(operation, async (signal) => {
		signals.push(signal);
		return answers.shift() ?? (await new Promise<never>(() => {}));
	}).then((read) => ({ read, afterMs: Date.now() - start }));
	await jest.advanceTimersByTimeAsync(60_000);
	expect(await outcome).toMatchObject({
		read: { failure: { code: 'ETIMEDOUT' } },
		afterMs: 20_000,
	});
	expect(signals.map(({ aborted }) => aborted)).toEqual([...before.map(() => false), true]);
	expect(jest.getTimerCount()).toBe(0);
});
