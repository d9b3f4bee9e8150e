import { explain } from '../../../nodes/shared/failure';
import { redactorFor } from '../../../nodes/shared/instance/redact';
import { explained, failureWith } from './failure.mts';

const REJECTED = 'The instance rejected the request as incomplete or invalid';

test.each([
	['', ''],
	['Bad Request', ''],
	['Bad Request.', ''],
	['Bad Request: Mandatory parameter(s) missing: x', ': Mandatory parameter(s) missing: x'],
	[
		'Error when processing Conversation Member operations: Invalid request. User is not a member.',
		': User is not a member',
	],
	['One.\n  Two.', ': One. Two'],
	['x'.repeat(200), `: ${'x'.repeat(150)}…`],
	[`${'x'.repeat(149)}😀😀`, `: ${'x'.repeat(149)}…`],
])('the title has what ServiceNow said: %j', (instanceMessage, said) => {
	expect(explained(failureWith({ status: 400, instanceMessage })).message).toBe(REJECTED + said);
});

test('the title has no secret', () => {
	const failure = failureWith({ status: 400, instanceMessage: 'No user hunter2hunter2' });
	const redact = redactorFor({ password: 'hunter2hunter2' });
	expect(explain(failure, redact).message).toBe(`${REJECTED}: No user *****`);
});

test.each([
	[{ status: 409 }, 'The instance rejected the request (HTTP 409): Nein'],
	[
		{ status: 403, instanceMessage: 'Operation Failed: Data Policy Exception: Set Account' },
		'A data policy of the instance rejected the values: Set Account',
	],
])('so has any other rejection: %j', (facts, title) => {
	expect(explained(failureWith({ instanceMessage: 'Nein', ...facts })).message).toBe(title);
});
