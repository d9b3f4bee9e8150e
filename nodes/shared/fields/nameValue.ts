import type { INodeProperties } from 'n8n-workflow';

interface NameValueField {
	displayName: string;
	/** Wire name of the parameter. */
	name: string;
	description: string;
	/** What one row is called. */
	rowName: string;
	nameDescription: string;
	namePlaceholder: string;
	/** Path of the object in the request body; none where it goes out with something else. */
	property?: string;
}

/** The rows of an object of names and values. */
export function nameValueField(field: NameValueField): INodeProperties {
	const { displayName, name, description, rowName, nameDescription, namePlaceholder, property } =
		field;
	return {
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: `Add ${rowName}` },
		default: {},
		description,
		placeholder: `Add ${rowName}`,
		...(property && {
			routing: { send: { type: 'body', property, value: '={{ $value.field }}' } },
		}),
		options: [
			{
				displayName: rowName,
				name: 'field',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: namePlaceholder,
						description: nameDescription,
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'What to store under the name',
					},
				],
			},
		],
	};
}

interface JsonField {
	displayName: string;
	/** Wire name of the parameter that this is the JSON form of. */
	wireName: string;
	/** Path of the value in the request body. */
	property: string;
	description: string;
	/** An example, shown as the start value. */
	example: string;
}

/** The JSON form of an object or array parameter: named like it, with `Json` after the name. */
export function jsonField({
	displayName,
	wireName,
	property,
	description,
	example,
}: JsonField): INodeProperties {
	return {
		displayName,
		name: `${wireName}Json`,
		type: 'json',
		default: example,
		description,
		routing: { send: { type: 'body', property } },
	};
}
