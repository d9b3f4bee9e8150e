import { calendarScript } from './calendar.mts';
import { splitClause } from './operators.mts';

/** Whose session a script is evaluated in, and when. */
export interface ScriptSession {
	/** UNIX milliseconds of the instance. */
	now: number;
	/** IANA zone of the user, in which days begin. */
	timeZone: string;
	user: { sysId: string; userName: string };
	/** What the user's record displays. */
	displayName: string;
}

const sessionScripts: Record<string, (session: ScriptSession) => string> = {
	'gs.getUserID()': ({ user }) => user.sysId,
	'gs.userID()': ({ user }) => user.sysId,
	'gs.getUser().getID()': ({ user }) => user.sysId,
	'gs.getUserName()': ({ user }) => user.userName,
	'gs.getUser().getName()': ({ user }) => user.userName,
	'gs.getUserDisplayName()': ({ displayName }) => displayName,
};

/**
 * Evaluates the scripts that "Copy query" of a list writes.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/server-api-reference/c_GlideSystemAPI.md
 * @param expression what is behind `javascript:`
 * @returns the value; undefined for a script that the simulator does not know
 */
export function evaluateScript(expression: string, session: ScriptSession): string | undefined {
	const text = expression.trim().replace(/;$/, '');
	if (Object.hasOwn(sessionScripts, text)) return sessionScripts[text](session);
	return calendarScript(text, session);
}

/** @returns whether an instance could evaluate the script, which the simulator does not know */
export function isPlatformScript(expression: string): boolean {
	return /^\s*(gs\.|new\s|getMy|getRole|isMember|RP\.|current\.)/.test(expression);
}

/**
 * @param text an encoded query
 * @returns the scripts that an instance evaluates for it: of values that begin with `javascript:`, and
 * of a query that does as a whole
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/c_EncodedQueryStrings.md
 */
export function scriptsOf(text: string): string[] {
	if (!text.includes('javascript:')) return [];
	if (text.startsWith('javascript:')) return [text];
	return text
		.split('^')
		.map((clause) => splitClause(clause.replace(/^(OR|NQ)/, ''))?.value ?? '')
		.flatMap((value) => value.split(/[@,](?=javascript:)/))
		.filter((value) => value.startsWith('javascript:'));
}
