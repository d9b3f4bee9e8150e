import type { IDataObject, IExecutePaginationFunctions, INodeProperties } from 'n8n-workflow';
import { InvalidInputError, preview } from '../../../../shared/inputError';
import { queryValue } from '../../../../shared/input/queryValue';
import { anyOf } from '../../../../shared/platform/encodedQuery';
import { isEmpty } from '../../../../shared/input/sendable';
import { isPhoneNumber, isSamePhoneNumber, PHONE_COLUMNS, tailSpellings } from './phoneNumber';

export const emailOrPhoneField: INodeProperties = {
	displayName: 'Email or Phone',
	name: 'emailOrPhone',
	type: 'string',
	default: '',
	placeholder: 'e.g. +1 415 555 0100 or ann.lee@example.com',
	description:
		'Finds the contacts with this email, or with this number as business, mobile or home phone, however the number is written. A number without its country code finds the same number of any country. Leave empty to select contacts in another way.',
};

/** What selects contacts: a condition of an encoded query, and what the instance cannot tell. */
export interface Search {
	condition: string;
	/** Whether a record that fulfils the condition is wanted. */
	keep?: (record: IDataObject) => boolean;
}

function searchByPhone(phone: string): Search {
	const conditions = PHONE_COLUMNS.flatMap((column) =>
		tailSpellings(phone).map((spelling) => `${column}LIKE${spelling}`),
	);
	return {
		condition: anyOf(conditions),
		keep: (record) =>
			PHONE_COLUMNS.some((column) => isSamePhoneNumber(String(record[column] ?? ''), phone)),
	};
}

/**
 * What the field Email or Phone asks for.
 *
 * @returns nothing when the field is not used
 * @throws {InvalidInputError} when its expression came out empty, which would select every contact, or when
 * it is neither an email nor a phone number
 */
export function emailOrPhoneSearch(context: IExecutePaginationFunctions): Search | undefined {
	const typed: unknown = context.getNodeParameter('emailOrPhone', '', { rawExpressions: true });
	if (typed === '') return undefined;
	const value = context.getNodeParameter('emailOrPhone', '') as unknown;
	if (isEmpty(value)) {
		throw new InvalidInputError(
			'"emailOrPhone" came out empty',
			'Its expression gave no value for this item, and without one every contact would be returned. Check the expression.',
		);
	}
	const text = queryValue(value, 'emailOrPhone');
	if (/^\S+@\S+$/.test(text)) return { condition: `email=${text}` };
	if (isPhoneNumber(text)) return searchByPhone(text);
	throw new InvalidInputError(
		`"emailOrPhone" is ${preview(value)}, neither an email nor a phone number`,
		'Give an email such as ann.lee@example.com or a phone number of at least five digits, or use Filters to search for something else.',
	);
}
