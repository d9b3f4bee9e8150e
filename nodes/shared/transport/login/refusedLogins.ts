import type { Failure } from '../../failure';
import { IdleMap } from '../idleMap';

/**
 * Milliseconds for which a refused login is not sent again. ServiceNow locks a user out after five failed
 * logins by default, and unlocks it after 15 minutes.
 *
 * @see https://www.servicenow.com/docs/r/platform-security/authentication/t_LockoutForFailedLogins.html
 */
const FIRST_WAIT_MS = 60_000;

/** Each further refusal doubles the wait, up to this. */
const LONGEST_WAIT_MS = 15 * 60_000;

/** Refusals of an instance that are kept, for a workflow that makes up a login for each item. */
const MAX_REFUSALS = 500;

/** What is kept of a failure: what the message needs, and nothing that others may not see. */
type RefusalFailure = Pick<Failure, 'headers' | 'instanceMessage' | 'noToken' | 'status'>;

/** Whose login, and for what it was sent: an API, version, table, and method. */
export interface Sent {
	/** Of the secrets. */
	digest: string;
	resource: string;
}

interface Refusal extends Sent {
	failure: RefusalFailure;
	/** Whether the login is taken to be wrong for everything, and not just for this resource. */
	everywhere: boolean;
	/** UNIX milliseconds before which the login is not sent. */
	until: number;
	/** Milliseconds of that wait. */
	waitMs: number;
}

function keptOf({ headers, instanceMessage, noToken, status }: Failure): RefusalFailure {
	const shown = Object.entries(headers).filter(([name]) => name === 'x-mfa_token');
	return { headers: Object.fromEntries(shown), instanceMessage, noToken, status };
}

/** The logins that an instance refused lately. */
export class RefusedLogins {
	private refusals: Refusal[] = [];

	/** Whether no login was refused, so that none needs to be looked at. */
	get isEmpty(): boolean {
		return this.refusals.length === 0;
	}

	/** Whether nothing would be lost without it. */
	get isIdle(): boolean {
		this.forgetOld();
		return this.isEmpty;
	}

	/** Why a login must not be sent now, with the milliseconds that are left. */
	find({ digest, resource }: Sent): (RefusalFailure & { heldMs: number }) | undefined {
		const now = Date.now();
		const [longest] = this.refusals
			.filter((refusal) => refusal.digest === digest && refusal.until > now)
			.filter((refusal) => refusal.everywhere || refusal.resource === resource)
			.sort((one, other) => other.until - one.until);
		return longest && { ...longest.failure, heldMs: longest.until - now };
	}

	/**
	 * A login was refused. Requests that were sent before it was known say nothing new.
	 *
	 * @param everywhere whether it is taken to be wrong for everything
	 */
	add(sent: Sent, everywhere: boolean, failure: Failure): void {
		if (this.find(sent)) return;
		this.forgetOld();
		const before = this.refusals.filter(
			(last) => last.digest === sent.digest && (last.everywhere || last.resource === sent.resource),
		);
		const longest = Math.max(0, ...before.map((last) => last.waitMs));
		const waitMs = Math.min(longest * 2 || FIRST_WAIT_MS, LONGEST_WAIT_MS);
		const until = Date.now() + waitMs;
		const others = this.refusals.filter((other) => !before.includes(other));
		const refusal = { ...sent, everywhere, failure: keptOf(failure), until, waitMs };
		this.refusals = [...others, refusal].slice(-MAX_REFUSALS);
	}

	/** A login was accepted: what refuses it elsewhere has reasons of its own. */
	accept({ digest, resource }: Sent): void {
		this.refusals = this.refusals
			.filter((refusal) => refusal.digest !== digest || refusal.resource !== resource)
			.map((refusal) => (refusal.digest === digest ? { ...refusal, everywhere: false } : refusal));
	}

	/** Forgets what was refused of a login. */
	forget(digest: string): void {
		this.refusals = this.refusals.filter((refusal) => refusal.digest !== digest);
	}

	/** What is too old to make the next wait longer. */
	private forgetOld(): void {
		const now = Date.now();
		this.refusals = this.refusals.filter(({ until }) => until + LONGEST_WAIT_MS > now);
	}
}

const instances = new IdleMap(() => new RefusedLogins());

/** The logins that an instance refused. @param address base URL of the instance, in one spelling */
export function refusedLoginsOf(address: string): RefusedLogins {
	return instances.get(address);
}

/** Forgets the refusals of a login: the user has seen that it is accepted again. */
export function forgetRefusals(digest: string): void {
	for (const refused of instances.values()) refused.forget(digest);
}
