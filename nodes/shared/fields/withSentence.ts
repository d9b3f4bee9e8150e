/** A description with one more sentence, both with their period. */
export function withSentence(description: string, addition: string): string {
	return `${description.replace(/\.$/, '')}. ${addition}.`;
}
