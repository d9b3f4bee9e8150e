import type { IDataObject, IExecutePaginationFunctions, IPollFunctions } from 'n8n-workflow';
import {
	reuseFields,
	reuseKeyOf,
} from '../../../nodes/ServiceNowContact/resources/contact/create/reuseKey';
import { eventField, stateField } from '../../../nodes/ServiceNowCsmTrigger/fields';
import { settingsOf } from '../../../nodes/ServiceNowCsmTrigger/settings';
import { OUTPUTS } from '../../../nodes/shared/fields/outputFields';
import { shapeOutput } from '../../../nodes/shared/fields/shapeOutput';
import {
	addedNumberRule,
	choiceRule,
	choicesOf,
	findChoice,
	listedChoiceRule,
	listedPatternRule,
	type Choice,
} from '../../../nodes/shared/input/choice';
import { recordKeyOf } from '../../../nodes/shared/input/recordKey';
import { plainTextRule } from '../../../nodes/shared/input/values';
import { referenceField } from '../../../nodes/shared/fields/reference';
import { customized, fieldOf, refusal, whyNot } from './field.mts';

const field = fieldOf();

const CHOICES: Choice[] = [
	{ label: 'In Progress', value: 'in_progress' },
	{ label: 'Dashed', value: 'IN-PROGRESS' },
	{ label: 'Enabled', value: 1 },
	{ label: 'Not Set', value: '' },
];

/** Other ways to write a word. */
const spellings = (text: string) => [text.toUpperCase(), ` ${text.toLowerCase()}\u00a0`];

test.each([
	['in_progress', 'in_progress'],
	['IN-PROGRESS', 'IN-PROGRESS'],
	[' In  Progress ', 'in_progress'],
	['dashed', 'IN-PROGRESS'],
	['1', 1],
	[1, 1],
	['ENABLED', 1],
	['not set', ''],
	[{ display_value: 'Enabled', value: '1' }, 1],
])('%j means %j', (given, value) => {
	expect(findChoice(given, CHOICES)?.value).toBe(value);
});

test.each(['open', '', ' - ', true, null, {}])('%j means none', (given) => {
	expect(findChoice(given, CHOICES.slice(0, 3))).toBeUndefined();
	expect(findChoice(' - ', CHOICES)).toBeUndefined();
});

test('a choice of an API that is none is refused where limits are held', () => {
	const rule = choiceRule(CHOICES);
	const [message, advice] = refusal(() => rule('open', field));
	expect(message).toBe('"Label" is not one of its choices: "open"');
	expect(advice).toMatch(
		/^Use one of: in_progress, IN-PROGRESS \(Dashed\), 1 \(Enabled\)\. If your instance/,
	);
	expect(rule('open', customized)).toBe('open');
	expect(whyNot(() => rule('null', customized))).toContain('an expression that failed');
	expect(whyNot(() => rule({}, customized))).toBe('"Label" is not text: {}');
});

test('a choice of the instance is sent as it is, where no known one is meant', () => {
	const texts = listedChoiceRule(CHOICES, plainTextRule);
	expect(texts('In Progress', field)).toBe('in_progress');
	expect(texts('Travelling', field)).toBe('Travelling');
	const added = addedNumberRule(CHOICES);
	expect([3, ' 4 '].map((given) => added(given, field))).toEqual([3, '4']);
	expect(refusal(() => added('often', field))).toEqual([
		'"Label" is not one of its choices: "often"',
		'Use one of: in_progress, IN-PROGRESS (Dashed), 1 (Enabled). Or use the number of a choice of your instance.',
	]);
});

test.each([
	['HH:mm:ss', 'HH:mm:ss'],
	[' hh:mm:ss (24 Hours) ', 'HH:mm:ss'],
	['hh:mm:ss', 'hh:mm:ss'],
	['HHmmss', 'HHmmss'],
])('a pattern keeps the case of its letters: %j is sent as %j', (given, sent) => {
	const patterns = [{ label: 'hh:mm:ss (24 Hours)', value: 'HH:mm:ss' }];
	expect(listedPatternRule(patterns, plainTextRule)(given, field)).toBe(sent);
});

describe('settings that no request shows', () => {
	test.each(choicesOf(reuseFields[0]))('Reuse Existing Contact: $label', ({ label, value }) => {
		const body = { email: 'a@x.example', phone: '+13172225555', user_name: 'ann', u_id: '7' };
		const keyOf = (given: unknown) =>
			JSON.stringify(
				reuseKeyOf(body, { reuseExistingContact: given, reuseColumn: ' U_ID ' } as IDataObject),
			);
		for (const given of [...spellings(String(value)), ...spellings(label)]) {
			expect(keyOf(given)).toBe(keyOf(value));
		}
		expect(refusal(() => keyOf('e-mail address'))).toEqual([
			'"Reuse Existing Contact" is not one of its choices: "e-mail address"',
			'Use one of: customColumn (By Custom Column), email (By Email), phone (By Phone), user_name (By User ID), never.',
		]);
	});

	test.each(OUTPUTS)('Output of a tool: $label', ({ label, value }) => {
		const shapeOf = (output: string) => {
			const context = {
				getNode: () => ({ type: 'xTool' }),
				getNodeParameter: (name: string) => (name === 'output' ? output : 'city'),
			} as unknown as IExecutePaginationFunctions;
			return shapeOutput(context, [{ sys_id: '1', name: 'Ann', city: 'Lyon' }], ['name']);
		};
		for (const given of [...spellings(value), ...spellings(label)]) {
			expect(shapeOf(given)).toEqual(shapeOf(value));
		}
	});

	const settings = (parameters: object) =>
		settingsOf({
			getNodeParameter: (name: string, unset: unknown) =>
				({ state: 'new', ...parameters })[name] ?? unset,
		} as unknown as IPollFunctions);

	test.each(choicesOf(eventField))('Trigger On: $label', ({ label, value: event }) => {
		for (const given of [...spellings(String(event)), ...spellings(label)]) {
			expect(settings({ event: given })).toEqual(settings({ event }));
		}
	});

	test.each(choicesOf(stateField))('State: $label', ({ label, value: state }) => {
		const event = 'interactionStateChanged';
		for (const given of [...spellings(String(state)), ...spellings(label)]) {
			expect(settings({ event, state: given }).state).toBe(state);
		}
		expect(settings({ event, state: ' u_Parked ' }).state).toBe('u_Parked');
	});

	test('an unknown event is refused with the known ones', () => {
		const [message, advice] = refusal(() => settings({ event: 'closed' }));
		expect(message).toBe('"Trigger On" is not one of its choices: "closed"');
		expect(advice).toContain('contactCreated, contactUpdated,');
	});

	test.each(['CLIENTSESSIONID', 'by client session id', ' clientSessionId '])(
		'a record that is named by the mode %j',
		(mode) => {
			const property = referenceField({
				displayName: 'Interaction',
				name: 'id',
				table: 'interaction',
				description: '',
			});
			const key = recordKeyOf(property, { __rl: true, mode, value: 'a54' });
			expect(key).toMatchObject({ column: 'client_session_id', value: 'a54' });
		},
	);
});
