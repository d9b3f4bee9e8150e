import type { FastifyInstance } from 'fastify';
import type { Page } from '../http/page.mts';
import type { InstanceState } from '../instanceState.mts';
import { strangerIn } from './guard.mts';

/**
 * Nothing but the page's own files, and no text as a script.
 *
 * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Security-Policy
 */
const POLICY = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"connect-src 'self'",
	'img-src data:',
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
	'trusted-types lit-html',
].join('; ');

const HEADERS = {
	'Content-Security-Policy': POLICY,
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'no-referrer',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cache-Control': 'no-cache',
};

/** Mounts the page at `/`. It is kept from pages of other origins as the control surface is. */
export function addPage(app: FastifyInstance, instance: InstanceState, page: Page): void {
	const files: Record<string, [type: string, text: string]> = {
		'/': ['text/html;charset=UTF-8', page.html],
		'/__simulator/page.js': ['text/javascript;charset=UTF-8', page.script],
		'/__simulator/page.css': ['text/css;charset=UTF-8', page.style],
	};
	for (const [url, [type, text]] of Object.entries(files)) {
		app.get(url, (request, reply) => {
			// A link from another page may lead here, which reads nothing and changes nothing.
			const navigates = request.headers['sec-fetch-mode'] === 'navigate' && url === '/';
			const { 'sec-fetch-site': site, ...others } = request.headers;
			const headers = navigates ? others : { ...others, 'sec-fetch-site': site };
			const stranger = strangerIn(headers, instance.host);
			if (stranger !== undefined) return reply.code(403).send({ error: stranger });
			return reply.headers(HEADERS).type(type).send(text);
		});
	}
}
