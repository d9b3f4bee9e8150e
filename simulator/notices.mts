import type { HttpResponse } from './http/response.mts';

const LONGEST_HEADER = 1000;

/** Text as a header may have it: other characters by their number. */
function headerText(text: string): string {
	return text
		.replaceAll(/[^\x20-\x7e]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
		.slice(0, LONGEST_HEADER);
}

/** @returns the headers that tell what was left out, and what the simulator does not have */
export function noticeHeaders({ ignored, notSimulated }: HttpResponse): Record<string, string> {
	return {
		...(ignored?.length && { 'X-Simulator-Ignored': headerText(ignored.join('; ')) }),
		...(notSimulated !== undefined && { 'X-Simulator-Not-Simulated': headerText(notSimulated) }),
	};
}

/** What was printed already, so that a program in a loop prints a line once. */
const MOST_LINES = 1000;

/**
 * @param print takes a line for the console; nothing is printed when left out
 * @returns a function that takes a request, in words, and its response
 */
export function noticePrinter(
	print: ((line: string) => void) | undefined,
): (request: string, response: HttpResponse) => void {
	const printed = new Set<string>();
	return (request, { status, ignored = [], notSimulated }) => {
		if (!print || (ignored.length === 0 && notSimulated === undefined)) return;
		const what =
			notSimulated === undefined
				? `ignored ${ignored.join('; ')}`
				: `not simulated: ${notSimulated}`;
		const line = `${request}: ${status}, ${what}`.slice(0, LONGEST_HEADER);
		if (printed.has(line) || printed.size >= MOST_LINES) return;
		printed.add(line);
		print(line.replaceAll(/[\p{Cc}]/gu, ' '));
	};
}
