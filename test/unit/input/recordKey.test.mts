import type { INodeProperties } from 'n8n-workflow';
import { recordKeyOf } from '../../../nodes/shared/input/recordKey';
import { KEY_MODES } from '../../../nodes/shared/platform/interactionKeys';
import { whyNot } from './field.mts';

const modesOf = (...names: string[]) =>
	({ displayName: 'Interaction', modes: names.map((name) => ({ name })) }) as INodeProperties;

const field = modesOf('list', ...Object.keys(KEY_MODES), 'id', 'url');

const locator = (mode: string, value: string) => ({ __rl: true, mode, value });

test.each([
	[locator('number', ' ims0000075 '), 'IMS0000075'],
	[locator('id', 'ims0000075'), 'IMS0000075'],
	['IMS0000075', 'IMS0000075'],
])('%j is a number, which is looked up', (given, value) => {
	expect(recordKeyOf(field, given)).toEqual({
		label: 'Interaction',
		column: KEY_MODES.number.column,
		value,
	});
});

test('another key is looked up as it is', () => {
	const [mode] = Object.keys(KEY_MODES).filter((name) => name !== 'number');
	expect(recordKeyOf(field, locator(mode, 'call-a'))).toMatchObject({
		column: KEY_MODES[mode].column,
		value: 'call-a',
	});
});

test.each([
	[field, locator('url', 'IMS0000075')],
	[field, locator('id', 'a'.repeat(32))],
	[field, locator('list', 'a'.repeat(32))],
	[field, 7],
	[field, undefined],
	[modesOf('list', 'id', 'url'), locator('id', 'IMS0000075')],
	[{ displayName: 'Interaction' } as INodeProperties, 'IMS0000075'],
])('%#: nothing is to be looked up', (property, given) => {
	expect(recordKeyOf(property, given)).toBeUndefined();
});

test.each([
	['', '"Interaction" is empty'],
	['a^b', '"Interaction" contains "^"'],
	['unknown', '"Interaction" identifies nothing: "unknown"'],
])('%j cannot be searched for', (value, message) => {
	expect(whyNot(() => recordKeyOf(field, locator('number', value)))).toBe(message);
});
