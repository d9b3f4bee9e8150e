import { UserError } from 'n8n-workflow';

/**
 * What a message names: the label of a field as the panel shows it, and, inside a value that can be
 * given as JSON, the path of the part in the request body: `phoneLogs[0].agent`.
 */
export type FieldName = string | { label: string; path: string };

/** A field's name as it stands in a message: `"Phone Logs: Agent" (phoneLogs[0].agent)`. */
export function quote(name: FieldName): string {
	return typeof name === 'string' ? `"${name}"` : `"${name.label}" (${name.path})`;
}

/**
 * An input that must not be sent. `message` says what is wrong and names the field, `advice` says what
 * to do; `send` turns it into an n8n error that names the item too.
 */
export class InvalidInputError extends UserError {
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message, { description: advice });
	}
}

/** Short form of a value for a message. */
export function preview(value: unknown): string {
	const json = JSON.stringify(value) ?? String(value);
	// JSON has no word for a number or a date that is none.
	const text = json === 'null' ? String(value) : json;
	return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
