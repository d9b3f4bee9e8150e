/** Characters that format other text and are not seen themselves: zero width, bidi marks, byte order mark. */
const INVISIBLE = /[\p{Cf}\p{Cc}\u034f\ufe00-\ufe0f]/gu;

/** Blanks and line breaks of every width. */
const BLANK = /[\s\p{Z}]/gu;

/** Hyphens and dashes of every width, and the minus sign. */
const DASH = /[\p{Pd}\u2043\u2212]/gu;

/** Full-width forms of ASCII's printable characters. */
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_WIDTH_SHIFT = 0xfee0;

/** Decimal digits of other scripts than ASCII's. */
const FOREIGN_DIGIT = /[^\P{Nd}0-9]/gu;
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
		.replace(FOREIGN_DIGIT, asAsciiDigit)
		.trim();
}

/** A text of any kind without formatting characters that are not seen; blanks stay blanks. */
export function withoutInvisible(text: string): string {
	return text.replace(BLANK, ' ').replace(INVISIBLE, '');
}

/** A text without quotation marks around it, or an apostrophe in front, as spreadsheets mark text. */
export function unquoted(text: string): string {
	return text
		.replace(/^["'`\u2018-\u201e\u00ab\u2039]+|["'`\u2018-\u201e\u00bb\u203a]+$/g, '')
		.trim();
}

/** What systems write where they have no value. */
const NO_VALUE = new Set([
	'infinity',
	'invalid date',
	'invalid datetime',
	'n.a',
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

/** What a spreadsheet shows where a formula failed: `#N/A`. */
const FAILED_FORMULA = /^#(?:n\/a|ref!|value!|name\?|div\/0!|num!|null!)$/;

/** A placeholder of a template that was not filled: `{{ $json.id }}`, `${callId}`. */
const UNFILLED = /^=?(?:\{\{.*\}\}|\$\{.*\})$/;

/** What JavaScript makes of an object where a text is meant. */
const OBJECT = /\[object \w+\]/g;

/** What phone systems give in place of a caller's number. */
const WITHHELD = new Set([
	'anonymous',
	'blocked',
	'caller id blocked',
	'id unavailable',
	'no caller id',
	'out of area',
	'private',
	'restricted',
	'suppressed',
	'unavailable',
	'unknown',
	'withheld',
]);

/** Words that add nothing to one of these. */
const OF_CALLER = /\b(?:call|caller|callers|id|name|number|user)\b/g;

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
	return unquoted(/<([^<>]+)>/.exec(cleaned)?.[1] ?? cleaned)
		.replace(/ +/g, ' ')
		.toLowerCase();
}

/** The user of a SIP URI, or of an address that cannot exist. */
function withoutHost(word: string): string {
	return /^sips?:|\.invalid$/.test(word) ? word.replace(/^sips?:|@.*$/g, '') : word;
}

function isWithheldWord(word: string): boolean {
	const words = word.replace(/[ _-]+/g, ' ');
	return WITHHELD.has(words) || WITHHELD.has(words.replace(OF_CALLER, '').trim());
}

/**
 * Whether a text stands for a caller whose number is withheld: `anonymous`, `Restricted`,
 * `+266696687`, or SIP's `sip:anonymous@anonymous.invalid`.
 *
 * https://www.rfc-editor.org/rfc/rfc3323#section-4.1.1.3
 */
export function isWithheldCaller(text: string): boolean {
	const word = withoutHost(asWord(text).replace(/^tel: ?/, ''));
	return isWithheldWord(word) || WITHHELD_ON_KEYPAD.has(word);
}

/** Whether a text is put together from words for no value: `undefined undefined`, `null@null`, `[null]`. */
function hasNoValue(word: string): boolean {
	const parts = word.replace(OBJECT, 'null').split(/[^\p{L}\p{N}\p{M}/.]+/u);
	return parts.every((part) => part === '' || NO_VALUE.has(part.replace(/\.$/, '')));
}

/** Whether a text has no letter and no digit, such as `...`, or is the UUID of nothing. */
function hasNoCharacter(word: string): boolean {
	return !/[\p{L}\p{N}]/u.test(word) || /^0{8}[0-]*$/.test(word);
}

/** What JavaScript writes for a value that is missing, or for an object, where a text is meant. */
const NO_TEXT = /^(?:undefined|null|NaN|\[object \w+\]|Invalid Date(?:Time)?)$/;

/**
 * Whether a text is what is left of an expression that failed or was not evaluated: `undefined`, `null null`,
 * `[object Object]`, `{{ $json.name }}`. Unlike `identifiesNothing`, words that people write are texts: `N/A`,
 * `none`, and the name Null.
 */
export function isFailedExpression(text: string): boolean {
	const value = unquoted(cleanText(text));
	const parts = value.match(/\[object \w+\]|Invalid Date(?:Time)?|[^\s,;:@/|[\]]+/g) ?? [];
	return UNFILLED.test(value) || (parts.length > 0 && parts.every((part) => NO_TEXT.test(part)));
}

/**
 * Whether a text stands for no value at all, so that two records with the same text are not the same:
 * `undefined`, `N/A`, `[object Object]`, `anonymous`, or a template that was not filled.
 */
export function identifiesNothing(text: string): boolean {
	const word = asWord(text);
	return (
		NO_VALUE.has(word) ||
		hasNoCharacter(word) ||
		hasNoValue(word) ||
		FAILED_FORMULA.test(word) ||
		UNFILLED.test(word) ||
		isWithheldCaller(text)
	);
}
