import {
	assertColumn,
	assertFound,
	isOpen,
	readFound,
	searchableIdIn,
	searchQuery,
} from '../../../nodes/ServiceNowOpenFrame/resources/voiceInteraction/found';
import {
	assertReusable,
	isReuseOn,
	sessionIdOf,
} from '../../../nodes/ServiceNowOpenFrame/resources/voiceInteraction/sessionId';
import { refusal, whyNot } from '../input/field.mts';

const row = (id: string, sys_id = 'a') => ({ client_session_id: id, sys_id });

const LONG = `${'x'.repeat(39)} y`;

describe('the query for a call', () => {
	test('is by equality with its ID, and with what an instance makes of a long one', () => {
		expect(searchQuery('call-1')).toBe('client_session_id=call-1');
		expect(searchQuery('x'.repeat(40))).toBe(`client_session_id=${'x'.repeat(40)}`);
		expect(searchQuery(LONG)).toBe(
			`client_session_id=${LONG}^ORclient_session_id=${'x'.repeat(39)}`,
		);
	});

	test('has the interaction that was created just now besides', () => {
		expect(searchQuery('call-1', 'b')).toBe('client_session_id=call-1^ORsys_id=b');
	});
});

describe('what a search returned', () => {
	test('are the interactions with the very ID, and the own one', () => {
		const rows = [row('call-1 '), row('\u200bcall-1', 'b'), row('CALL-1', 'c'), row('x', 'd')];
		expect(readFound(rows, 'call-1')).toEqual(rows.slice(0, 2));
		expect(readFound(rows, 'call-1', 'd')).toEqual([rows[0], rows[1], rows[3]]);
		expect(readFound([], 'call-1')).toEqual([]);
	});

	test('is none where others have an ID that a database takes for equal', () => {
		expect(readFound([row('CALL-1'), row('cáll-1')], 'call-1')).toEqual([]);
		expect(readFound([row('X'.repeat(39))], LONG)).toEqual([]);
	});

	test('is not known where the instance has cut an ID', () => {
		const [message, advice] = refusal(() => readFound([row('y'), row('x'.repeat(39))], LONG));
		expect(message).toBe(
			'The instance has an interaction with the first 40 characters of "Client Session ID"',
		);
		expect(advice).toMatch(/Use an ID of at most 40 characters, or turn off/);
	});

	test('is not known where it ignores the condition', () => {
		const [message, advice] = refusal(() => readFound([row('call-1x'), row('CALL-1')], 'call-1'));
		expect(message).toBe('The search by client session ID does not work on the instance');
		expect(advice).toMatch(/^The instance returned other interactions, so .*client_session_id/);
	});

	test.each([[{ sys_id: 'a' }], [{ client_session_id: 'call-1' }]])(
		'is not known without a column: %j',
		(part) => {
			const [message, advice] = refusal(() => readFound([row('call-1'), part], 'call-1'));
			expect(message).toBe('The column client_session_id of the table interaction cannot be read');
			expect(advice).toMatch(
				/read access to the columns sys_id and client_session_id, or turn off/,
			);
		},
	);
});

test('of a table of which nothing is seen, nothing is known', () => {
	const [message, advice] = refusal(() => assertColumn([]));
	expect(message).toBe('Not one record of the table interaction can be read');
	expect(advice).toMatch(/^ServiceNow returns an empty list .* No interaction was created\. If/);
	expect(() => assertColumn([row('')])).not.toThrow();
});

test('a search is tried with an ID that is one', () => {
	const none = ['', 'undefined', 'a^b', 'javascript:x'].map((id) => row(id));
	expect(searchableIdIn(none)).toBeUndefined();
	expect(searchableIdIn([...none, row(' call-1 '), row('call-2')])).toBe('call-1');
});

