import { cleanText } from '../../../../../shared/platform/cleanText';
import { COUNTRY_CODE, type PhoneNumber } from '../../../../../shared/platform/phoneNumber';
import { isSamePhoneNumber, nationalDigits } from './phoneNumber';

/** Spellings to look for at once: a URL has to carry them three times. */
const MAX_SPELLINGS = 40;

/** How the digits behind a country code are grouped, by the length of the groups. */
const GROUPINGS = [
	[3, 3, 4],
	[2, 4, 4],
	[3, 3, 3],
	[1, 2, 2, 2, 2],
	[2, 2, 2, 2, 2],
	[2, 3, 2, 2],
	[4, 3, 3],
	[3, 4, 4],
];

/** Digits of the area code, where the rest is one group. */
const AREA_CODES = [2, 3, 4];

function split(digits: string, lengths: number[]): string[] {
	let start = 0;
	return lengths.map((length) => digits.slice(start, (start += length)));
}

/** The groups in which a number is written already, without a code or zero in front. */
function writtenGroups(text: string, digits: string): string[] | undefined {
	const groups = cleanText(text).match(/\d+/g) ?? [];
	for (let first = 0; first < groups.length; first++) {
		const rest = groups.slice(first);
		if (rest.join('') === digits) return rest;
		if (rest.join('') === `0${digits}`) return [rest[0].slice(1), ...rest.slice(1)].filter(Boolean);
	}
	return undefined;
}

function groupingsOf(digits: string, text: string): string[][] {
	const written = writtenGroups(text, digits);
	const usual = GROUPINGS.filter((lengths) => {
		return lengths.reduce((sum, length) => sum + length, 0) === digits.length;
	});
	const byArea = AREA_CODES.filter((length) => digits.length - length > 3).map((length) => [
		length,
		digits.length - length,
	]);
	const groupings = [...usual, ...byArea].map((lengths) => split(digits, lengths));
	return written && written.length > 1 ? [written, ...groupings] : groupings;
}

/** As numbers of North America are written. */
function northAmerican(digits: string): string[] {
	const [area, exchange, line] = split(digits, [3, 3, 4]);
	const local = `${exchange}-${line}`;
	return [
		`+1${digits}`,
		digits,
		`1${digits}`,
		`+1 ${area} ${exchange} ${line}`,
		`+1 (${area}) ${local}`,
		`(${area}) ${local}`,
		`${area}-${local}`,
		`+1-${area}-${local}`,
		`1-${area}-${local}`,
		`+1 ${area}-${local}`,
		`${area}.${exchange}.${line}`,
		`+1.${area}.${exchange}.${line}`,
		`${area} ${exchange} ${line}`,
		`(${area})${local}`,
		`(${area}) ${exchange} ${line}`,
		`+1 (${area}) ${exchange} ${line}`,
		`+1(${area})${local}`,
		`1 (${area}) ${local}`,
		`1 ${area} ${exchange} ${line}`,
		`+1 ${digits}`,
		`${area} ${local}`,
		`001${digits}`,
	];
}

function grouped(groups: string[], code: string | undefined): string[] {
	const [spaced, dashed] = [groups.join(' '), groups.join('-')];
	const within = [`0${spaced}`, `0${dashed}`, `(0${groups[0]}) ${groups.slice(1).join(' ')}`];
	if (code === undefined) return [...within, spaced, dashed];
	return [`+${code} ${spaced}`, `+${code}-${dashed}`, ...within, `+${code} (0)${spaced}`];
}

function elsewhere(digits: string, code: string | undefined, text: string): string[] {
	const withCode =
		code === undefined ? [] : [`+${code}${digits}`, `00${code}${digits}`, `${code}${digits}`];
	return [
		...withCode,
		`0${digits}`,
		digits,
		...(code === undefined ? [] : [`+${code} ${digits}`]),
		...groupingsOf(digits, text).flatMap((groups) => grouped(groups, code)),
	];
}

/**
 * The ways in which a phone number is usually written, the likely ones first.
 *
 * @param text as it was given
 * @returns at most 40 texts, none of them with a comma
 */
export function spellingsOf(number: PhoneNumber, text: string): string[] {
	const code = number.isInternational ? COUNTRY_CODE.exec(number.digits)?.[0] : undefined;
	const digits = code === undefined ? nationalDigits(number) : number.digits.slice(code.length);
	const isNorthAmerican =
		digits.length === 10 && (code === '1' || (code === undefined && digits === number.digits));
	const spellings = isNorthAmerican
		? [...northAmerican(digits), ...(code ? [] : elsewhere(digits, code, text))]
		: elsewhere(digits, code, text);
	const all = [number.normal, number.digits, ...spellings];
	// Where numbers keep their zero, or are internal, a spelling can be another number.
	const same = all.filter((each) => isSamePhoneNumber(each, number.normal));
	return [...new Set(same)].slice(0, MAX_SPELLINGS);
}

/** Digits at the end by which the instance searches; the whole number is compared here. */
const TAIL = 4;

/** What people put between the digits that they group. */
const SEPARATORS = [' ', '-', '.', '/', '\u00a0', '\u2013', '\u2011'];

/** Zeros of the scripts that phones and keyboards write digits in: full-width, Arabic, Persian, Hindi. */
const ZEROS = [0xff10, 0x0660, 0x06f0, 0x0966];

function inScript(digits: string, zero: number): string {
	return digits.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
}

/**
 * How the last digits of a number are written, to find candidates on an instance, where the number is
 * plain text.
 *
 * @returns by steps: together, which is how nearly all are; then apart, and in other scripts
 */
export function tailSpellings({ digits }: PhoneNumber): string[][] {
	const tail = digits.slice(-TAIL);
	const apart = SEPARATORS.flatMap((separator) => [
		tail.slice(0, 2) + separator + tail.slice(2),
		tail.slice(0, 1) + separator + tail.slice(1),
	]);
	return [[tail], [...apart, ...ZEROS.map((zero) => inScript(tail, zero))]];
}
