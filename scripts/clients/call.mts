/** What came of one call of a client, or of one test of its makers. */
export interface Call {
	call: string;
	outcome: 'passed' | 'failed' | 'skipped';
	/** What went wrong, or why it was not made. */
	note: string;
}
