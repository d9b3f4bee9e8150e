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
		"Email address, or business, mobile, or home phone number in any notation. A number without a country code matches that number in every country. Leave empty to use 'Filters' or 'Query' only.",
};

/** How to find the contacts: a condition for the instance, and what only the node can compare. */
export interface Search {
	condition: string;
	/** Whether a record that meets the condition is one of them. */
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
 * Reads the field Email or Phone.
 *
 * @returns nothing when the field is not used
 * @throws {InvalidInputError} when its expression returned nothing, which would match every contact, or when
 * it is neither an email address nor a phone number
 */
export function emailOrPhoneSearch(context: IExecutePaginationFunctions): Search | undefined {
	const typed: unknown = context.getNodeParameter('emailOrPhone', '', { rawExpressions: true });
	if (typed === '') return undefined;
	const value = context.getNodeParameter('emailOrPhone', '') as unknown;
	if (isEmpty(value)) {
		throw new InvalidInputError(
			'"Email or Phone" is empty',
			'Check the expression: it returned nothing for this item, and an empty value would match every contact.',
		);
	}
	const text = queryValue(value, 'Email or Phone');
	if (/^\S+@\S+$/.test(text)) return { condition: `email=${text}` };
	if (isPhoneNumber(text)) return searchByPhone(text);
	throw new InvalidInputError(
		`"Email or Phone" is neither an email address nor a phone number: ${preview(value)}`,
		'Enter an email address such as ann.lee@example.com or a phone number of at least five digits, or use "Filters" to search by other columns.',
	);
}
