/**
 * An input that must not be sent. `message` says what is wrong and names the parameter, `advice`
 * says what to do; `send` turns it into an n8n error that names the item too.
 */
export class InputProblem extends Error {
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
	}
}

/** Short form of a value for a message. */
export function shown(value: unknown): string {
	const text = JSON.stringify(value) ?? String(value);
	return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
