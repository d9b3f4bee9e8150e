import { cleanText } from './cleanText';

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
	/(?:;(?:ext|postd)=|[\s,;.]*(?:extension|extn|ext|ex|[xpw])[.:]*|[,;#~]+)\s*([\d\s,;.#*+-]*\d)[#*]?$/i;

/**
 * Countries whose numbers keep their zero behind the country code: Italy, Ivory Coast, and Congo.
 *
 * https://github.com/google/libphonenumber/blob/master/FALSEHOODS.md
 */
const KEEPS_ZERO = new Set(['39', '225', '242']);

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
	return number.replace(/;(?!(?:ext|postd)=|[\d\s]*$)[a-z-]+(?:=[^;]*)?/gi, '').trim();
}

/** The zero that is dialled within a country stands in brackets: `+44 (0)20`, `+44 (020)`. */
function withoutTrunkZero(text: string): string {
	return text.replace(
		/^(\(?(?:\+|00)\s*(\d{1,3})\)?[\s.-]*)[([]\s*0\s*(\d*)\s*[)\]]/,
		(whole, start: string, code: string, rest: string) =>
			KEEPS_ZERO.has(code) ? whole : `${start} ${rest} `,
	);
}

function international(digits: string, extension?: string): PhoneNumber | undefined {
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
	const address = withoutScheme(withoutName(cleanText(text)).trim()).replace(/^%2b/i, '+');
	const { number, extension } = splitExtension(address);
	const written = withoutTrunkZero(number.trim());
	if (!/^(?:\(?\+)?[\d\s().[\]/_-]+$/.test(written)) return undefined;
	const digits = written.replace(/\D/g, '');
	if (written.includes('+')) return international(digits, extension);
	if (/^00[1-9]/.test(digits)) return international(digits.slice(2), extension);
	return national(digits, extension);
}

/** Whether a text holds several phone numbers, so that it identifies nobody. */
export function isPhoneList(text: string): boolean {
	const numbers = text
		.trim()
		.split(/[\r\n,;|&]+|\s(?:or|and)\s|\/(?=\s|\+)/i)
		.map(readPhoneNumber);
	return (
		numbers.filter((number) => number && number.digits.length >= SHORTEST_OF_LIST).length > 1 &&
		readPhoneNumber(text) === undefined
	);
}
