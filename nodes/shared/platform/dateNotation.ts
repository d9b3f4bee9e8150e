import { cleanText } from './cleanText';

const CLOCK = String.raw`(?:(?:,? |,? at |T)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?(?: ?(?:[a-z]{1,5}|[+-]\d{2}:?\d{2}))?)?`;
const MONTH =
	'(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?';
const DAY = String.raw`\d{1,2}(?:st|nd|rd|th)?`;

/** `02/18/2026 11:30`, `18.02.2026`, `18-02-2026`. */
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([/.-])(\d{1,2})\2\d{4}${CLOCK}$`, 'i');

/** `2026/02/18 11:30`. */
const YEAR_FIRST = new RegExp(String.raw`^\d{4}([/.])(\d{1,2})\1(\d{1,2})${CLOCK}$`, 'i');

/** `18 Feb 2026`, `Feb 18, 2026 11:30 AM`. */
const BY_NAME = [
	new RegExp(`^${WEEKDAY}${DAY}[ -]${MONTH}\\.?,?[ -]\\d{4}${CLOCK}$`, 'i'),
	new RegExp(`^${WEEKDAY}${MONTH}\\.? ${DAY},? \\d{4}${CLOCK}$`, 'i'),
];

function isMonthAndDay(one: string, other: string): boolean {
	const [low, high] = [Number(one), Number(other)].sort((a, b) => a - b);
	return low >= 1 && low <= 12 && high <= 31;
}

/**
 * Whether a text is a date in a notation that ServiceNow does not store and does not compare with, such
 * as `02/18/2026 11:30`, `18.02.2026`, or `Feb 18, 2026`. Numbers since 1970 are not told from others.
 */
export function isForeignDate(text: string): boolean {
	const date = cleanText(text).replace(/ +/g, ' ');
	const [, first, , second] = YEAR_LAST.exec(date) ?? [];
	if (first !== undefined) return isMonthAndDay(first, second);
	const [, , month, day] = YEAR_FIRST.exec(date) ?? [];
	if (month !== undefined) return isMonthAndDay(month, day);
	return BY_NAME.some((notation) => notation.test(date));
}

/**
 * A time that names its zone or stands in the notation of ISO 8601, of a mail, or of JavaScript, but not
 * as ServiceNow stores it: what no column keeps as it is.
 */
const NOTATIONS_OF_TIMES = [
	/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}| \d{2}:\d{2}(?:\S* ?(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)(?:\[[^\]]+\]| [A-Z]{3,5})?)?$)/i,
	/^\d{8}T\d{4}/i,
	/^(?:[a-z]{3}, ?)?\d{1,2} [a-z]{3} \d{4} \d{2}:\d{2}/i,
	/^[a-z]{3} [a-z]{3} \d{2} \d{4} \d{2}:\d{2}:\d{2} GMT/i,
];

/** Whether a text has the form of a time in a notation that is read, and not of a plain day or number. */
export function isTimeNotation(text: string): boolean {
	const time = cleanText(text);
	return NOTATIONS_OF_TIMES.some((notation) => notation.test(time));
}
