import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpResponse } from './http/response.mts';
import { errorResponse } from './http/errors.mts';
import type { Settings } from './settings.mts';

/**
 * Sessions, semaphore, wait queue and rate limit of one application node.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/impact/io-semaphores-performance-metrics.md
 */
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
	 * @returns the response that turns the request away, or undefined; in that case {@link release} must
	 * be called once the request is done
	 */
	async acquire(settings: Settings): Promise<HttpResponse | undefined> {
		if (this.running < (settings.permits ?? Infinity)) {
			this.running += 1;
		} else if (this.waiting.length >= settings.queue) {
			return errorResponse(429, 'Too many requests', 'Semaphore queue is full');
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
	 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-api-explorer/inbound-REST-API-rate-limiting.md
	 * @returns the rule's headers, and the 429 once the limit is passed; undefined without a rule
	 */
	countAgainstLimit(
		settings: Settings,
	): { headers: Record<string, string>; rejected?: HttpResponse } | undefined {
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
		const rejected = errorResponse(
			429,
			'Rate limit exceeded',
			`Rate limit of ${rule.limit} requests per hour for ${headers['X-RateLimit-Rule']} exceeded`,
			{ ...headers, 'Retry-After': String(Math.max(1, Math.ceil((resetAt - now) / 1000))) },
		);
		return { headers, rejected };
	}

	/**
	 * Does the work of a request unless its session has another request in flight.
	 *
	 * @param session undefined where the request replays no session cookie
	 * @returns the response of `work`, or the empty 202 of a request that is put off or dropped
	 */
	async withSessionLock(
		session: string | undefined,
		work: () => Promise<HttpResponse>,
	): Promise<HttpResponse> {
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
