import type { Redact } from '../instance/redact';

/** Characters of what somebody else said, at most. */
const LENGTH = 500;

/**
 * What an instance said, ready to be shown: without secrets, on one line, and of a sensible length.
 *
 * @param redact takes the secrets of the credential out; it comes first, as half a secret is not found
 */
export function quote(text: string, redact: Redact): string {
	const line = redact(text).replace(/\s+/g, ' ').trim();
	return line.length > LENGTH ? `${line.slice(0, LENGTH).replace(/[\uD800-\uDBFF]$/, '')}…` : line;
}
