/** Secrets that have whatever somebody has to escape. */
export const SECRETS = [
	'pass word+1',
	`a"b'c<d>&e/f\\g`,
	'gr\u00fc\u00df \u{1f511}',
	'100%25',
	'$^.*[](){}|?-',
	'ab',
	'?>~\u00ff>>>???',
	'\t\\\\+a\\',
];

const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

export const html = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character]);

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

const units = (text: string) => [...Array(text.length).keys()].map((at) => text.charCodeAt(at));

/** How programs escape and encode what they were sent. */
export const SPELLINGS: Record<string, (secret: string) => string> = {
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
