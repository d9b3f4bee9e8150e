import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { redactorFor } from '../../../nodes/shared/instance/redact';

const SECRETS = [
	'pass word+1',
	`a"b'c<d>&e/f\\g`,
	'gr\u00fc\u00df \u{1f511}',
	'100%25',
	'$^.*[](){}|?-',
	'ab',
	'?>~\u00ff>>>???',
];

const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

const html = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character]);

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

const units = (text: string) => [...Array(text.length).keys()].map((at) => text.charCodeAt(at));

const SPELLINGS: Record<string, (secret: string) => string> = {
	'as it is': (secret) => secret,
	'for a URL': encodeURIComponent,
	'for a URL, in lower case': (secret) =>
		encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
	'for a URL, as a whole': encodeURI,
	'for a URL, twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
	'for a URL, four times': (secret) =>
		[1, 2, 3, 4].reduce((text) => encodeURIComponent(text), secret),
	'for HTML, four times': (secret) => [1, 2, 3, 4].reduce(html, secret),
	'for JSON, three times': (secret) => inJson(inJson(inJson(secret))),
	'for quoted-printable mail': (secret) =>
		[...Buffer.from(secret)]
			.map((byte) => `=${byte.toString(16).padStart(2, '0').toUpperCase()}`)
			.join(''),
	'for newer JavaScript, by numbers': (secret) =>
		[...secret].map((each) => `\\u{${each.codePointAt(0)!.toString(16)}}`).join(''),
	'for Python, by numbers': (secret) =>
		[...secret].map((each) => `\\U${each.codePointAt(0)!.toString(16).padStart(8, '0')}`).join(''),
	'as octal bytes': (secret) =>
		[...Buffer.from(secret)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join(''),
	'for CSV or SQL': (secret) => secret.replaceAll('"', '""').replaceAll("'", "''"),
	'as hexadecimal bytes with colons': (secret) =>
		Buffer.from(secret)
			.toString('hex')
			.replace(/..(?=.)/g, '$&:'),
	'over two lines': (secret) => `${secret.slice(0, 1)}=\r\n${secret.slice(1)}`,
	'as base64 over two lines': (secret) =>
		Buffer.from(secret).toString('base64').replace(/^../, '$&\n'),
	'with composed letters': (secret) => secret.normalize('NFC'),
	'with letters and their accents': (secret) => secret.normalize('NFD'),
	'for a form': (secret) => new URLSearchParams({ a: secret }).toString().slice(2),
	'for HTML': html,
	'for HTML, twice': (secret) => html(html(secret)),
	'for HTML, by numbers': (secret) =>
		[...secret].map((character) => `&#${character.codePointAt(0)};`).join(''),
	'for HTML, by hexadecimal numbers': (secret) =>
		[...secret].map((character) => `&#x00${character.codePointAt(0)!.toString(16)};`).join(''),
	'for JSON': inJson,
	'for JSON, twice': (secret) => inJson(inJson(secret)),
	'for JSON in a page': (secret) => inJson(secret).replaceAll('/', '\\/'),
	'for JSON, by numbers': (secret) =>
		units(secret)
			.map((unit) => `\\u${unit.toString(16).padStart(4, '0').toUpperCase()}`)
			.join(''),
	'for JavaScript, by bytes where there are any': (secret) =>
		units(secret)
			.map((unit) =>
				unit < 256
					? `\\x${unit.toString(16).padStart(2, '0')}`
					: `\\u${unit.toString(16).padStart(4, '0')}`,
			)
			.join(''),
	'for JavaScript, by its escape': (secret) =>
		units(secret)
			.map((unit) => `%u${unit.toString(16).padStart(4, '0').toUpperCase()}`)
			.join(''),
	'as hexadecimal bytes': (secret) => Buffer.from(secret).toString('hex'),
	'as hexadecimal bytes in upper case': (secret) =>
		Buffer.from(secret).toString('hex').toUpperCase(),
	'as base64': (secret) => Buffer.from(secret).toString('base64'),
	'as base64url': (secret) => Buffer.from(secret).toString('base64url'),
	'as base64 in both alphabets': (secret) =>
		Buffer.from(secret).toString('base64').replace(/=+$/, '').replaceAll('+', '-'),
	'as base64 in a URL': (secret) => encodeURIComponent(Buffer.from(secret).toString('base64')),
	'as base64 in HTML': (secret) =>
		Buffer.from(secret).toString('base64').replaceAll('+', '&#43;').replaceAll('=', '&#61;'),
};

const cases = SECRETS.flatMap((secret) =>
	Object.entries(SPELLINGS).map(([name, spell]) => [secret, name, spell] as const),
);

test.each(cases)('a password %j %s', (password, _name, spell) => {
	const redact = redactorFor({ username: 'u', password });
	expect(redact(`(${spell(password)})`)).toBe('(*****)');
	expect(redact(`(${spell(` ${password} `)})`)).not.toContain(spell(password));
});

test.each(cases)('what Basic Auth makes of %j %s', (password, _name, spell) => {
	const redact = redactorFor({ username: 'user@x', password });
	expect(redact(`(${spell(`user@x:${password}`)})`)).toBe('(*****)');
	const clientRedact = redactorFor({ clientId: 'user@x', clientSecret: password });
	expect(clientRedact(`(${spell(`user@x:${password}`)})`)).toBe('(*****)');
});

test.each(['apiKey', 'clientSecret', 'password'])('a blank around %s is no way out', (field) => {
	const redact = redactorFor({ [field]: ' secret-1\n' });
	expect(redact('secret-1, c2VjcmV0LTE=, IHNlY3JldC0xCg==')).toBe('*****, *****, *****');
});

test('tokens are secrets, and what comes with them is none', () => {
	const oauthTokenData = {
		access_token: 'abc',
		refresh_token: 'def',
		token_type: 'Bearer',
		scope: 'useraccount',
	};
	expect(redactorFor({ oauthTokenData })('Bearer abc, def, useraccount')).toBe(
		'Bearer *****, *****, useraccount',
	);
});

test.each<ICredentialDataDecryptedObject>([
	{},
	{ password: '' },
	{ password: '  ' },
	{ username: 'u' },
])('%j has no secret', (credential) => {
	expect(redactorFor(credential)('u  :undefined *')).toBe('u  :undefined *');
});

test('a token of great length is found, also escaped, in no time', () => {
	const token = 'aB9cD8eF7gH6iJ5kL4mN3oP2qR1+/-_.'.repeat(50);
	const start = Date.now();
	const redact = redactorFor({ oauthTokenData: { access_token: token } });
	const base64 = Buffer.from(token).toString('base64');
	expect(redact(`${token} ${encodeURIComponent(token)} ${base64} ${html(token)}`)).toBe(
		'***** ***** ***** *****',
	);
	expect(Date.now() - start).toBeLessThan(2000);
});

test.each([
	['plain', (token: string) => token],
	['as base64', (token: string) => Buffer.from(token).toString('base64')],
])('a long token over several lines, %s', (_what, spell) => {
	const token = 'aB9cD8eF7gH6iJ5kL4mN3oP2qR1.'.repeat(8);
	const wrapped = spell(token).replace(/.{76}/g, '$&\r\n');
	expect(redactorFor({ apiKey: token })(`(${wrapped})`)).toBe('(*****)');
});

test('a text of great length is searched in no time', () => {
	const redact = redactorFor({ username: 'u', password: '\\'.repeat(40) });
	const text = '\\'.repeat(39).concat('x').repeat(500);
	const start = Date.now();
	redact(text);
	expect(Date.now() - start).toBeLessThan(2000);
});

test.each([0, 1, 2, 3, 4])('within the base64 of a longer text, behind %i bytes', (before) => {
	const password = 'correct horse battery';
	const text = Buffer.from(`${'x'.repeat(before)}${password}"}`).toString('base64');
	const redacted = redactorFor({ username: 'u', password })(text);
	expect(redacted).toContain('*****');
	expect(Buffer.from(redacted.replace('*****', ''), 'base64').toString()).not.toMatch(/[cory]{2}/);
});

test.each(['', '...', '\u2026', '"', '\u2026"'])('a secret that the text cuts: %j', (mark) => {
	const password = 'correct horse battery';
	const redact = redactorFor({ username: 'u', password });
	for (const spell of [
		String,
		encodeURIComponent,
		(text: string) => Buffer.from(text).toString('base64'),
	]) {
		const whole = spell(password);
		for (let length = 8; length < whole.length; length += 1) {
			if (/\s$/.test(whole.slice(0, length))) continue;
			expect(redact(`Wrong: ${whole.slice(0, length)}${mark}`)).toBe(`Wrong: *****${mark}`);
		}
	}
});

test.each(['It is correct', 'It is corrects', 'correct horses'])(
	'%s ends with too little of a secret to be one',
	(text) => {
		expect(redactorFor({ password: 'a correct horse' })(text)).toBe(text);
	},
);
