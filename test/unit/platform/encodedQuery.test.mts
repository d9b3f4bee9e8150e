import {
	alternatives,
	anyOf,
	columnsIn,
	hasOrder,
	hasSeparator,
	isScript,
	joinClauses,
	orderBy,
	orderByDescending,
	splitOrder,
	withCondition,
} from '../../../nodes/shared/platform/encodedQuery';

test('clauses are joined, without the empty ones', () => {
	expect(joinClauses('a=1', '', 'b=2', orderBy('c'))).toBe('a=1^b=2^ORDERBYc');
	expect(joinClauses('', '')).toBe('');
	expect(anyOf(['a=1', 'b=2'])).toBe('a=1^ORb=2');
	expect(alternatives(['a=1', 'b=2'])).toBe('a=1^NQb=2');
	expect(orderByDescending('a', 'b')).toBe('ORDERBYDESCa^ORDERBYDESCb');
});

test.each([
	['', 'c=3'],
	['a=1', 'a=1^c=3'],
	['a=1^NQb=2', 'a=1^c=3^NQb=2^c=3'],
])('a condition reaches each alternative of %j', (query, expected) => {
	expect(withCondition(query, 'c=3')).toBe(expected);
});

test.each([
	['ORDERBYname', true],
	['a=1^ORDERBYDESCname', true],
	['ORDERBYname^a=1', true],
	['name=ORDERBYx', false],
	['', false],
])('%j sets an order: %s', (query, expected) => {
	expect(hasOrder(query)).toBe(expected);
});

test('the order is split from the conditions', () => {
	expect(splitOrder('ORDERBYname^a=1^NQb=2^ORDERBYDESCcity')).toEqual({
		conditions: 'a=1^NQb=2',
		order: 'ORDERBYname^ORDERBYDESCcity',
	});
});

test('what is not a value is told', () => {
	expect(hasSeparator('a^b')).toBe(true);
	expect(hasSeparator('a b')).toBe(false);
	expect(isScript('JavaScript:gs.getUserID()')).toBe(true);
	expect(isScript('a javascript: b')).toBe(false);
	for (const before of [' ', '\ufeff', '\u200b', '\u0000', '\u00a0']) {
		expect(isScript(`${before}javascript:gs.getUserID()`)).toBe(true);
	}
});

test('columns are those of the table itself', () => {
	const query = 'a=1^ORb_2LIKEx^NQcISEMPTY^account.name=Boxeo^ORDERBYd^ORDERBYDESCe';
	expect(columnsIn(query)).toEqual(['a', 'b_2', 'c', 'd', 'e']);
});
