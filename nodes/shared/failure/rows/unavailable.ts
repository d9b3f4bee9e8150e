import { all, any, hasHeader, isCanceled, isForeign, status, statusBetween } from '../conditions';
import type { Row } from '../row';

/**
 * What a gateway answers that did not get a response of the instance in time: nginx, Cloudflare, and others.
 *
 * @see https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/
 */
const isGatewayTimeout = any(
	status(408, 425, 499, 502, 503, 504, 598, 599),
	statusBetween(520, 530),
);

/** What an instance answers that is busy, down, or failing. */
export const UNAVAILABLE: Row[] = [
	{
		topic: 'availability',
		when: all(status(429), ({ retryAfterMs }) => retryAfterMs !== undefined),
		shownBy: 'HTTP 429 with a time to wait',
		retryability: 'throttled',
		message: 'The instance asked n8n to wait {seconds}, which is more than "Max Wait" allows',
		advice:
			'The request was not carried out. Lower "Max Concurrent Requests", raise "Max Wait", or ask an administrator to raise the rate limit.',
	},
	{
		topic: 'availability',
		when: status(429),
		shownBy: 'HTTP 429, for as long as "Max Wait" allows',
		retryability: 'throttled',
		message: 'The instance has too many requests to handle',
		advice:
			'The request was not carried out. Lower "Max Concurrent Requests", raise "Max Wait", or ask an administrator to raise the rate limit.',
	},
	{
		topic: 'availability',
		when: all(status(503), hasHeader('retry-after')),
		shownBy: 'HTTP 503 with Retry-After, for longer than "Max Wait" allows',
		retryability: 'throttled',
		message: 'The instance is not available at the moment (HTTP 503)',
		advice: 'The request was not carried out. Try again later, or raise "Max Wait".',
	},
	{
		topic: 'outcome',
		when: isCanceled,
		shownBy: 'HTTP 500 with "Transaction cancelled"',
		retryability: 'failed',
		message: 'The instance stopped the request (HTTP {status}){outcome}',
		advice:
			'{nextStep} Usually a transaction quota rule stopped it because it took too long: ask an administrator to check the quota rules for REST requests.',
	},
	{
		topic: 'outcome',
		when: isGatewayTimeout,
		shownBy:
			'HTTP 502, 503, or 504, as during a restart or an upgrade; or a timeout of a gateway, such as HTTP 408, 499, or 522',
		retryability: 'away',
		message: 'The instance cannot be reached at the moment (HTTP {status}){outcome}',
		advice: '{nextStep}',
	},
	{
		topic: 'outcome',
		when: all(statusBetween(500, Infinity), isForeign),
		shownBy: 'HTTP 500 and any other 5xx with a web page, or a text that is not from the REST API',
		retryability: 'failed',
		message: 'The instance or a gateway in front of it failed (HTTP {status}){outcome}',
		advice:
			'{nextStep} Ask an administrator to check the system log of the instance, and your network administrator whether a proxy or gateway stands between n8n and the instance.',
	},
	{
		topic: 'outcome',
		when: statusBetween(500, Infinity),
		shownBy: 'HTTP 500 and any other 5xx',
		retryability: 'failed',
		message: 'The instance could not complete the request (HTTP {status}){outcome}',
		advice:
			'{nextStep} Ask an administrator to look for the cause in the system log of the instance.{hint}',
	},
];
