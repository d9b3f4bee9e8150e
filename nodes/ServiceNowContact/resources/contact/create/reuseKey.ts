import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { columnField } from '../../../../shared/fields/structuredField';
import { choicesOf, chosenOf } from '../../../../shared/input/choice';
import { plainValue } from '../../../../shared/input/plainValue';
import { isEmpty } from '../../../../shared/input/sendable';
import { asText } from '../../../../shared/input/rule';
import { queryValue } from '../../../../shared/input/queryValue';
import { InvalidInputError, preview } from '../../../../shared/inputError';
import { settleTimeOption } from '../../../../shared/once/settleTime';
import { cleanText, identifiesNothing } from '../../../../shared/platform/cleanText';
import { columnKey, readKey, type Key } from '../getAll/lookUp/key';
import { everyField } from './fields';

const LABEL = 'Reuse Existing Contact';

const REUSE = 'reuseExistingContact';

const COLUMN = 'reuseColumn';

/** Parameters that say by what an existing contact is found. */
export const REUSE_SETTINGS = [REUSE, COLUMN];

const reuseField: INodeProperties = {
	displayName: LABEL,
	name: REUSE,
	type: 'options',
	options: [
		{ name: 'By Custom Column', value: 'customColumn' },
		{ name: 'By Email', value: 'email' },
		{ name: 'By Phone', value: 'phone' },
		{ name: 'By User ID', value: 'user_name' },
		{ name: 'Never', value: 'never' },
	],
	default: 'never',
	description:
		'Whether to return the existing contact with the same email, phone number, user ID, or custom column instead of creating a second one, with reused: true. Sends at least one more request.',
};

export const reuseFields: INodeProperties[] = [
	reuseField,
	{
		...columnField('contactCustomColumns', {
			displayName: 'Reuse Column',
			name: COLUMN,
			placeholder: 'e.g. u_crm_id',
			description: "Custom column that identifies a contact, one of those in 'Custom Fields'",
		}),
		displayOptions: { show: { [REUSE]: ['customColumn'] } },
	},
];

export const reuseOptions: INodeProperties[] = [settleTimeOption(LABEL)];

/** Columns that identify a contact by each choice: the first that is set counts. */
const COLUMNS: Record<string, string[]> = {
	email: ['email'],
	phone: ['phone', 'mobile_phone', 'home_phone'],
	user_name: ['user_name'],
};

const labels = new Map(everyField.map(({ property }) => [property.name, property.displayName]));

function required(columns: string[]): InvalidInputError {
	const names = columns.map((column) => `"${labels.get(column) ?? column}"`).join(' or ');
	return new InvalidInputError(
		`${names} is required to reuse an existing contact`,
		`Set it, or set "${LABEL}" to another choice. An expression that returned nothing counts as not set.`,
	);
}

function customColumn({ reuseColumn }: IDataObject): string {
	const given = plainValue(reuseColumn);
	const column = isEmpty(given) ? '' : cleanText(asText(given, 'Reuse Column')).toLowerCase();
	if (/^(u|x)_[a-z0-9_]+$/.test(column)) return column;
	throw new InvalidInputError(
		`"Reuse Column" is not the name of a custom column: ${preview(column)}`,
		'Use the column name from the table definition: it starts with u_ or x_.',
	);
}

function exactKey(what: Key['what'], column: string, value: unknown): Key {
	const label = labels.get(column) ?? column;
	const text = queryValue(value, label);
	if (!identifiesNothing(text)) return columnKey(what, column, text);
	throw new InvalidInputError(
		`"${label}" identifies nothing: ${preview(text)}`,
		'Check the expression: contacts that share a placeholder would become one.',
	);
}

/**
 * What a contact is looked up by before it is created.
 *
 * @param body of the request
 * @param settings of the item: the parameters that say how
 * @returns nothing when a contact is always created
 * @throws {InvalidInputError} when the value is missing, or identifies nobody
 */
export function reuseKeyOf(body: IDataObject, settings: IDataObject): Key | undefined {
	const given = settings[REUSE];
	const choice = isEmpty(given) ? 'never' : chosenOf(given, LABEL, choicesOf(reuseField));
	if (choice === 'never') return undefined;
	const isCustom = choice === 'customColumn';
	const columns = isCustom ? [customColumn(settings)] : COLUMNS[choice];
	const column = columns.find((name) => !isEmpty(body[name]));
	if (column === undefined) throw required(columns);
	if (isCustom) return exactKey('custom column', column, body[column]);
	if (column === 'user_name') return exactKey('user ID', column, body[column]);
	return readKey(body[column], labels.get(column));
}
