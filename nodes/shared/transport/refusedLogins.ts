import type { Failure } from '../failure';

/**
 * Milliseconds for which a refused login is not sent again. ServiceNow locks a user out after five failed
 * logins by default, and unlocks it after 15 minutes.
 *
 * @see https://www.servicenow.com/docs/r/platform-security/authentication/t_LockoutForFailedLogins.html
 */
const FIRST_WAIT_MS = 60_000;

/** Each further refusal doubles the wait, up to this. */
const LONGEST_WAIT_MS = 15 * 60_000;

interface Refusal {
	failure: Failure;
	/** UNIX milliseconds before which the login is not sent. */
	until: number;
	/** Milliseconds of that wait. */
	waitMs: number;
}

/** By the digest of its secrets: the logins that a resource of an instance refused lately. */
const resources = new Map<string, Map<string, Refusal>>();

/** Refusals that are too old to make the next wait longer. */
function forgetOld(now: number): void {
	for (const [resource, refusals] of resources) {
		for (const [digest, { until }] of refusals) {
			if (until + LONGEST_WAIT_MS <= now) refusals.delete(digest);
		}
		if (refusals.size === 0) resources.delete(resource);
	}
}

/**
 * The logins that were refused for good by a resource: an access policy can be for one API, version, table,
 * or method, so that the same login is right for the others.
 */
export class RefusedLogins {
	constructor(private readonly resource: string) {}

	/** Whether no login was refused, so that none needs to be looked at. */
	get isEmpty(): boolean {
		return !resources.has(this.resource);
	}

	/** Why a login must not be sent now, with the milliseconds that are left. */
	find(digest: string): Failure | undefined {
		const refusal = resources.get(this.resource)?.get(digest);
		const heldMs = (refusal?.until ?? 0) - Date.now();
		return refusal && heldMs > 0 ? { ...refusal.failure, heldMs } : undefined;
	}

	/** A login was refused. Those that were sent before it was known say nothing new. */
	add(digest: string, failure: Failure): void {
		const now = Date.now();
		forgetOld(now);
		const refusals = resources.get(this.resource) ?? new Map<string, Refusal>();
		const last = refusals.get(digest);
		if (last && last.until > now) return;
		const waitMs = last ? Math.min(last.waitMs * 2, LONGEST_WAIT_MS) : FIRST_WAIT_MS;
		refusals.set(digest, { failure, until: now + waitMs, waitMs });
		resources.set(this.resource, refusals);
	}

	/** A login was accepted. */
	delete(digest: string): void {
		const refusals = resources.get(this.resource);
		refusals?.delete(digest);
		if (refusals?.size === 0) resources.delete(this.resource);
	}
}

/** Forgets the refusals of a login: the user has seen that it is accepted again. */
export function forgetRefusals(digest: string): void {
	for (const [resource, refusals] of resources) {
		refusals.delete(digest);
		if (refusals.size === 0) resources.delete(resource);
	}
}
