import type { FunctionsBase, ICredentialDataDecryptedObject } from 'n8n-workflow';
import { credentialTypeOf, type LoginContext } from './credentialTypes';
import {
	escaped,
	FULLY_SEARCHED,
	holdsUnescaped,
	isEscaped,
	spellingsOf,
	startsOf,
} from './spellings';

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

const SECRET_FIELDS = ['password', 'apiKey', 'clientSecret'];

/** User and password as Basic Auth joins them. */
const LOGINS = [
	['username', 'password'],
	['clientId', 'clientSecret'],
];

/** What comes with an OAuth2 token and is no secret. */
const NO_SECRETS = new Set(['token_type', 'scope', 'expires_in', 'n8n_expires_at', 'resource']);

function secretsOf(credential: ICredentialDataDecryptedObject): string[] {
	const tokens = Object.entries((credential.oauthTokenData ?? {}) as object);
	const secrets: unknown[] = [
		...SECRET_FIELDS.map((field) => credential[field]),
		...tokens.filter(([name]) => !NO_SECRETS.has(name)).map(([, value]) => value as unknown),
	];
	const texts = secrets.filter((secret) => typeof secret === 'string');
	const textOf = (field: string) => String(credential[field] ?? '');
	const logins = LOGINS.filter(([, password]) => textOf(password).trim()).map((fields) =>
		fields.map(textOf).join(':'),
	);
	// What is stored with a blank is sent with it, and may be repeated without; letters with accents have two forms.
	return [...logins, ...texts]
		.flatMap((text) => [text, text.normalize('NFC'), text.normalize('NFD')])
		.flatMap((text) => [text, text.trim()])
		.filter((text) => text.trim());
}

const LINE_END = /=?[ \t]*\r?\n[ \t]*/g;

/** Takes out long secrets that go over several lines, for which a pattern of all spellings takes too long. */
function withoutWrapped(text: string, secrets: string[]): string {
	const onOneLine = text.replace(LINE_END, '');
	if (onOneLine === text) return text;
	return secrets
		.filter((secret) => secret.length > FULLY_SEARCHED && onOneLine.includes(secret))
		.reduce((rest, secret) => {
			const pattern = [...secret].map(escaped).join(`(?:${LINE_END.source})?`);
			return rest.replace(new RegExp(pattern, 'g'), '*****');
		}, text);
}

/** Characters at the end of a text from which on they are the start of a secret, and no chance. */
const TELLING_LENGTH = 8;

const MARK_OF_CUT = /(?:\.{3}|\u2026)?["'\s]*$/u;

/** Takes out the start of a secret with which a text ends, because its sender has cut it there. */
function withoutStart(text: string, starts: string[]): string {
	const end = text.search(MARK_OF_CUT);
	for (const secret of starts) {
		const most = Math.min(secret.length - 1, end);
		for (let length = most; length >= TELLING_LENGTH; length -= 1) {
			if (!text.startsWith(secret.slice(0, length), end - length)) continue;
			return `${text.slice(0, end - length)}*****${text.slice(end)}`;
		}
	}
	return text;
}

/** What secrets are searched by, built when it is needed, which is seldom. */
interface Patterns {
	/** Matches wherever `whole` does, and is quicker. */
	starts?: RegExp;
	whole?: RegExp;
}

/** Patterns that are in use, as a run can have many items that fail. */
const patterns = new Map<string, Patterns>();

function patternsOf(secrets: string[]): Patterns {
	const key = JSON.stringify(secrets);
	const known = patterns.get(key) ?? {};
	if (patterns.size >= 10) patterns.clear();
	patterns.set(key, known);
	return known;
}

/** Whether it is worth while to look for all spellings: for most texts it is not, and that is quick to see. */
function mayHold(text: string, secrets: string[], found: Patterns): boolean {
	if (!isEscaped(text)) return secrets.some((secret) => holdsUnescaped(text, secret));
	found.starts ??= new RegExp(secrets.map(startsOf).join('|'), 'i');
	return found.starts.test(text);
}

function withoutSpelled(text: string, secrets: string[], found: Patterns): string {
	if (!mayHold(text, secrets, found)) return text;
	found.whole ??= new RegExp(secrets.map(spellingsOf).join('|'), 'gi');
	return text.replace(found.whole, '*****');
}

/**
 * Takes the secrets of a credential out of what an instance or a proxy said: it can repeat in an error
 * what it was sent. Not meant for texts of the node itself, of which a secret that is a word would take
 * words out.
 *
 * @returns a function that takes them out of a text, in every spelling
 */
export function redactorFor(credential: ICredentialDataDecryptedObject): Redact {
	const secrets = [...new Set(secretsOf(credential))].sort((a, b) => b.length - a.length);
	if (secrets.length === 0) return (text) => text;
	const found = patternsOf(secrets);
	const likely = secrets.flatMap((secret) => [
		secret,
		encodeURIComponent(Buffer.from(secret).toString()),
		Buffer.from(secret).toString('base64'),
	]);
	return (text) =>
		withoutStart(withoutWrapped(withoutSpelled(text, secrets, found), likely), likely);
}

/** The same for the credential of a node. */
export async function redactor(
	context: LoginContext & Pick<FunctionsBase, 'getCredentials'>,
): Promise<Redact> {
	return redactorFor(await context.getCredentials(credentialTypeOf(context)));
}
