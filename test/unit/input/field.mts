import { InvalidInputError } from '../../../nodes/shared/inputError';
import type { FieldContext } from '../../../nodes/shared/input/rule';

/** What a rule knows of the field `Label`. */
export function fieldOf(facts: Partial<FieldContext> = {}): FieldContext {
	return { name: 'Label', path: 'label', timezone: 'Europe/Berlin', limits: true, ...facts };
}

/** The field on an instance that takes more than ServiceNow documents. */
export const customized = fieldOf({ limits: false });

/** Why an input is refused, and what to do. @throws whatever is no refusal of an input */
export function refusal(read: () => unknown): [message: string, advice: string] {
	try {
		read();
	} catch (error) {
		if (error instanceof InvalidInputError) return [error.message, error.advice];
		throw error;
	}
	throw new Error('It was not refused.');
}

/** Why an input is refused. */
export function whyNot(read: () => unknown): string {
	return refusal(read)[0];
}
