import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import {
	additionalFields,
	booleanField,
	numberField,
	phoneField,
	textField,
} from '../../../nodes/shared/fields/bodyField';
import { objectFields } from '../../../nodes/shared/fields/structuredField';
import type { BodyField, BodyFields } from '../../../nodes/shared/input/bodyField';
import { readBody } from '../../../nodes/shared/input/readBody';

const parts: BodyFields = [
	phoneField({
		displayName: 'Phone',
		name: 'phone',
		description: 'Number to call',
		required: 'Enter the number.',
	}),
	additionalFields(
		textField({ displayName: 'First Name', name: 'first_name', maxLength: 5, description: 'Name' }),
		textField({
			displayName: 'Inbound ID',
			name: 'inboundId',
			path: 'interaction.inboundId',
			description: 'ID of the call',
		}),
		textField({
			displayName: 'Queue ID',
			name: 'queueId',
			path: 'interaction.queueId',
			description: 'ID of the queue',
		}),
		booleanField({ displayName: 'VIP', name: 'vip', description: 'Whether it is a VIP' }),
		numberField({ displayName: 'Count', name: 'count', integer: true, description: 'How many' }),
		...objectFields({
			displayName: 'Context',
			name: 'context',
			description: 'Name-value pairs',
			rowName: 'Value',
			namePlaceholder: 'e.g. language',
			nameDescription: 'Name of the value',
			example: '{ "language": "en-US" }',
		}),
	),
];

const PHONE = '+14089965744';

/** The body that these parameters make. */
function bodyOf(additional: IDataObject, phone: unknown = PHONE, limits = true): IDataObject {
	const stored: IDataObject = { phone: phone as string, additionalFields: additional };
	const context = {
		getNodeParameter: (name: string) => stored[name],
	} as unknown as IExecutePaginationFunctions;
	return readBody(context, parts, { timezone: 'UTC', limits });
}

/** What the fields of the JSON form and of the rows are called. */
function contextFields(): BodyField[] {
	const group = parts.find((part) => 'fields' in part);
	return (group as { fields: BodyField[] }).fields.filter(
		({ path, property }) => (path ?? property.name) === 'context',
	);
}

test('a value goes to the path of its field, beside others with the same beginning', () => {
	expect(bodyOf({ inboundId: 'call-1', queueId: 'q-1', vip: false, count: 0 })).toEqual({
		phone: PHONE,
		interaction: { inboundId: 'call-1', queueId: 'q-1' },
		vip: false,
		count: 0,
	});
});

test.each([[''], ['  '], [null], [undefined], [[]], [{}]])(
	'%j is empty, and left out of the body',
	(value) => {
		expect(bodyOf({ first_name: value as never })).toEqual({ phone: PHONE });
	},
);

test.each([[''], [null]])(
	'a required field that is %j is refused, and says what to do',
	(value) => {
		expect(() => bodyOf({}, value)).toThrow(
			expect.objectContaining({ message: '"Phone" is empty', description: 'Enter the number.' }),
		);
	},
);

test('a message names the field by its label', () => {
	expect(() => bodyOf({ first_name: 'Edsger' })).toThrow('"First Name" has 6 characters');
	expect(bodyOf({ first_name: 'Edsger' }, PHONE, false)).toHaveProperty('first_name', 'Edsger');
});

test('a wrapping is taken off a value, and is a value in JSON', () => {
	const wrapped = { link: 'https://x', value: 'en' };
	expect(bodyOf({ first_name: wrapped })).toEqual({ phone: PHONE, first_name: 'en' });
	const [rows, json] = ['fixedCollection', 'json'].map(
		(type) => contextFields().find(({ property }) => property.type === type)!.property,
	);
	expect(bodyOf({ [json.name]: wrapped })).toEqual({ phone: PHONE, context: wrapped });
	const row = (rows.options![0] as { name: string }).name;
	expect(bodyOf({ [rows.name]: { [row]: [{ name: 'a', value: 1 }] } })).toEqual({
		phone: PHONE,
		context: { a: 1 },
	});
	expect(bodyOf({ [rows.name]: 'text' })).toEqual({ phone: PHONE });
});

test.each(['__proto__', 'constructor', 'prototype'])('the name %s is not sent', (key) => {
	const json = contextFields().find(({ property }) => property.type === 'json')!;
	const value = `{ "a": 1, ${JSON.stringify(key)}: { "polluted": true } }`;
	expect(() => bodyOf({ [json.property.name]: value })).toThrow(`contains the key "${key}"`);
	expect({}).not.toHaveProperty('polluted');
});

test('an object that is set in rows and as JSON is refused', () => {
	const both = Object.fromEntries(contextFields().map(({ property }) => [property.name, '{}']));
	expect(Object.keys(both)).toHaveLength(2);
	expect(() => bodyOf(both)).toThrow(/^"Context.*" is set twice: in fields and as JSON$/);
});
