/** Columns of a contact that hold a phone number. */
export const PHONE_COLUMNS = ['phone', 'mobile_phone', 'home_phone'];

/** What people put between the digits that they group. */
const SEPARATORS = [' ', '-', '.'];

/** Digits at the end by which the instance searches; the whole number is compared here. */
const TAIL = 4;

/** Digits of the shortest number that may stand without its country code. */
const SHORTEST_NATIONAL = 7;

/** Digits of the longest country code. */
const LONGEST_CODE = 3;

interface PhoneNumber {
	/** Digits, without what is dialled in front of a country code. */
	digits: string;
	isInternational: boolean;
}

function read(text: string): PhoneNumber {
	const written = text.replace(/(?:ext\.?|x|#|;)\s*\S*\d+\s*$/i, '').replace('(0)', '');
	const digits = written.replace(/\D/g, '');
	if (written.trim().startsWith('+')) return { digits, isInternational: true };
	if (digits.startsWith('00')) return { digits: digits.slice(2), isInternational: true };
	return { digits, isInternational: false };
}

/** The number as it is written behind a country code: without the zero that is dialled within a country. */
function national({ digits }: PhoneNumber): string {
	return digits.replace(/^0/, '');
}

function isNationalFormOf(one: PhoneNumber, other: PhoneNumber): boolean {
	const number = national(one);
	const code = other.digits.length - number.length;
	return (
		number.length >= SHORTEST_NATIONAL &&
		code >= 0 &&
		code <= LONGEST_CODE &&
		other.digits.endsWith(number)
	);
}

/** Whether a text has the digits of a phone number, and nothing that a phone number has not. */
export function isPhoneNumber(text: string): boolean {
	return (
		/^[+\d\s().\-/]{5,}(?:(?:ext\.?|x|#|;)\s*\S*\d+\s*)?$/i.test(text) &&
		read(text).digits.length > TAIL
	);
}

/**
 * Whether two texts are the same phone number, however they are written: `+44 20 7946 0018`,
 * `0044-20-79460018`, `(020) 7946 0018` and `+44 (0)20 7946 0018 ext. 12` are.
 *
 * A number without a country code equals every number that differs by a code of up to three digits.
 */
export function isSamePhoneNumber(a: string, b: string): boolean {
	const [one, other] = [read(a), read(b)];
	if (one.isInternational && other.isInternational) return one.digits === other.digits;
	return isNationalFormOf(one, other) || isNationalFormOf(other, one);
}

/**
 * The ways in which the last digits of a number are written, to find candidates on an instance, where
 * the number is plain text: together, in pairs, and with the last three in a group.
 */
export function tailSpellings(text: string): string[] {
	const tail = read(text).digits.slice(-TAIL);
	const grouped = SEPARATORS.flatMap((separator) => [
		tail.slice(0, 2) + separator + tail.slice(2),
		tail.slice(0, 1) + separator + tail.slice(1),
	]);
	return [tail, ...grouped];
}
