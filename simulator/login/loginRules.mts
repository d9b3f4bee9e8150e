import type { TokenFault } from './tokenFaults.mts';

/** Who is let in. */
export interface LoginRules {
	/** What the token endpoint says instead of issuing tokens; undefined where it issues them. */
	tokenFault?: TokenFault;
	/**
	 * Whether a login without `snc_internal` gets public resources alone, of which the APIs are none.
	 *
	 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-security/explicit-roles.md
	 */
	explicitRoles: boolean;
	/**
	 * Whether Basic Auth is restricted, as on instances of June 2026 and later.
	 *
	 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-security/authentication/basic-authentication.md
	 */
	basicAuthRestricted: boolean;
}

/** @returns the rules that an instance starts with */
export const startLogin = (): LoginRules => ({
	tokenFault: undefined,
	explicitRoles: false,
	basicAuthRestricted: false,
});
