/** A string of JSON, or a number. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** A whole number that would lose digits becomes a string of them. */
function withExactIntegers(json: string): string {
	return json.replace(TOKEN, (token) =>
		/^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
	);
}

/**
 * The value of a JSON text, with the digits of long IDs as text.
 *
 * @returns a box, because the value can be anything; nothing for other text
 */
export function parseJson(text: string): { value: unknown } | undefined {
	try {
		return { value: JSON.parse(withExactIntegers(text)) };
	} catch {
		return undefined;
	}
}
