import { InvalidInputError, preview } from '../../../../../shared/inputError';
import { queryValue } from '../../../../../shared/input/queryValue';
import { cleanText, identifiesNothing } from '../../../../../shared/platform/cleanText';
import { readEmailAddress } from '../../../../../shared/platform/emailAddress';
import { isPhoneList, readPhoneNumber } from '../../../../../shared/platform/phoneNumber';
import { phoneDistance } from './phoneNumber';
import { spellingsOf, tailSpellings } from './phoneSpellings';

const LABEL = 'Email or Phone';

/** Digits of the shortest phone number to look for. */
const SHORTEST = 5;

/** What contacts are looked up by. */
export interface Key {
	/** As messages call it. */
	what: 'email address' | 'phone number' | 'user ID' | 'custom column';
	/** Columns of which one must hold it. */
	columns: string[];
	/** Texts to compare with as they are. */
	texts: string[];
	/** Texts of which one must be contained, by steps that are taken until something is found. */
	parts: string[][];
	/** How alike a stored text is: 0 for the same, nothing for another one. */
	distance: (stored: string) => number | undefined;
}

function emailKey(address: string, text: string, given: string): Key {
	const wanted = address.toLowerCase();
	return {
		what: 'email address',
		columns: ['email'],
		texts: [...new Set([address, address.toLowerCase(), text, given])],
		parts: [],
		distance: (stored) => {
			if ([address, text, given].includes(stored)) return 0;
			return readEmailAddress(stored)?.toLowerCase() === wanted ? 1 : undefined;
		},
	};
}

function phoneKey(text: string, given: string): Key | undefined {
	const number = readPhoneNumber(text);
	if (number === undefined || number.digits.length < SHORTEST) return undefined;
	return {
		what: 'phone number',
		columns: ['phone', 'mobile_phone', 'home_phone'],
		texts: [...new Set([text, given, cleanText(text), ...spellingsOf(number, text)])],
		parts: tailSpellings(number),
		distance: (stored) => phoneDistance(stored, text),
	};
}

/** What contacts with a value in a column are looked up by, as it is. */
export function columnKey(what: Key['what'], column: string, text: string): Key {
	return {
		what,
		columns: [column],
		texts: [text],
		parts: [],
		distance: (stored) => (stored.trim() === text ? 0 : undefined),
	};
}

function assertOne(text: string, label: string): void {
	if (identifiesNothing(text)) {
		throw new InvalidInputError(
			`"${label}" identifies nothing: ${preview(text)}`,
			'Check the expression. For a caller who withholds the number there is nobody to look up: skip the node, for example with an If node.',
		);
	}
	if (isPhoneList(text)) {
		throw new InvalidInputError(
			`"${label}" has several phone numbers: ${preview(text)}`,
			'Use one of them.',
		);
	}
}

/**
 * Reads what contacts are to be looked up by.
 *
 * @param label of the field
 * @throws {InvalidInputError} for what is neither an email address nor a phone number, or stands for none
 */
export function readKey(value: unknown, label = LABEL): Key {
	const text = queryValue(value, label);
	assertOne(text, label);
	const address = readEmailAddress(text);
	// A SIP address has the form of an email address, and a number in it.
	const isUri = /^\W*(?:sips?|tel):/i.test(text);
	const given = String(value);
	const key =
		isUri || address === undefined ? phoneKey(text, given) : emailKey(address, text, given);
	if (key) return key;
	throw new InvalidInputError(
		`"${label}" is neither an email address nor a phone number: ${preview(value)}`,
		'Enter one email address such as ann.lee@example.com or one phone number of at least five digits, or use "Filters" to search by other columns.',
	);
}
