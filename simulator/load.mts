import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './http/answer.mts';
import { errorAnswer } from './http/errors.mts';
import type { Settings } from './settings.mts';

/** Sessions, semaphore, wait queue and rate limit of one application node. */
export class Load {
	private running = 0;

	private readonly waiting: (() => void)[] = [];

	private readonly busySessions = new Set<string>();

	private windowStart = 0;

	private usedInWindow = 0;

	/**
	 * Waits for a permit and for the latency.
	 *
	 * @param settings read anew for each request, so that a change takes effect at once
	 * @returns the answer that turns the request away, or undefined; in that case {@link release} must
	 * be called once the request is done
	 */
	async acquire(settings: Settings): Promise<Answer | undefined> {
		if (this.running < (settings.permits ?? Infinity)) {
			this.running += 1;
		} else if (this.waiting.length >= settings.queue) {
			return errorAnswer(429, 'Too many requests', 'Semaphore queue is full');
		} else {
			await new Promise<void>((resolve) => this.waiting.push(resolve));
		}
		if (settings.latencyMs > 0) await sleep(settings.latencyMs);
		return undefined;
	}

	/** Returns the permit, and hands free permits to the requests that wait for one. */
	release(settings: Settings): void {
		this.running -= 1;
		while (this.waiting.length > 0 && this.running < (settings.permits ?? Infinity)) {
			this.running += 1;
			this.waiting.shift()?.();
		}
	}

	/**
	 * Counts a request against the rate limit rule.
	 *
	 * @returns the rule's headers, and the 429 once the limit is passed; undefined without a rule
	 */
	countAgainstLimit(
		settings: Settings,
	): { headers: Record<string, string>; refused?: Answer } | undefined {
		const rule = settings.hourlyLimit;
		if (!rule) return undefined;
		const now = Date.now();
		const length = rule.windowSeconds * 1000;
		if (now >= this.windowStart + length) {
			this.windowStart = now;
			this.usedInWindow = 0;
		}
		this.usedInWindow += 1;
		const resetAt = this.windowStart + length;
		const headers: Record<string, string> = {
			'X-RateLimit-Limit': String(rule.limit),
			'X-RateLimit-Reset': String(Math.ceil((resetAt + settings.clockSkewMs) / 1000)),
			'X-RateLimit-Rule': rule.rule ?? 'Integration requests per hour',
		};
		if (this.usedInWindow <= rule.limit) return { headers };
		const refused = errorAnswer(
			429,
			'Rate limit exceeded',
			`Rate limit of ${rule.limit} requests per hour for ${headers['X-RateLimit-Rule']} exceeded`,
			{ ...headers, 'Retry-After': String(Math.max(1, Math.ceil((resetAt - now) / 1000))) },
		);
		return { headers, refused };
	}

	/**
	 * Does the work of a request unless its session has another request in flight.
	 *
	 * @param session undefined where the request replays no session cookie
	 * @returns what `work` answers, or the empty 202 that puts the request off and may drop it
	 */
	async withSessionLock(session: string | undefined, work: () => Promise<Answer>): Promise<Answer> {
		if (session === undefined) return await work();
		if (this.busySessions.has(session)) return { status: 202 };
		this.busySessions.add(session);
		try {
			return await work();
		} finally {
			this.busySessions.delete(session);
		}
	}

	/** Forgets the window of the rate limit. Permits in use are not touched. */
	reset(): void {
		this.windowStart = 0;
		this.usedInWindow = 0;
	}
}
