import { errorResponse } from '../http/errors.mts';
import type { HttpResponse } from '../http/response.mts';
import { fixedSysId } from '../records/values.mts';

/** How `Retry-After` tells the wait, as instances, skewed clocks and proxies do. */
export type RetryAfterForm = 'seconds' | 'date' | 'zero' | 'past' | 'folded' | 'none';

export interface HourlyLimit {
	/** Requests allowed in one window. */
	limit: number;
	/** Length of the window in seconds. */
	windowSeconds: number;
	/** Name of the rule; `X-RateLimit-Rule` is the sys_id made of it. */
	rule?: string;
	/** Form of `Retry-After`; `seconds` when left out. */
	retryAfter?: RetryAfterForm;
}

/**
 * A row of sys_rate_limit_rules. Each user has a count of its own.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-api-explorer/inbound-REST-API-rate-limiting.md
 */
export interface RateRule extends HourlyLimit {
	/** sys_id of the rule; made of its name when left out. */
	sysId?: string;
	/** Resource: an HTTP method; every one when left out. */
	method?: string;
	/** Resource: a part of the path; every one when left out. */
	path?: string;
	/** User name of a single user; goes before roles and all users. */
	user?: string;
	/** Role of the users; goes before all users, and the lowest limit of several. */
	role?: string;
}

export interface RateSettings {
	/** A rate limit over all requests of all users, the first of which begins the window. */
	hourlyLimit?: HourlyLimit;
	/** Rate limit rules by user and resource. */
	rateRules: RateRule[];
	/** Milliseconds by which the clock of the instance is ahead. */
	clockSkewMs: number;
}

/** What a rule goes by. */
export interface LimitedRequest {
	method: string;
	path: string;
	/** Undefined where the login was not accepted: no rule of a user counts it. */
	login?: { userName: string; roles: string[] };
}

/** What a rule adds to a response, and the 429 once its limit is passed. */
export interface Limited {
	headers: Record<string, string>;
	rejected?: HttpResponse;
}

interface Window {
	start: number;
	used: number;
}

const HOUR_MS = 3_600_000;

/** Counts requests against the rate limit rules. */
export class RateRules {
	private readonly windows = new Map<string, Window>();

	/**
	 * Counts a request against the rule that applies to it.
	 *
	 * @param settings read anew for each request
	 * @returns headers of the rule, and the 429 once the limit is passed; undefined without a rule
	 */
	count(settings: RateSettings, request: LimitedRequest): Limited | undefined {
		const { hourlyLimit, rateRules, clockSkewMs } = settings;
		const overall = hourlyLimit && this.countOne(hourlyLimit, '', clockSkewMs);
		if (overall?.rejected) return overall;
		const rule = ruleFor(rateRules, request);
		if (!rule) return overall;
		return this.countOne(rule, request.login?.userName ?? '', clockSkewMs);
	}

	/** Forgets every window. */
	reset(): void {
		this.windows.clear();
	}

	private countOne(rule: HourlyLimit | RateRule, user: string, clockSkewMs: number): Limited {
		const now = Date.now();
		const length = rule.windowSeconds * 1000;
		const name = rule.rule ?? 'Integration requests per hour';
		const sysId = ('sysId' in rule && rule.sysId) || fixedSysId('sys_rate_limit_rules', name);
		const key = `${sysId} ${user}`;
		let window = this.windows.get(key);
		if (!window || now >= window.start + length) window = { start: now, used: 0 };
		window.used += 1;
		this.windows.set(key, window);
		const resetAt = window.start + length;
		const headers = {
			'X-RateLimit-Limit': String(rule.limit),
			'X-RateLimit-Reset': String(Math.ceil((resetAt + clockSkewMs) / 1000)),
			'X-RateLimit-Rule': sysId,
		};
		if (window.used <= rule.limit) return { headers };
		const rejected = errorResponse(
			429,
			'Rate limit exceeded',
			`Rate limit of ${rule.limit} requests per hour for ${name} exceeded`,
			{ ...headers, ...retryAfter(rule.retryAfter, resetAt - now, now + clockSkewMs) },
		);
		return { headers, rejected };
	}
}

/** The rule of a single user goes first, then those of roles, the lowest limit of these. */
function ruleFor(rules: RateRule[], request: LimitedRequest): RateRule | undefined {
	const { login } = request;
	if (rules.length === 0 || !login) return undefined;
	const fitting = rules.filter(
		({ method, path }) =>
			(method === undefined || method.toUpperCase() === request.method) &&
			(path === undefined || request.path.includes(path)),
	);
	const lowest = (some: RateRule[]) => [...some].sort((a, b) => a.limit - b.limit)[0];
	return (
		lowest(fitting.filter(({ user }) => user === login.userName)) ??
		lowest(
			fitting.filter(
				({ user, role }) => user === undefined && role !== undefined && login.roles.includes(role),
			),
		) ??
		lowest(fitting.filter(({ user, role }) => user === undefined && role === undefined))
	);
}

/** @param leftMs time until the window is over @param now time of the instance's clock */
function retryAfter(
	form: RetryAfterForm = 'seconds',
	leftMs: number,
	now: number,
): Record<string, string> {
	const seconds = String(Math.max(1, Math.ceil(leftMs / 1000)));
	const values: Record<RetryAfterForm, string | undefined> = {
		seconds,
		date: new Date(now + leftMs).toUTCString(),
		zero: '0',
		past: new Date(now - HOUR_MS).toUTCString(),
		// Two headers of one name, as a proxy joins them.
		folded: `${seconds}, ${seconds}`,
		none: undefined,
	};
	const value = values[form];
	return value === undefined ? {} : { 'Retry-After': value };
}
