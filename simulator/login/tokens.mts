import { randomBytes } from 'node:crypto';
import type { Login } from './logins.mts';

export interface Code {
	redirectUri: string;
	challenge?: string;
	expiresAt: number;
}

const CODE_LIFETIME_MS = 60_000;

/** OAuth codes and tokens that the instance issued. */
export class Tokens {
	/** Access tokens issued since the start or the last reset. */
	issued = 0;

	private readonly access = new Map<string, { login: Login; expiresAt: number }>();

	private readonly refresh = new Map<string, Login>();

	private readonly codes = new Map<string, Code>();

	/** @returns a code that can be exchanged once, within a minute */
	issueCode(redirectUri: string, challenge?: string): string {
		const code = randomBytes(24).toString('base64url');
		this.codes.set(code, { redirectUri, challenge, expiresAt: Date.now() + CODE_LIFETIME_MS });
		return code;
	}

	/** @returns what the code was issued for, once; undefined for a used, expired or unknown code */
	redeemCode(code: string): Code | undefined {
		const found = this.codes.get(code);
		this.codes.delete(code);
		return found && found.expiresAt > Date.now() ? found : undefined;
	}

	/** @returns an access token that lives for `lifetimeSeconds` */
	issueAccess(login: Login, lifetimeSeconds: number): string {
		const token = randomBytes(48).toString('base64url');
		this.access.set(token, { login, expiresAt: Date.now() + lifetimeSeconds * 1000 });
		this.issued += 1;
		return token;
	}

	issueRefresh(login: Login): string {
		const token = randomBytes(48).toString('base64url');
		this.refresh.set(token, login);
		return token;
	}

	/** @returns whom a live access token belongs to */
	loginOf(token: string): Login | undefined {
		const found = this.access.get(token);
		return found && found.expiresAt > Date.now() ? found.login : undefined;
	}

	/** @returns whom a refresh token belongs to */
	loginOfRefreshToken(token: string): Login | undefined {
		return this.refresh.get(token);
	}

	/** Ends every access token; refresh tokens live on. */
	expire(): void {
		this.access.clear();
	}

	reset(): void {
		this.access.clear();
		this.refresh.clear();
		this.codes.clear();
		this.issued = 0;
	}
}
