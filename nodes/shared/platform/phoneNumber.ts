import { cleanText, unquoted } from './cleanText';

/** A phone number, however it was written. */
export interface PhoneNumber {
	/** `+442079460018`, or the digits alone where there is no country code. */
	normal: string;
	/** Digits, without what is dialled in front of a country code. */
	digits: string;
	/** Whether it starts with a country code. */
	isInternational: boolean;
	/** Digits that are dialled once the call is through. */
	extension?: string;
}

/** Digits of the longest number. https://www.itu.int/rec/T-REC-E.164 */
const MOST_DIGITS = 15;

/** Digits of the longest extension; what is longer is a second number. */
const LONGEST_EXTENSION = 6;

/** Digits of the shortest number that is taken for one of a list. */
const SHORTEST_OF_LIST = 7;

const SCHEME = /^(?:callto|phone|sips?|sms|tel|whatsapp):(?:\/\/)?/i;

/** What is dialled, or written, between a number and its extension. */
const EXTENSION =
	/(?:;(?:ext|postd)=|[\s,;.]*(?:extensi[oó]n|e?xtn?|ex|anexo|durchwahl|int|ramal|доб|[xpw])[.:]*|[,;#~]+)\s*([\d\s,;.#*+-]*\d)[#*]?$/i;

/**
 * Countries whose numbers keep their zero behind the country code: Italy with San Marino, Ivory Coast,
 * Benin, and Congo.
 *
 * https://github.com/google/libphonenumber/blob/master/FALSEHOODS.md
 * https://www.itu.int/dms_pub/itu-t/oth/02/02/T02020000170004PDFE.pdf
 */
const KEEPS_ZERO = new Set(['39', '225', '229', '242', '378']);

/**
 * Country codes of one and two digits; all others have three.
 *
 * https://www.itu.int/pub/T-SP-E.164D
 */
export const COUNTRY_CODE =
	/^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(?=\d)/;

/** What is dialled in North America in front of a country code; no number within a country is as long. */
const NORTH_AMERICAN_EXIT = /^011(?=[1-9]\d{10,}$)/;

/** A number of North America, and what stands behind it after a separator. */
const NORTH_AMERICAN = /^(\(?\+\s*1(?:\D*\d){10})[\s./_-]+(\d{1,6})$/;

/** A decimal point that a spreadsheet made of a number. */
const FLOAT = /(?<=\d{5})\.0$/;

/** The address inside `"Ann Lee" <sip:+13172225555@carrier.example>`. */
function withoutName(text: string): string {
	return /<([^<>]+)>/.exec(text)?.[1] ?? text;
}

function percentDecoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** A number without the scheme of its URI, and without what follows that is no part of the number. */
function withoutScheme(text: string): string {
	if (!SCHEME.test(text)) return text;
	const [number] = percentDecoded(text.replace(SCHEME, '')).split(/[?@]/);
	// A local number names what stands in front of it: https://www.rfc-editor.org/rfc/rfc3966#section-5.1.5
	const context = /^[^+].*;phone-context=(\+[\d.()-]+)/i.exec(number)?.[1] ?? '';
	return `${context}${number}`
		.replace(/;(?!(?:ext|postd)=|[\d\s]*$)[a-z-]+(?:=[^;]*)?/gi, '')
		.trim();
}

/** The zero that is dialled within a country stands in brackets: `+44 (0)20`, `+44 (020)`. */
function withoutTrunkZero(text: string): string {
	return text.replace(
		/^(\(?(?:\+|00)?\s*([1-9]\d{0,2})\)?[\s.-]*)[([]\s*0\s*(\d*)\s*[)\]]/,
		(whole, start: string, code: string, rest: string) =>
			KEEPS_ZERO.has(code) ? whole : `${start} ${rest} `,
	);
}

/** The same zero without brackets: `+44 020`. */
function withoutZeroBehindCode(written: string): string {
	const code = COUNTRY_CODE.exec(written)?.[0];
	return code === undefined || KEEPS_ZERO.has(code)
		? written
		: code + written.slice(code.length).replace(/^0/, '');
}

function international(written: string, extension?: string): PhoneNumber | undefined {
	const digits = withoutZeroBehindCode(written);
	if (!/^[1-9]\d+$/.test(digits) || digits.length > MOST_DIGITS) return undefined;
	return { normal: `+${digits}`, digits, isInternational: true, ...(extension && { extension }) };
}

function national(digits: string, extension?: string): PhoneNumber | undefined {
	if (digits.length < 3 || digits.length > MOST_DIGITS || /^0+$/.test(digits)) return undefined;
	return { normal: digits, digits, isInternational: false, ...(extension && { extension }) };
}

/** The digits behind a number that are dialled later; none where they are a second number. */
function splitExtension(text: string): { number: string; extension?: string } {
	const match = EXTENSION.exec(text);
	const [, number, behind] = NORTH_AMERICAN.exec(text) ?? [];
	if (!match && number !== undefined) return { number, extension: behind };
	if (!match) return { number: text };
	const extension = match[1].replace(/\D/g, '');
	if (extension.length > LONGEST_EXTENSION || match[1].startsWith('+')) return { number: text };
	return { number: text.slice(0, match.index), extension };
}

/**
 * Reads a phone number in any notation: separators, brackets, digits of any script, characters that
 * cannot be seen, `tel:` and `sip:` URIs, and extensions.
 *
 * `+44 (0)20 7946 0018`, `0044-20-79460018`, `sip:+442079460018@carrier.example` and
 * `+44 20 7946 0018 ext. 12` have one normal form.
 *
 * @returns nothing for what is no phone number, or more than one
 */
export function readPhoneNumber(text: string): PhoneNumber | undefined {
	if (/[\r\n]/.test(text.trim())) return undefined;
	const given = unquoted(withoutName(cleanText(text)));
	const address = withoutScheme(given).replace(/^%2b/i, '+').replace(FLOAT, '');
	const { number, extension } = splitExtension(address);
	const written = withoutTrunkZero(number.trim());
	if (!/^(?:\(?\+)?[\d\s().[\]/_·•∙⋅-]+$/.test(written)) return undefined;
	const digits = written.replace(/\D/g, '');
	if (written.includes('+')) return international(digits, extension);
	if (/^00[1-9]/.test(digits)) return international(digits.slice(2), extension);
	const abroad = digits.replace(NORTH_AMERICAN_EXIT, '');
	if (abroad !== digits) return international(abroad, extension);
	return national(digits, extension);
}

/** Whether a text holds several phone numbers, so that it identifies nobody. */
export function isPhoneList(text: string): boolean {
	if (readPhoneNumber(text) !== undefined) return false;
	const isWhole = (part: string) => (readPhoneNumber(part)?.digits.length ?? 0) >= SHORTEST_OF_LIST;
	return [/[\r\n,;|&]+|\s(?:or|and)\s|\/(?=\s|\+)|\s(?=\+)/i, /[\s/]+/].some(
		(separator) => text.trim().split(separator).filter(isWhole).length > 1,
	);
}
