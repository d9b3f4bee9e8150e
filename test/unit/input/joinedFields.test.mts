import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import type { BodyField } from '../../../nodes/shared/input/bodyField';
import { readBody } from '../../../nodes/shared/input/readBody';
import { refusal } from './field.mts';

/** Fields that lead to one place in the body, and send what they are given. */
function bodyOf(...values: unknown[]): IDataObject {
	const fields: BodyField[] = values.map((_value, at) => ({
		property: { name: `field${at}`, displayName: `Field ${at}`, type: 'json', default: '' },
		path: 'place.in',
		rule: (given) => given,
	}));
	const stored = Object.fromEntries(values.map((value, at) => [`field${at}`, value]));
	const context = { getNodeParameter: (name: string) => stored[name] };
	const settings = { timezone: 'UTC', limits: true };
	return readBody(context as unknown as IExecutePaginationFunctions, fields, settings);
}

test.each<[string, unknown[], unknown]>([
	['one value', ['a'], 'a'],
	[
		'lists, each row once',
		[
			[{ a: 1 }, { b: 2 }],
			[{ b: 2 }, { c: 3 }],
		],
		[{ a: 1 }, { b: 2 }, { c: 3 }],
	],
	['objects', [{ a: 1 }, { b: 2 }], { a: 1, b: 2 }],
])('%s of one place are joined', (_what, values, joined) => {
	expect(bodyOf(...values)).toEqual({ place: { in: joined } });
});

test.each<[unknown[], string, string]>([
	[
		['a', 'b'],
		'"Field 1" is set twice',
		'Another field sets the same value. Remove one of the two.',
	],
	[[['a'], { b: 1 }].reverse(), '"Field 1" is set twice', 'Another field'],
	[['a', { b: 1 }], '"Field 1" is set twice', 'Another field'],
	[[{ b: 1 }, 'a'], '"Field 1" is set twice', 'Another field'],
	[[{ a: 1, b: 1 }, { b: 2 }], '"Field 1" contains b', 'Remove it: another field sets this value.'],
])('%j are not', (values, message, advice) => {
	const [why, what] = refusal(() => bodyOf(...values));
	expect(why).toBe(message);
	expect(what.startsWith(advice)).toBe(true);
});
