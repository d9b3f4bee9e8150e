import { cleanText, unquoted } from './cleanText';

/**
 * One address: what may stand on both sides of its `@`. Deliverable or not is not to be known here.
 *
 * https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2
 */
const ADDRESS = /^[^\s@<>()[\]\\,;:"]+@[\p{L}\p{N}]+(?:(?:\.|-+)[\p{L}\p{N}]+)*$/u;

function withoutScheme(text: string): string {
	if (!/^mailto:/i.test(text)) return text;
	const [address] = text.replace(/^mailto:[\s/]*/i, '').split('?');
	try {
		return decodeURIComponent(address);
	} catch {
		return address;
	}
}

/** The address inside `Ann Lee <ann@x.example>`, `<mailto:ann@x.example>`, or `"ann@x.example"`. */
function unwrapped(text: string): string {
	const inner = /^[^<>@]*<([^<>]+)>[.,;]?$/.exec(text)?.[1] ?? text;
	return unquoted(inner.replace(/^([([])(.*)[)\]]$/, '$2').replace(/[.,;]$/, ''));
}

/**
 * Reads an email address: without blanks and characters that cannot be seen, `mailto:`, and what mail
 * programs write around it.
 *
 * @returns the address as it is written, or nothing for what is none, or more than one
 */
export function readEmailAddress(text: string): string | undefined {
	const address = withoutScheme(unwrapped(withoutScheme(unwrapped(cleanText(text)))));
	return ADDRESS.test(address) ? address : undefined;
}
