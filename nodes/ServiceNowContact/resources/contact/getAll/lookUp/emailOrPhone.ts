import type { IExecutePaginationFunctions, INodeProperties } from 'n8n-workflow';
import { InvalidInputError } from '../../../../../shared/inputError';
import { plainValue } from '../../../../../shared/input/plainValue';
import { isEmpty } from '../../../../../shared/input/sendable';
import { readKey, type Key } from './key';

export const emailOrPhoneField: INodeProperties = {
	displayName: 'Email or Phone',
	name: 'emailOrPhone',
	type: 'string',
	default: '',
	placeholder: 'e.g. +1 415 555 0100 or ann.lee@example.com',
	description:
		"Email address, or business, mobile, or home phone number in any notation. A number without a country code matches that number in every country. Leave empty to use 'Filters' or 'Query' only.",
};

/**
 * Reads the field Email or Phone.
 *
 * @param isSelected whether other fields select contacts
 * @returns nothing when the field is not used
 * @throws {InvalidInputError} when its expression returned nothing and nothing else selects, which would match
 * every contact, or when it is neither an email address nor a phone number
 */
export function emailOrPhoneKey(
	context: IExecutePaginationFunctions,
	isSelected: boolean,
): Key | undefined {
	const typed: unknown = context.getNodeParameter('emailOrPhone', '', { rawExpressions: true });
	if (typed === '') return undefined;
	const value = plainValue(context.getNodeParameter('emailOrPhone', ''));
	if (!isEmpty(value)) return readKey(value);
	if (isSelected) return undefined;
	throw new InvalidInputError(
		'"Email or Phone" is empty',
		'Check the expression: it returned nothing for this item, and an empty value would match every contact.',
	);
}
