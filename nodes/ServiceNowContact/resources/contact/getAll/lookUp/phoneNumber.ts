import { cleanText } from '../../../../../shared/platform/cleanText';
import { readPhoneNumber, type PhoneNumber } from '../../../../../shared/platform/phoneNumber';

/** Digits of the shortest number that may stand without its country code. */
const SHORTEST_NATIONAL = 7;

/** Digits of the longest country code. */
const LONGEST_CODE = 3;

/** The number as it is written behind a country code: without the zero that is dialled within a country. */
export function nationalDigits({ digits }: PhoneNumber): string {
	return digits.replace(/^0/, '');
}

function isNationalFormOf(one: PhoneNumber, other: PhoneNumber): boolean {
	const number = nationalDigits(one);
	const code = other.digits.length - number.length;
	return (
		number.length >= SHORTEST_NATIONAL &&
		code >= 0 &&
		code <= LONGEST_CODE &&
		other.digits.endsWith(number)
	);
}

function isSame(one: PhoneNumber, other: PhoneNumber): boolean {
	if (one.extension && other.extension && one.extension !== other.extension) return false;
	if (one.digits === other.digits) return true;
	if (one.isInternational && other.isInternational) return false;
	return isNationalFormOf(one, other) || isNationalFormOf(other, one);
}

/**
 * Whether two texts are the same phone number, however they are written: `+44 20 7946 0018`,
 * `0044-20-79460018`, `(020) 7946 0018` and `+44 (0)20 7946 0018 ext. 12` are. Two extensions of one number
 * are not.
 *
 * A number without a country code equals every number that differs by a code of up to three digits.
 */
export function isSamePhoneNumber(a: string, b: string): boolean {
	const [one, other] = [readPhoneNumber(a), readPhoneNumber(b)];
	return one !== undefined && other !== undefined && isSame(one, other);
}

/**
 * How alike two texts are as phone numbers.
 *
 * @returns 0 for the same text, more the less they are alike, nothing for different numbers
 */
export function phoneDistance(stored: string, wanted: string): number | undefined {
	if (stored === wanted) return 0;
	if (!isSamePhoneNumber(stored, wanted)) return undefined;
	if (cleanText(stored) === cleanText(wanted)) return 1;
	return readPhoneNumber(stored)?.extension === readPhoneNumber(wanted)?.extension ? 2 : 3;
}
