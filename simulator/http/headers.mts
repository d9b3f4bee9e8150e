import { randomBytes } from 'node:crypto';

const sessionCookie = /(?:^|;\s*)JSESSIONID=([0-9A-F]{32})/;

const routeCookie = /(?:^|;\s*)glide_user_route=glide\.([0-9a-f]{32})/;

/** @returns the session that a request's cookies name, if any */
export function sessionOf(cookie: string | undefined): string | undefined {
	return sessionCookie.exec(cookie ?? '')?.[1];
}

/** @returns the application node that a request's cookies name, if any */
export function routeIn(cookie: string | undefined): string | undefined {
	return routeCookie.exec(cookie ?? '')?.[1];
}

/** What the headers of a response tell. */
export interface Served {
	/** Session the request came with; a new one is begun without it. */
	session?: string;
	/** Application node that served it: 32 hexadecimal characters. */
	route: string;
	/** Whether the login was accepted. */
	loggedIn: boolean;
	/** How far the clock of the instance is ahead, in milliseconds. */
	clockSkewMs: number;
	/** Milliseconds by name, for `Server-Timing`; no such header without it. */
	timing?: Record<string, number>;
}

/** Of two ids with 32 hexadecimal characters, and of one with 12. */
const RANDOM_BYTES = 38;

/** @returns the headers an instance puts on every response */
export function instanceHeaders({
	session,
	route,
	loggedIn,
	clockSkewMs,
	timing,
}: Served): Record<string, string | string[]> {
	const random = randomBytes(RANDOM_BYTES).toString('hex');
	const id = session ?? random.slice(0, 32).toUpperCase();
	const timings = Object.entries(timing ?? {}).map(([name, ms]) => `${name};dur=${Math.round(ms)}`);
	return {
		Server: 'ServiceNow',
		Date: new Date(Date.now() + clockSkewMs).toUTCString(),
		'X-Transaction-ID': random.slice(32, 44),
		'X-Is-Logged-In': String(loggedIn),
		...(timing && { 'Server-Timing': timings.join(', ') }),
		'Set-Cookie': [
			`JSESSIONID=${id}; Path=/; HttpOnly`,
			`glide_user_route=glide.${route}; Path=/; HttpOnly`,
			`glide_session_store=${random.slice(44).toUpperCase()}; Path=/; HttpOnly`,
			'BIGipServerpool_simulated=495847690.40766.0000; Path=/; HttpOnly',
		],
	};
}
