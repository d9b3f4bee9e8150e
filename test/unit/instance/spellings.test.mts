import {
	FULLY_SEARCHED,
	holdsUnescaped,
	isEscaped,
	spellingsOf,
	startsOf,
} from '../../../nodes/shared/instance/spellings';
import { SECRETS, SPELLINGS } from './spelled.mts';

/** A text without a secret, in whatever spelling. */
function without(secret: string, text: string): string {
	return text.replace(new RegExp(spellingsOf(secret), 'gi'), '*****');
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

const cases = SECRETS.flatMap((secret) =>
	Object.entries(SPELLINGS).map(([name, spell]) => [secret, name, spell(secret)] as const),
);

test.each(cases)('of %j %s: %j', (secret, _name, spelled) => {
	expect(without(secret, `(\n${spelled}\n)`)).toBe('(\n*****\n)');
	// What is looked at first, and quicker, must not pass it over.
	expect(new RegExp(startsOf(secret), 'i').test(spelled)).toBe(true);
	expect(isEscaped(spelled) || holdsUnescaped(spelled, secret)).toBe(true);
});

describe('a secret of 64 characters, the most that are searched for with all escapes', () => {
	const secret = 'aB9+/'.repeat(FULLY_SEARCHED / 4).slice(0, FULLY_SEARCHED);

	test.each([
		['by numbers', SPELLINGS['for JSON, by numbers'](secret)],
		['as base64 over two lines', base64(secret).replace(/^../, '$&\n')],
		['within base64', base64(`x${secret}`).slice(2)],
	])('is found %s', (_how, spelled) => {
		expect(without(secret, spelled)).toMatch(/^\*{5}=*$/);
	});
});

test.each([0, 1, 2, 3])(
	'seven bytes are found in the base64 of more, behind %i bytes',
	(before) => {
		const text = base64(`${'\0'.repeat(before)}correct~~~`);
		const redacted = without('correct', text);
		expect(redacted).toContain('*****');
		expect(redacted.length).toBeLessThan(15);
		expect(without('correct', text.replace(/.{3}(?=.{7}$)/, '$&\r\n'))).toContain('*****');
		expect(holdsUnescaped(text, 'correct')).toBe(true);
	},
);

test.each([
	['base64 without padding', 'dG9rZW5zLg', 'tokens.'],
	['base64 of a short one without padding', 'dG9rMQ', 'tok1'],
	['base64 in both alphabets', base64('~~~???').replace('+', '-'), '~~~???'],
	['hexadecimal digits with blanks', '74 6f 6b 65 6e 73 2e', 'tokens.'],
	['capital letters', 'TOKENS.', 'tokens.'],
])('%s is no escape, and found all the same', (_what, text, secret) => {
	expect(isEscaped(text)).toBe(false);
	expect(holdsUnescaped(`(${text})`, secret)).toBe(true);
	expect(without(secret, `(${text})`)).toBe('(*****)');
});

test.each([
	['ab', '++'],
	['ab', 'Fi, wYg, FiYg'],
	['\u0100\u0101', '\\x00\\x01'],
	['a;b', 'a;;b'],
	['a&b', 'a&;b, a&amp;&amp;b'],
])('the secret %j is not seen in what has nothing of it: %j', (secret, text) => {
	expect(without(secret, text)).toBe(text);
	expect(new RegExp(startsOf(secret), 'i').test('x')).toBe(false);
});
