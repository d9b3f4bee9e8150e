import { randomBytes } from 'node:crypto';

const sessionCookie = /(?:^|;\s*)JSESSIONID=([0-9A-F]{32})/;

const node = randomBytes(16).toString('hex');

/** @returns the session that a request's cookies name, if any */
export function sessionOf(cookie: string | undefined): string | undefined {
	return sessionCookie.exec(cookie ?? '')?.[1];
}

/**
 * @param session session the request came with; a new one is begun without it
 * @param loggedIn whether the login was accepted
 * @param startedAt arrival of the request, in performance.now() milliseconds
 * @param clockSkewMs how far the clock of the instance is ahead
 * @returns the headers an instance puts on every response
 */
export function instanceHeaders(
	session: string | undefined,
	loggedIn: boolean,
	startedAt: number,
	clockSkewMs = 0,
): Record<string, string | string[]> {
	const id = session ?? randomBytes(16).toString('hex').toUpperCase();
	const took = Math.round(performance.now() - startedAt);
	return {
		Server: 'ServiceNow',
		Date: new Date(Date.now() + clockSkewMs).toUTCString(),
		'X-Transaction-ID': randomBytes(6).toString('hex'),
		'X-Is-Logged-In': String(loggedIn),
		'Server-Timing': `wall;dur=${took}, sem_wait;dur=0, sesh_wait;dur=0`,
		'Set-Cookie': [
			`JSESSIONID=${id}; Path=/; HttpOnly`,
			`glide_user_route=glide.${node}; Path=/; HttpOnly`,
			`glide_session_store=${randomBytes(16).toString('hex').toUpperCase()}; Path=/; HttpOnly`,
			'BIGipServerpool_simulated=495847690.40766.0000; Path=/; HttpOnly',
		],
	};
}
