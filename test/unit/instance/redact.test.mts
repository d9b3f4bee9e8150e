import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { redactorFor } from '../../../nodes/shared/instance/redact';
import { html, SECRETS, SPELLINGS } from './spelled.mts';

const ACCENTS: typeof SPELLINGS = {
	'with composed letters': (secret) => secret.normalize('NFC'),
	'with letters and their accents': (secret) => secret.normalize('NFD'),
};

const cases = SECRETS.flatMap((secret) =>
	Object.entries({ ...SPELLINGS, ...ACCENTS }).map(
		([name, spell]) => [secret, name, spell] as const,
	),
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
	const text = 'u  :undefined * u:undefined undefined:undefined';
	expect(redactorFor(credential)(text)).toBe(text);
});

test('a token of great length is found, also escaped, in no time', () => {
	const token = 'aB9cD8eF7gH6iJ5kL4mN3oP2qR1+/-_.'.repeat(50);
	const start = process.cpuUsage();
	const redact = redactorFor({ oauthTokenData: { access_token: token } });
	const base64 = Buffer.from(token).toString('base64');
	expect(redact(`${token} ${encodeURIComponent(token)} ${base64} ${html(token)}`)).toBe(
		'***** ***** ***** *****',
	);
	expect(process.cpuUsage(start).user).toBeLessThan(2_000_000);
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
	const start = process.cpuUsage();
	redact(text);
	expect(process.cpuUsage(start).user).toBeLessThan(2_000_000);
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

test('a secret that the text cuts behind a quotation mark of its own', () => {
	const redact = redactorFor({ password: 'password "x" y' });
	expect(redact('password "')).toBe('***** "');
});
