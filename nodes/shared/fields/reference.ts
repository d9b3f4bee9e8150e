import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import { KEY_MODES } from '../platform/interactionKeys';
import { RECORD_URL } from '../platform/recordUrl';
import { REFERENCE_TABLES, type ReferenceTable, type ReferenceTableName } from './referenceTables';
import { withSentence } from './withSentence';

interface ReferenceField {
	displayName: string;
	/** Wire name of the parameter. */
	name: string;
	table: ReferenceTableName;
	description: string;
	required?: boolean;
	/** An example of what By ID takes, when it is not a sys_id. */
	placeholder?: string;
	displayOptions?: INodeProperties['displayOptions'];
}

const TEXT = { type: 'string' as const };

/** The forms in which an interaction is named by what people have. */
const KEY_FORMS: INodePropertyMode[] = Object.entries(KEY_MODES).map(
	([name, { label, example }]) => ({
		displayName: label,
		name,
		...TEXT,
		placeholder: `e.g. ${example}`,
	}),
);

function withArticle(label: string): string {
	return `${/^(?:[AEIO]|LDAP)/.test(label) ? 'an' : 'a'} ${label}`;
}

/**
 * A description that says what By ID takes. A chat model that fills the field reads nothing else, and
 * else enters what people call the record.
 */
function describedForModels(description: string, valueColumn = 'sys_id', hasKeys = false): string {
	if (hasKeys) return withSentence(description, 'By ID takes its sys_id or its number');
	if (valueColumn !== 'sys_id' || description.includes('sys_id')) return description;
	return withSentence(description, 'By ID takes its sys_id');
}

/** A URL holds the sys_id, which is of no use where another column goes over the wire. */
function withoutUrl({ modes = [], ...field }: INodeProperties): INodeProperties {
	return { ...field, modes: modes.filter(({ name }) => name !== 'url') };
}

/** The table whose records a reference field lists. @returns nothing for another field */
export function tableOf({ modes = [] }: INodeProperties): string | undefined {
	const listed = modes.find(({ name }) => name === 'list')?.typeOptions?.searchListMethod;
	if (listed === undefined) return undefined;
	const { table = listed }: ReferenceTable = REFERENCE_TABLES[listed as ReferenceTableName];
	return table;
}

/**
 * A field that refers to a record of another table: selected from a list that is searched on the
 * instance, or named by ID or by the URL of the record.
 */
export function referenceField({ table, placeholder, ...field }: ReferenceField): INodeProperties {
	const row: ReferenceTable = REFERENCE_TABLES[table];
	const { label, valueColumn, hasKeys } = row;
	const page = row.tableFrom === undefined ? (row.table ?? table) : 'customer_contact';
	const whole: INodeProperties = {
		...field,
		description: describedForModels(field.description, valueColumn, hasKeys),
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select ${withArticle(label)}...`,
				typeOptions: {
					searchListMethod: table,
					searchable: true,
					slowLoadNotice: {
						message: 'ServiceNow is slow to respond. Enter the sys_id instead, or wait.',
						timeout: 10_000,
					},
				},
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: placeholder ?? 'e.g. 62826bf03710200044e0bfc8bcbe5df1',
			},
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: `e.g. https://dev12345.service-now.com/${page}.do?sys_id=62826bf03710200044e0bfc8bcbe5df1`,
				validation: [
					{
						type: 'regex',
						properties: { regex: RECORD_URL, errorMessage: 'Not the URL of a ServiceNow record' },
					},
				],
			},
			...(hasKeys ? KEY_FORMS : []),
		],
	};
	return valueColumn === undefined ? whole : withoutUrl(whole);
}
