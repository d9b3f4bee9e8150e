/** HTML's names of characters that it reserves. */
const ENTITIES: Record<string, string[]> = {
	'&': ['amp'],
	'<': ['lt'],
	'>': ['gt'],
	'"': ['quot'],
	"'": ['apos'],
};

/** A text as the source of a regular expression that matches it. */
export function escaped(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function hex(bytes: Uint8Array): string[] {
	return [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
}

/** How often a text may have been encoded for a URL or for HTML, past the first time. */
const MORE_TIMES = 3;

/** Backslashes that stand for one, where JSON was put into JSON up to three times. */
const MOST_BACKSLASHES = 8;

function bytesOf(text: string): number[] {
	return [...Buffer.from(text)];
}

/** A character as a URL has it, once or several times encoded, or as quoted-printable mail. */
function inUrl(character: string): string {
	const bytes = hex(Buffer.from(character));
	return bytes.map((byte) => `(?:%(?:25){0,${MORE_TIMES}}|=(?:3d)?)${byte}`).join('');
}

/** What JSON and JavaScript write behind a backslash instead of a character. */
const SHORT_ESCAPES: Record<string, string> = {
	'\b': 'b',
	'\t': 't',
	'\n': 'n',
	'\f': 'f',
	'\r': 'r',
};

/** A unit of a text as JSON and JavaScript have it, also in what JavaScript's `escape` makes. */
function unitInJson(unit: number): string {
	const code = unit.toString(16).padStart(4, '0');
	const byte = unit < 256 ? [`x${code.slice(2)}`] : [];
	const escapes = [`u${code}`, ...byte, ...(SHORT_ESCAPES[String.fromCharCode(unit)] ?? [])];
	return `(?:\\\\{1,${MOST_BACKSLASHES}}(?:${escapes.join('|')})|%(?:25){0,${MORE_TIMES}}u${code})`;
}

/** A character by its number, as newer JavaScript and Python write it, or by bytes in octal, as C does. */
function byNumber(character: string): string {
	const code = (character.codePointAt(0) as number).toString(16);
	const octal = bytesOf(character).map((byte) => byte.toString(8).padStart(3, '0'));
	const bytes = octal.map((byte) => `\\\\{1,4}${byte}`).join('');
	return `\\\\{1,4}u\\{0{0,5}${code}\\}|\\\\{1,4}u0{0,4}${code.padStart(4, '0')}|${bytes}`;
}

/** A character as JSON, JavaScript, and other languages have it. */
function inJson(character: string): string {
	const units = [...Array(character.length).keys()].map((at) => character.charCodeAt(at));
	return `(?:${units.map(unitInJson).join('')}|${byNumber(character)})`;
}

/** A character as HTML has it, once or several times escaped. */
function inHtml(character: string): string {
	const code = character.codePointAt(0) as number;
	const names = [...(ENTITIES[character] ?? []), `#0{0,5}${code}`, `#x0{0,5}${code.toString(16)}`];
	return `&(?:amp;){0,${MORE_TIMES}}(?:${names.join('|')});`;
}

/** Characters of a secret up to which letters and digits, which nothing has to escape, are searched for escaped. */
export const FULLY_SEARCHED = 64;

/** Where a mail or a base64 block goes on with the next line. */
const LINE_BREAK = '(?:=?[ \\t]*\\r?\\n[ \\t]*)?';

function character(text: string): string {
	const spellings = [inUrl(text), inJson(text), inHtml(text)];
	if (text === ' ') spellings.push('\\+');
	// SQL and CSV double a quotation mark.
	if (text === '"' || text === "'") spellings.push(text.repeat(2));
	// Last, or an ampersand would match alone and leave the rest of a longer spelling.
	spellings.push(`\\\\{0,${MOST_BACKSLASHES - 1}}${escaped(text)}`);
	return `(?:${spellings.join('|')})`;
}

/** A run of backslashes as one, as JSON doubles each: taken one by one, there are too many ways to match. */
function backslashes(run: string): string {
	const encoded = [inUrl('\\'), inJson('\\'), inHtml('\\')].join('|');
	// The escapes first, or a backslash that begins one would match alone and leave the rest of it.
	return `(?:(?:${encoded}){${run.length}}|\\\\{${run.length},${MOST_BACKSLASHES * run.length}})`;
}

function characters(text: string, isLong: boolean): string {
	if (!isLong) return [...text].map(character).join(LINE_BREAK);
	return [...text].map((each) => (/[a-z0-9]/i.test(each) ? each : character(each))).join('');
}

function plain(secret: string): string {
	const parts = secret.split(/(\\+)/).filter(Boolean);
	return parts
		.map((part) =>
			part.startsWith('\\') ? backslashes(part) : characters(part, secret.length > FULLY_SEARCHED),
		)
		.join(LINE_BREAK);
}

/** Digits of base64 in both alphabets. */
function base64Digits(digits: string, isLong: boolean): string {
	return digits
		.split(/([+/])/)
		.filter(Boolean)
		.map((part) => {
			if (part === '+') return `(?:-|${character('+')})`;
			return part === '/' ? `(?:_|${character('/')})` : characters(part, isLong);
		})
		.join(LINE_BREAK);
}

/** Base64, with and without padding. */
function inBase64(secret: string): string {
	const digits = Buffer.from(secret).toString('base64').replace(/=+$/, '');
	return `${base64Digits(digits, secret.length > FULLY_SEARCHED)}(?:${character('=')})*`;
}

/** Digits of base64 that tell a secret from chance. */
const TELLING_DIGITS = 8;

const ANY_DIGIT = '[a-z0-9+/_-]?';

/**
 * Base64 of a longer text that has the secret in it, such as a whole request: it begins at any of three
 * places of a group, and shares its first and last digit with its neighbors.
 */
function digitsWithinBase64(secret: string): string[] {
	const bytes = Buffer.from(secret);
	if (secret.length > FULLY_SEARCHED) return [];
	return [0, 1, 2]
		.map((before) => {
			const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
			const shared = Math.ceil((before * 8) / 6);
			const own = Math.floor(((before + bytes.length) * 8) / 6);
			return whole.slice(shared, own);
		})
		.filter((digits) => digits.length >= TELLING_DIGITS);
}

function withinBase64(secret: string): string[] {
	return digitsWithinBase64(secret).map(
		(digits) => `${ANY_DIGIT}${base64Digits(digits, false)}${ANY_DIGIT}`,
	);
}

/** The digits of base64 that a secret begins with, alone or within a longer text. */
function allBase64Digits(secret: string): string[] {
	const alone = Buffer.from(secret).toString('base64').replace(/=+$/, '');
	return [alone, ...digitsWithinBase64(secret)];
}

/** Bytes as hexadecimal digits, with or without something between. */
function inHex(secret: string): string {
	return hex(Buffer.from(secret)).join('[:\\s-]?');
}

/**
 * What a text is searched for to find a secret, however the sender of the text has escaped or encoded it:
 * as it is, percent-encoded for a URL or a form, as HTML, JSON, quoted-printable mail, hexadecimal or
 * octal bytes, or base64, alone or within a longer text, in any mixture, up to four times over and across
 * the ends of lines. A secret of more than `FULLY_SEARCHED` characters is searched for without escapes of its
 * letters and digits, and on one line.
 *
 * @param secret not empty
 * @returns source of a regular expression that ignores letter case
 */
export function spellingsOf(secret: string): string {
	return [inBase64(secret), ...withinBase64(secret), inHex(secret), plain(secret)].join('|');
}

/** One of these is in every spelling that escapes a character, or goes over the end of a line. */
const ESCAPING = /[%\\&=+\r\n]|""|''/;

const BETWEEN_BYTES = /[:\s-]/g;

/** Whether something in a text can be escaped, so that patterns have to look for secrets in it. */
export function isEscaped(text: string): boolean {
	return ESCAPING.test(text);
}

/** Whether a secret is in a text without escapes: there no pattern is needed to see that. */
export function holdsUnescaped(text: string, secret: string): boolean {
	const lower = text.toLowerCase();
	// Either alphabet of base64, or both in one text.
	const oneAlphabet = lower.replaceAll('-', '+').replaceAll('_', '/');
	return (
		lower.includes(secret.toLowerCase()) ||
		allBase64Digits(secret).some((digits) => oneAlphabet.includes(digits.toLowerCase())) ||
		lower.replace(BETWEEN_BYTES, '').includes(Buffer.from(secret).toString('hex'))
	);
}

/** Characters of a secret that tell whether it is worth while to look for all of it. */
const START_LENGTH = 4;

/**
 * What every spelling of a secret begins with. A pattern of all spellings has thousands of branches: to
 * compile it takes up to a second, in which n8n can do nothing else, and most texts hold no secret.
 *
 * @param secret not empty
 * @returns source of a regular expression that ignores letter case, and matches wherever that of
 *   `spellingsOf` does
 */
export function startsOf(secret: string): string {
	const start = [...secret].slice(0, START_LENGTH).join('');
	const base64 = allBase64Digits(secret).map((digits) =>
		base64Digits(digits.slice(0, START_LENGTH), false),
	);
	return [...base64, inHex(start), plain(start)].join('|');
}
