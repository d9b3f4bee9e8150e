/** HTML's names of characters that it reserves. */
const ENTITIES: Record<string, string[]> = {
	'&': ['amp'],
	'<': ['lt'],
	'>': ['gt'],
	'"': ['quot'],
	"'": ['apos'],
};

function escaped(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function hex(bytes: Uint8Array): string[] {
	return [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
}

/** A character as a URL has it, once or several times encoded. */
function inUrl(character: string): string {
	return hex(Buffer.from(character))
		.map((byte) => `%(?:25){0,2}${byte}`)
		.join('');
}

/** A unit of a text as JSON and JavaScript have it, also in what JavaScript's `escape` makes. */
function unitInJson(unit: number): string {
	const code = unit.toString(16).padStart(4, '0');
	const short = unit < 256 ? `|x${code.slice(2)}` : '';
	return `(?:\\\\{1,4}(?:u${code}${short})|%(?:25){0,2}u${code})`;
}

/** A character as JSON and JavaScript have it. */
function inJson(character: string): string {
	const units = [...Array(character.length).keys()].map((at) => character.charCodeAt(at));
	return units.map(unitInJson).join('');
}

/** A character as HTML has it, once or several times escaped. */
function inHtml(character: string): string {
	const code = character.codePointAt(0) as number;
	const names = [...(ENTITIES[character] ?? []), `#0{0,5}${code}`, `#x0{0,5}${code.toString(16)}`];
	return `&(?:amp;){0,2}(?:${names.join('|')});`;
}

/** Characters of a secret up to which letters and digits, which nothing has to escape, are searched for escaped. */
const FULLY_SEARCHED = 64;

function character(text: string): string {
	const spellings = [inUrl(text), inJson(text), inHtml(text)];
	if (text === ' ') spellings.push('\\+');
	// Last, or an ampersand would match alone and leave the rest of a longer spelling.
	return `(?:${[...spellings, `\\\\{0,3}${escaped(text)}`].join('|')})`;
}

/** A run of backslashes as one, as JSON doubles each: taken one by one, there are too many ways to match. */
function backslashes(run: string): string {
	const encoded = [inUrl('\\'), inJson('\\'), inHtml('\\')].join('|');
	return `(?:\\\\{${run.length},${4 * run.length}}|(?:${encoded}){${run.length}})`;
}

function characters(text: string, isLong: boolean): string {
	return [...text]
		.map((each) => (isLong && /[a-z0-9]/i.test(each) ? each : character(each)))
		.join('');
}

function plain(secret: string): string {
	const parts = secret.split(/(\\+)/).filter(Boolean);
	return parts
		.map((part) =>
			part.startsWith('\\') ? backslashes(part) : characters(part, secret.length > FULLY_SEARCHED),
		)
		.join('');
}

/** Base64 in both alphabets, with and without padding. */
function inBase64(secret: string): string {
	const digits = Buffer.from(secret).toString('base64').replace(/=+$/, '');
	const pattern = digits.split(/([+/])/).map((part) => {
		if (part === '+') return `(?:-|${character('+')})`;
		return part === '/'
			? `(?:_|${character('/')})`
			: characters(part, secret.length > FULLY_SEARCHED);
	});
	return `${pattern.join('')}(?:${character('=')})*`;
}

/**
 * What a text is searched for to find a secret, however the sender of the text has escaped or encoded it:
 * as it is, percent-encoded for a URL or a form, as HTML, JSON, hexadecimal bytes, or base64, in any
 * mixture.
 *
 * @param secret not empty
 * @returns source of a regular expression that ignores letter case
 */
export function spellingsOf(secret: string): string {
	return `${inBase64(secret)}|${hex(Buffer.from(secret)).join('')}|${plain(secret)}`;
}
