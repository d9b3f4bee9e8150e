import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { settingsOf } from '../../../nodes/ServiceNowCsmTrigger/settings';

function settings(parameters: IDataObject) {
	const all: IDataObject = { event: 'contactCreated', ...parameters };
	const context = { getNodeParameter: (name: string, fallback: unknown) => all[name] ?? fallback };
	return settingsOf(context as unknown as IPollFunctions);
}

test('defaults', () => {
	expect(settings({})).toMatchObject({
		eventName: 'contactCreated',
		state: '',
		filter: '',
		simplify: true,
		lookBackMs: 120_000,
		maxChanges: 5000,
	});
});

test.each([10, 3600])('a look-back time of %d seconds is accepted', (lookBack) => {
	expect(settings({ options: { lookBack } }).lookBackMs).toBe(lookBack * 1000);
});

test.each([9, 3601, 60.5, 'soon', true])('a look-back time of %j is refused', (lookBack) => {
	expect(() => settings({ options: { lookBack } })).toThrow('"Look-Back" is');
});

test.each([1, 50_000])('%d changes per poll are accepted', (maxChanges) => {
	expect(settings({ options: { maxChanges } }).maxChanges).toBe(maxChanges);
});

test.each([0, 50_001])('%d changes per poll are refused', (maxChanges) => {
	expect(() => settings({ options: { maxChanges } })).toThrow('"Max Changes per Poll" is');
});

test.each([
	['ORDERBYname', 'in front'],
	['ORDERBYDESCname^active=true', 'in front, descending'],
	['active=true^ORDERBYname', 'at the end'],
	['active=true^GROUPBYcity', 'by a group'],
])('an order is refused: %s (%s)', (sysparm_query) => {
	expect(() => settings({ sysparm_query })).toThrow('"Query" sets an order');
});

test.each([
	['active=true^EQ', 'active=true'],
	['active=true^EQ^NQcity=Berlin^EQ', 'active=true^NQcity=Berlin'],
	['^active=true^', 'active=true'],
	[' active=true ', 'active=true'],
	['name%3Da%5Ecity%3DBerlin%5EEQ', 'name=a^city=Berlin'],
])('a copied query %j becomes %j', (sysparm_query, filter) => {
	expect(settings({ sysparm_query }).filter).toBe(filter);
});

test('a condition on a related list is refused', () => {
	const sysparm_query = 'active=true^RLQUERYinteraction.opened_for,>=1^ENDRLQUERY';
	expect(() => settings({ sysparm_query })).toThrow('"Query" has a condition on a related list');
});

test.each(['', ' ', undefined, null, 'new^ORstate=closed', 'javascript:x'])(
	'the state %j is refused',
	(state) => {
		expect(() => settings({ event: 'interactionStateChanged', state })).toThrow('"State" is');
	},
);

test('an event that there is not is refused', () => {
	expect(() => settings({ event: 'contactDeleted' })).toThrow(
		'"Trigger On" is not one of its choices',
	);
});

test('logins are told by who updated the contact, and can be asked for', () => {
	const queries = (options: IDataObject) =>
		settings({ event: 'contactUpdated', options }).event.conditions.map(({ query }) => query);
	const noLogins = 'sys_updated_by!=system^sys_updated_by!=guest';
	expect(queries({})).toEqual(['sys_mod_count>0', noLogins]);
	expect(queries({ includeLogins: true })).toEqual(['sys_mod_count>0']);
});

test.each([
	['false', false],
	['no', false],
	[0, false],
	['TRUE', true],
	[1, true],
	['', true],
])('Simplify of %j is %s', (simplify, expected) => {
	expect(settings({ simplify }).simplify).toBe(expected);
});

test('Include Logins is read in the same way, and what is neither is refused', () => {
	const eventOf = (includeLogins: unknown) =>
		settings({ event: 'contactUpdated', options: { includeLogins } as IDataObject }).event;
	expect(eventOf('no')).toEqual(eventOf(false));
	expect(eventOf('yes')).toEqual(eventOf(true));
	expect(eventOf('yes')).not.toEqual(eventOf(false));
	expect(() => eventOf('maybe')).toThrow('"Include Logins" is neither true nor false');
});

test.each<[IDataObject, string, string]>([
	[
		{ sysparm_query: 'ORDERBYname' },
		'"Query" sets an order',
		'Remove ORDERBY, ORDERBYDESC, and GROUPBY: the trigger reads in the order of the changes.',
	],
	[
		{ sysparm_query: 'RLQUERYinteraction.opened_for,>=1^ENDRLQUERY' },
		'"Query" has a condition on a related list',
		'Remove RLQUERY: the trigger cannot join it with its own conditions. Check the related records in the workflow.',
	],
	[
		{ event: 'interactionStateChanged', state: 'a^b' },
		'"State" is not a state: "a^b"',
		'Select the state to wait for, or use an expression that returns its value, such as closed_complete.',
	],
])('what is refused in %j, and what to do', (parameters, message, advice) => {
	expect(() => settings(parameters)).toThrow(expect.objectContaining({ message, advice }));
});

test.each<[IDataObject, RegExp]>([
	[{ sysparm_query: `name=${'x'.repeat(100_000)}` }, /^"Query" /],
	[{ sysparm_query: 'javascript:gs.now()' }, /^"Query" /],
	[{ simplify: 'maybe' }, /^"Simplify" is neither true nor false/],
])('a message names the field of %#', (parameters, message) => {
	expect(() => settings(parameters)).toThrow(message);
});

test('an empty query is none', () => {
	expect(settings({ sysparm_query: null }).filter).toBe('');
});
