import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

const loopback = /^(127(\.\d{1,3}){3}|\[::1\]|([\w-]+\.)*localhost)$/;

/** @returns whether an address to listen on can be reached from this machine alone */
export function isLoopback(host: string): boolean {
	return loopback.test(host) || host === '::1';
}

function isAddress(hostname: string): boolean {
	return isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
}

/**
 * Keeps pages of other origins away from the control surface. A page cannot leave out `Origin` with a
 * change, nor `Sec-Fetch-Site`, and a name that was pointed at this machine shows in `Host`.
 *
 * @see https://fetch.spec.whatwg.org/#origin-header
 * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 * @param listensOn address that the instance listens on; where others reach it, any `Host` is let in
 * @returns why the request is refused; undefined where it is not
 */
export function strangerIn(headers: IncomingHttpHeaders, listensOn: string): string | undefined {
	const { host = '', origin } = headers;
	const hostname = host.replace(/:\d+$/, '').toLowerCase();
	if (isLoopback(listensOn) && !loopback.test(hostname) && !isAddress(hostname)) {
		return `The control surface does not answer to the host ${host}`;
	}
	const site = headers['sec-fetch-site'] ?? 'none';
	const otherOrigin = origin !== undefined && origin.replace(/^https?:\/\//, '') !== host;
	if (otherOrigin || (site !== 'none' && site !== 'same-origin')) {
		return 'The control surface takes nothing from a page of another origin';
	}
	return undefined;
}
