import type { INodeProperties } from 'n8n-workflow';
import { InvalidInputError, preview, quote, type FieldName } from '../inputError';
import { cleanText } from '../platform/cleanText';
import { assertEvaluated } from './placeholder';
import { plainValue } from './plainValue';
import { asText, LIMITS_HINT, type Rule } from './rule';
import { isEmpty } from './sendable';

/** What can be chosen: the value that is sent, and the label that the panel shows for it. */
export interface Choice<Value extends string | number = string | number> {
	label: string;
	value: Value;
}

/** The choices of a field, from what the panel offers. */
export function choicesOf({ options = [] }: INodeProperties): Choice[] {
	return options.flatMap((option) => {
		if (!('value' in option) || typeof option.value === 'boolean') return [];
		return [{ label: option.name, value: option.value }];
	});
}

/** A word without what people and models write differently: case, blanks, dashes, and underscores. */
function simplified(text: string | number): string {
	return cleanText(String(text))
		.toLowerCase()
		.replace(/[\s_-]+/g, '');
}

/**
 * The choice that is meant: by its value or its label, in any case.
 *
 * @returns nothing for what is none of them; the value itself goes before a similar one
 */
export function findChoice<Value extends string | number>(
	given: unknown,
	choices: Array<Choice<Value>>,
): Choice<Value> | undefined {
	const value = plainValue(given);
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const exact = choices.find((choice) => String(choice.value) === String(value));
	if (exact || isEmpty(value)) return exact;
	const word = simplified(value);
	if (word === '') return undefined;
	return (
		choices.find((choice) => simplified(choice.value) === word) ??
		choices.find((choice) => simplified(choice.label) === word)
	);
}

/** A choice as advice names it: the value, with the label where that is another word. */
function described({ label, value }: Choice): string {
	return simplified(label) === simplified(value) ? String(value) : `${value} (${label})`;
}

/** What can be chosen, as a sentence of advice. */
export function useOneOf(choices: Choice[]): string {
	const offered = choices.filter(({ value }) => value !== '').map(described);
	return `Use ${offered.length > 1 ? 'one of: ' : ''}${offered.join(', ')}.`;
}

/**
 * What there is to say of a value that is none of the choices.
 *
 * @param hint more advice, as sentences
 */
export function notAChoice(
	given: unknown,
	name: FieldName,
	choices: Choice[],
	hint = '',
): InvalidInputError {
	return new InvalidInputError(
		`${quote(name)} is not one of its choices: ${preview(plainValue(given))}`,
		`${useOneOf(choices)} ${hint}`.trim(),
	);
}

/**
 * The value of a setting of the node itself that is chosen from a list.
 *
 * @throws {InvalidInputError} for anything else, with what can be chosen
 */
export function chosenOf<Value extends string | number>(
	given: unknown,
	name: FieldName,
	choices: Array<Choice<Value>>,
): Value {
	const choice = findChoice(given, choices);
	if (choice) return choice.value;
	throw notAChoice(given, name, choices);
}

/** One of the values that an API documents. An instance that is customized may take others. */
export function choiceRule(choices: Choice[]): Rule {
	return (value, { name, limits }) => {
		const choice = findChoice(value, choices);
		if (choice) return choice.value;
		const text = asText(value, name);
		if (limits) throw notAChoice(value, name, choices, LIMITS_HINT);
		assertEvaluated(text, name);
		return value;
	};
}

/**
 * One of the choices that an instance keeps, of which only the documented ones are known here.
 *
 * @param otherwise what becomes of another value, which the instance may have
 */
export function listedChoiceRule(choices: Choice[], otherwise: Rule): Rule {
	return (value, field) => findChoice(value, choices)?.value ?? otherwise(value, field);
}

/**
 * A pattern of dates or times, in which the case of a letter and a dash have a meaning: by its value or
 * its label, exactly.
 */
export function listedPatternRule(choices: Choice[], otherwise: Rule): Rule {
	return (value, field) => {
		const given = cleanText(String(plainValue(value)));
		const choice = choices.find((each) => given === each.value || given === each.label);
		return choice?.value ?? otherwise(value, field);
	};
}

/**
 * The number of a choice that an instance has added to a list.
 *
 * @throws {InvalidInputError} for what is no whole number, with the documented choices
 */
export function addedNumberRule(choices: Choice[]): Rule {
	return (value, { name }) => {
		const text = asText(value, name).trim();
		if (Number.isInteger(Number(text))) return typeof value === 'number' ? value : text;
		throw notAChoice(value, name, choices, 'Or use the number of a choice of your instance.');
	};
}