test('a search works that finds it, in any letter case', () => {
	expect(() => assertFound([row('x'), row('CALL-1')], 'call-1')).not.toThrow();
	for (const rows of [[], [row('call-2')]]) {
		const [message, advice] = refusal(() => assertFound(rows, 'call-1'));
		expect(message).toBe('The search by client session ID does not work on the instance');
		expect(advice).toMatch(/^The instance did not find an interaction that exists/);
	}
});

test.each([
	[{ state: 'new' }, true],
	[{ state: 'closed_complete' }, false],
	[{ state: 'closed_abandoned' }, false],
	[{}, true],
])('%j is open: %s', (interaction, expected) => {
	expect(isOpen(interaction)).toBe(expected);
});

describe('before anything is sent', () => {
	const settings = { reuseByClientSessionId: true };
	const bodyOf = (interaction: object) => ({ interaction }) as never;

	test('the ID is that of the body', () => {
		expect(sessionIdOf(bodyOf({ clientSessionId: 'call-1' }))).toBe('call-1');
		expect(sessionIdOf(bodyOf({ clientSessionId: 7 }))).toBe('7');
		expect(sessionIdOf(bodyOf({ clientSessionId: ' ' }))).toBe('');
		expect(sessionIdOf({})).toBe('');
	});

	test('nothing is checked where reuse is off', () => {
		expect(isReuseOn(undefined)).toBe(false);
		expect(() => assertReusable(bodyOf({}), {})).not.toThrow();
		expect(() => assertReusable(bodyOf({}), { reuseByClientSessionId: 'no' })).not.toThrow();
	});

	test('an ID of up to 40 characters is taken, and a longer one where limits are not held', () => {
		const id = 'x'.repeat(40);
		expect(() => assertReusable(bodyOf({ clientSessionId: id }), settings)).not.toThrow();
		const long = bodyOf({ clientSessionId: `${id}x` });
		const [message, advice] = refusal(() => assertReusable(long, settings));
		expect(message).toBe('"Client Session ID" has 41 characters; ServiceNow stores at most 40');
		expect(advice).toMatch(/^Shorten the ID: .* turn off "Check Documented Limits"\.$/);
		expect(() => assertReusable(long, { ...settings, checkDocumentedLimits: false })).not.toThrow();
	});

	test.each<[object, string, RegExp]>([
		[{}, '"Client Session ID" is required when', /^Enter the ID of the call/],
		[
			{ clientSessionId: 'a^b' },
			'"Client Session ID" cannot be searched for: "a^b"',
			/^ServiceNow/,
		],
		[
			{ clientSessionId: 'javascript:x' },
			'"Client Session ID" cannot be searched for: "javascript:x"',
			/^ServiceNow reads "\^"/,
		],
		[
			{ clientSessionId: 'a', additionalParams: { client_session_id: 'b' } },
			'"Additional Params" contains client_session_id',
			/^Remove it/,
		],
	])('%j is refused', (interaction, message, advice) => {
		const [why, what] = refusal(() => assertReusable(bodyOf(interaction), settings));
		expect(why.startsWith(message)).toBe(true);
		expect(what).toMatch(advice);
	});

	test('a settle time that is none is refused, and other additional parameters are not', () => {
		const body = bodyOf({ clientSessionId: 'a', additionalParams: { state: 'b' } });
		expect(() => assertReusable(body, { ...settings, settleTime: 60 })).not.toThrow();
		expect(whyNot(() => assertReusable(body, { ...settings, settleTime: 61 }))).toContain(
			'"Settle Time" is not a whole number from 0 to 60',
		);
	});

	test.each([
		[{ reuseByClientSessionId: 'maybe' }, '"Reuse by Client Session ID"'],
		[{ ...settings, checkDocumentedLimits: 'maybe' }, '"Check Documented Limits"'],
	])('%j is refused by its name', (given, name) => {
		const body = bodyOf({ clientSessionId: 'a' });
		expect(whyNot(() => assertReusable(body, given))).toContain(name);
	});
});
