import { isBrokenJson, reportsFailure } from '../../../nodes/shared/failure/body';
import { isEnveloped } from '../../../nodes/shared/failure/conditions';
import { failureWith } from './failure.mts';

test.each<[unknown, boolean]>([
	[{ status: 'failure' }, true],
	[{ status: 'FAILURE' }, true],
	[{ status: 'failures' }, false],
	[{ status: 'no failure' }, false],
	[{ error: '' }, true],
	[{ error: null, status: 'success' }, false],
	[{}, false],
	['failure', false],
])('%j reports a failure: %s', (body, expected) => {
	expect(reportsFailure(body)).toBe(expected);
});

test.each<[unknown, boolean]>([
	['{"result":[', true],
	[' [1] and more', true],
	['{"result":[]}', false],
	[' [1]', false],
	['text with { in it', false],
	[{}, false],
])('%j is JSON that breaks off: %s', (body, expected) => {
	expect(isBrokenJson(body)).toBe(expected);
});

test.each<[unknown, boolean]>([
	[{ error: { message: 'No' }, status: 'failure' }, true],
	[{ error: { message: 'No' } }, false],
	[{ error: 'No', status: 'failure' }, false],
	[{ status: 'failure' }, false],
	['<html>', false],
	[undefined, false],
])('%j is the envelope of ServiceNow: %s', (body, expected) => {
	expect(isEnveloped(failureWith({ status: 400, body }))).toBe(expected);
});
