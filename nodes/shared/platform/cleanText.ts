/** Characters that format other text and are not seen themselves: zero width, bidi marks, byte order mark. */
const INVISIBLE = /[\p{Cf}\p{Cc}\u034f\ufe00-\ufe0f]/gu;

/** Blanks and line breaks of every width. */
const BLANK = /[\s\p{Z}]/gu;

/** Hyphens and dashes of every width, and the minus sign. */
const DASH = /[\p{Pd}\u2043\u2212]/gu;

/** Full-width forms of ASCII's printable characters. */
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_WIDTH_SHIFT = 0xfee0;

const DIGIT = /\p{Nd}/gu;
const IS_DIGIT = /^\p{Nd}$/u;

/**
 * The value of a decimal digit of any script: each script has its ten in a row.
 *
 * https://www.unicode.org/reports/tr44/#Decimal
 */
function asAsciiDigit(digit: string): string {
	const code = digit.codePointAt(0)!;
	let before = 0;
	while (IS_DIGIT.test(String.fromCodePoint(code - before - 1))) before++;
	return String(before % 10);
}

/**
 * Cleans a short text that identifies something: a number, an address, an ID. What cannot be seen is
 * taken out; blanks, dashes, digits, and full-width characters become those of ASCII. Not for prose,
 * which it would change.
 *
 * @returns the text without blanks around it
 */
export function cleanText(text: string): string {
	return withoutInvisible(text)
		.replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - FULL_WIDTH_SHIFT))
		.replace(DASH, '-')
		.replace(DIGIT, asAsciiDigit)
		.trim();
}

/** A text of any kind without formatting characters that are not seen; blanks stay blanks. */
export function withoutInvisible(text: string): string {
	return text.replace(BLANK, ' ').replace(INVISIBLE, '');
}

/** What systems write where they have no value. */
const NO_VALUE = new Set([
	'',
	'-',
	'--',
	'.',
	'?',
	'[]',
	'{}',
	'[object object]',
	'invalid date',
	'n.a.',
	'n/a',
	'na',
	'nan',
	'nil',
	'no value',
	'none',
	'not applicable',
	'not available',
	'null',
	'tbd',
	'undefined',
	'unknown',
]);

/** What phone systems give in place of a caller's number. */
const WITHHELD = new Set([
	'anonymous',
	'blocked',
	'caller id blocked',
	'id unavailable',
	'no caller id',
	'number withheld',
	'out of area',
	'private',
	'private caller',
	'private number',
	'restricted',
	'suppressed',
	'unavailable',
	'unknown',
	'unknown caller',
	'unknown number',
	'withheld',
	'withheld number',
]);

/**
 * The words for it as Twilio gives them: spelled on the keypad of a phone, ANONYMOUS to UNKNOWN.
 *
 * https://support.twilio.com/hc/en-us/articles/223179988
 */
const WITHHELD_ON_KEYPAD = new Set([
	'+266696687',
	'+7378742833',
	'+2562533',
	'+86282452253',
	'+8656696',
]);

function asWord(text: string): string {
	const cleaned = cleanText(text);
	return (/<([^<>]+)>/.exec(cleaned)?.[1] ?? cleaned)
		.replace(/^["'](.*)["']$/, '$1')
		.replace(/ +/g, ' ')
		.toLowerCase();
}

/** The user of a SIP URI, or of an address that cannot exist. */
function withoutHost(word: string): string {
	return /^sips?:|\.invalid$/.test(word) ? word.replace(/^sips?:|@.*$/g, '') : word;
}

/**
 * Whether a text stands for a caller whose number is withheld: `anonymous`, `Restricted`,
 * `+266696687`, or SIP's `sip:anonymous@anonymous.invalid`.
 *
 * https://www.rfc-editor.org/rfc/rfc3323#section-4.1.1.3
 */
export function isWithheldCaller(text: string): boolean {
	const word = withoutHost(asWord(text).replace(/^tel: ?/, ''));
	return WITHHELD.has(word.replace(/[ _-]+/g, ' ')) || WITHHELD_ON_KEYPAD.has(word);
}

/**
 * Whether a text stands for no value at all, so that two records with the same text are not the same:
 * `undefined`, `N/A`, `[object Object]`, `anonymous`.
 */
export function identifiesNothing(text: string): boolean {
	return NO_VALUE.has(asWord(text)) || isWithheldCaller(text);
}
