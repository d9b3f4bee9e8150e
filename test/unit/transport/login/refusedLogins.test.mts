import type { Failure } from '../../../../nodes/shared/failure';
import {
	forgetRefusals,
	RefusedLogins,
	refusedLoginsOf,
} from '../../../../nodes/shared/transport/login/refusedLogins';
import { failureWith } from '../../failure/failure.mts';

const MINUTE_MS = 60_000;

const failure = failureWith({ status: 401 });

const login = (digest: string, resource = 'read') => ({ digest, resource });

let refused: RefusedLogins;

beforeEach(() => {
	jest.useFakeTimers();
	refused = new RefusedLogins();
});

afterEach(() => {
	jest.useRealTimers();
});

/** For how long a login is held, in minutes. */
const heldFor = (digest: string, resource?: string) =>
	(refused.find(login(digest, resource))?.heldMs ?? 0) / MINUTE_MS;

const refuse = (digest: string, resource?: string, everywhere = false) =>
	refused.add(login(digest, resource), everywhere, failure);

test('of a failure, what the message needs is kept, and nothing else', () => {
	const whole: Failure = {
		...failureWith({ status: 401, instanceMessage: 'No', noToken: 'refused', body: 'secret' }),
		headers: { 'x-mfa_token': 'yes', cookie: 'secret' },
	};
	refused.add(login('a'), true, whole);
	expect(refused.find(login('a'))).toEqual({
		headers: { 'x-mfa_token': 'yes' },
		instanceMessage: 'No',
		noToken: 'refused',
		status: 401,
		heldMs: MINUTE_MS,
	});
});

test('nothing is kept before the first refusal, nor 15 minutes after the end of the last', () => {
	expect([refused.isEmpty, refused.isIdle]).toEqual([true, true]);
	refuse('a');
	expect([refused.isEmpty, refused.isIdle]).toEqual([false, false]);
	jest.advanceTimersByTime(16 * MINUTE_MS - 1);
	expect(refused.isIdle).toBe(false);
	jest.advanceTimersByTime(1);
	expect(refused.isIdle).toBe(true);
	expect(refused.isEmpty).toBe(true);
});

test('a refusal of what was sent before the first is known says nothing new', () => {
	refuse('a');
	refuse('a');
	expect(heldFor('a')).toBe(1);
});

test('the wait of one login makes that of another no longer', () => {
	refuse('a');
	jest.advanceTimersByTime(MINUTE_MS);
	refuse('b');
	expect(heldFor('b')).toBe(1);
	refuse('a');
	expect(heldFor('a')).toBe(2);
});

test('of several waits the longest counts', () => {
	refuse('a', 'read');
	jest.advanceTimersByTime(MINUTE_MS / 2);
	refuse('a', 'write', true);
	expect(heldFor('a', 'read')).toBe(1);
	expect(heldFor('a', 'anything')).toBe(1);
});

test('the last 500 are kept, each login for a thing once', () => {
	for (let key = 0; key < 500; key += 1) refuse(String(key));
	for (const minutes of [1, 2]) {
		jest.advanceTimersByTime(minutes * MINUTE_MS);
		refuse('0');
	}
	refuse('1');
	expect(heldFor('1')).toBe(2);
	for (let key = 0; key < 499; key += 1) refuse(`new ${key}`);
	expect(heldFor('1')).toBe(2);
	expect(heldFor('0')).toBe(0);
});

describe('a login that is accepted', () => {
	test('leaves others as they are', () => {
		refuse('a');
		refuse('b');
		refuse('c', 'write', true);
		refused.accept(login('a'));
		expect([heldFor('a'), heldFor('b'), heldFor('c')]).toEqual([0, 1, 1]);
	});

	test('is still refused for what refused it alone', () => {
		refuse('a', 'write', true);
		refused.accept(login('a', 'read'));
		expect([heldFor('a', 'read'), heldFor('a', 'write')]).toEqual([0, 1]);
	});
});

test('a login that the user has tried is forgotten at all instances, and no other', () => {
	const instances = ['one', 'two'].map((address) => refusedLoginsOf(address));
	for (const instance of instances) {
		instance.add(login('a'), true, failure);
		instance.add(login('b'), true, failure);
	}
	forgetRefusals('a');
	for (const instance of instances) {
		expect(instance.find(login('a'))).toBeUndefined();
		expect(instance.find(login('b'))).toBeDefined();
	}
});
