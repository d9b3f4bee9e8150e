import type { IncomingHttpHeaders } from 'node:http';
import type { HttpResponse } from './response.mts';

/**
 * A row of sys_cors_rule: which pages of another origin a browser lets call the REST APIs.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-api-explorer/t_DefineACORSRule.md
 */
export interface CorsRule {
	/** Origin, for example `https://app.example.com`, or with a wildcard `https://*.example.com`. */
	domain: string;
	/** Methods that may be called; every one when left out. */
	methods?: string[];
	/** Header names, or `*`; none when left out. */
	allowHeaders?: string;
	exposeHeaders?: string;
	credentials?: boolean;
	/** Seconds for which a browser need not ask again; 0 when left out. */
	maxAge?: number;
}

/** https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-api-explorer/r_CORSDomainRequirements.md */
function matches(domain: string, origin: string): boolean {
	const [scheme, rest] = domain.split('//*');
	return rest === undefined
		? domain === origin
		: origin.startsWith(`${scheme}//`) && origin.endsWith(rest);
}

/** The rule with the longest domain that matches is the closest. */
function ruleFor(rules: CorsRule[], origin: string, method: string): CorsRule | undefined {
	return rules
		.filter(({ domain }) => matches(domain.toLowerCase(), origin.toLowerCase()))
		.sort((a, b) => Number(a.domain.includes('*')) - Number(b.domain.includes('*')))
		.sort((a, b) => b.domain.length - a.domain.length)
		.find(({ methods }) => !methods || methods.includes(method));
}

/** A browser's question before it calls, and the headers of its answer. */
export function corsOf(
	rules: CorsRule[],
	method: string,
	headers: IncomingHttpHeaders,
): { headers: Record<string, string>; preflight?: HttpResponse } {
	const { origin } = headers;
	if (rules.length === 0 || origin === undefined) return { headers: {} };
	const asked = headers['access-control-request-method'];
	const isPreflight = method === 'OPTIONS' && asked !== undefined;
	const rule = ruleFor(rules, origin, isPreflight ? asked : method);
	if (!rule) return { headers: {} };
	const allowed: Record<string, string> = {
		'Access-Control-Allow-Origin': origin,
		Vary: 'Origin',
		...(rule.credentials && { 'Access-Control-Allow-Credentials': 'true' }),
		...(rule.exposeHeaders && { 'Access-Control-Expose-Headers': rule.exposeHeaders }),
	};
	if (!isPreflight) return { headers: allowed };
	return {
		headers: {
			...allowed,
			'Access-Control-Allow-Methods': (rule.methods ?? [asked]).join(','),
			...(rule.allowHeaders && { 'Access-Control-Allow-Headers': rule.allowHeaders }),
			'Access-Control-Max-Age': String(rule.maxAge ?? 0),
		},
		preflight: { status: 200 },
	};
}
