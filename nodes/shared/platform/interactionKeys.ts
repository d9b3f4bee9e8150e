/**
 * Column of the table interaction that has the ID of a call in the phone system.
 *
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/intelligent-experiences/voice-agent-reference.md
 */
export const SESSION_ID_COLUMN = 'client_session_id';

/** Characters that the column holds where nobody has made it longer; an instance cuts the rest off. */
export const STORED_LENGTH = 40;

/** Modes in which an interaction is named by something else than its sys_id, and the column of each. */
export const KEY_MODES: Record<string, { label: string; column: string; example: string }> = {
	number: { label: 'By Number', column: 'number', example: 'IMS0000047' },
	clientSessionId: {
		label: 'By Client Session ID',
		column: SESSION_ID_COLUMN,
		example: 'a545t65678',
	},
};

/** A number of a record, which no sys_id looks like: `IMS0000047`. */
export function isRecordNumber(text: string): boolean {
	return /^[a-z]{2,10}\d{4,15}$/i.test(text);
}
