import {
	all,
	any,
	hasHeader,
	instanceMessageMatches,
	isAlreadyFulfiller,
	isHibernating,
	isHtml,
	isRefusedBySuccess,
	networkCode,
	status,
	statusBetween,
} from './conditions';
import type { Row } from './row';

/**
 * What can go wrong, first match wins. A new failure is a new row; `npm run docs` puts it into
 * docs/errors.md.
 *
 * @see https://www.servicenow.com/docs/r/australia/api-reference/rest-api-explorer/r_RESTAPIHTTPResponseCodes.html
 * for the statuses; the error bodies are those of real instances
 */
export const FAILURES: Row[] = [
	{
		topic: 'availability',
		when: isHibernating,
		shownBy: 'A web page that says that the developer instance hibernates',
		message: 'The ServiceNow instance is hibernating',
		advice:
			'Wake up the instance on the ServiceNow developer site, wait a few minutes, then run the workflow again.',
	},
	{
		topic: 'signIn',
		// The APIs of an instance return 404 with data as well.
		when: all(isHtml, any(statusBetween(0, 299), status(404))),
		shownBy: 'HTML with a success status or HTTP 404',
		message: 'The host returned a web page instead of data',
		advice:
			'Check that the instance URL in the credential points to a ServiceNow instance, and that no proxy or login page is in the way.',
	},
	{
		topic: 'signIn',
		when: all(status(401), hasHeader('x-mfa_token')),
		shownBy: 'HTTP 401 with the header X-MFA_TOKEN',
		message: 'ServiceNow requires multi-factor authentication for this user',
		advice:
			'Use an OAuth2 or API key credential, or an integration user that is exempt from multi-factor authentication.',
	},
	{
		topic: 'signIn',
		when: status(401),
		shownBy: 'HTTP 401',
		message: 'ServiceNow rejected the credential',
		advice:
			'Check the user name and password, or the API key and its access policy, or reconnect the OAuth2 credential. ServiceNow responds the same way when the user is locked out or inactive.',
	},
	{
		topic: 'access',
		when: all(status(400, 404), instanceMessageMatches(/does not represent any resource/i)),
		shownBy: 'HTTP 400 or 404 with "Requested URI does not represent any resource"',
		message: 'The {api} API is not available on the instance',
		advice:
			'Ask an administrator to check that {plugin} is active. If "API Version" is set, clear it or use a version that the REST API Explorer lists.',
	},
	{
		topic: 'access',
		when: all(status(403), ({ operation }) => operation.table !== undefined),
		shownBy: 'HTTP 403 from the Table API',
		retryability: 'notDone',
		message: 'The ServiceNow user has no read access to the table {table}',
		advice:
			'Ask an administrator to grant read access through the Table API, or turn off the option that needs it.',
	},
	{
		topic: 'access',
		// Also seen for a moment when a session has moved to another node of the instance.
		when: status(403),
		shownBy: 'HTTP 403',
		retryability: 'notDone',
		message: 'The ServiceNow user is not allowed to do this',
		advice: 'Ask an administrator to give the user {roles}, and to check the ACLs of the record.',
	},
	{
		topic: 'input',
		when: status(404),
		shownBy: 'HTTP 404',
		message: 'The record was not found',
		advice:
			'Check the sys_id. ServiceNow also reports a record as not found when the user has no access to it.',
	},
	{
		topic: 'input',
		when: any(status(413), all(status(400), instanceMessageMatches(/large REST payload/i))),
		shownBy: 'HTTP 413, usually from a proxy, or HTTP 400 with "Rejected large REST payload"',
		message: 'The request is too large for the instance',
		advice: 'Send less data in one item: ServiceNow accepts up to 10 MB.',
	},
	{
		topic: 'input',
		when: status(414, 431),
		shownBy: 'HTTP 414 or 431',
		message: 'The URL of the request is too long for the instance',
		advice: 'Shorten the query, or search in several steps: one input item for each.',
	},
	{
		topic: 'input',
		when: isAlreadyFulfiller,
		shownBy: 'HTTP 500 with "already" and "public_fulfiller"',
		message: 'The agent is already a public fulfiller of this conversation',
		advice:
			'No action is needed. To treat this as a success, turn on "Succeed If Already Public Fulfiller".',
	},
	{
		topic: 'access',
		when: status(405, 406, 415),
		shownBy: 'HTTP 405, 406, or 415',
		message: 'The instance rejected the method or content type of the request (HTTP {status})',
		advice:
			'A proxy between n8n and the instance may have changed the request, or the instance has an older version of the API.',
	},
	{
		topic: 'input',
		when: status(400),
		shownBy: 'HTTP 400',
		message: 'The instance rejected the request as incomplete or invalid',
		advice: 'Check the values of this item.',
	},
	{
		topic: 'availability',
		when: all(status(429), ({ retryAfterMs }) => retryAfterMs !== undefined),
		shownBy: 'HTTP 429 with a time to wait',
		retryability: 'throttled',
		message:
			'The instance asked n8n to wait {seconds} seconds, which is more than "Max Wait" allows',
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
		topic: 'outcome',
		when: status(202),
		shownBy: 'HTTP 202 with an empty body',
		retryability: 'unknown',
		message: 'The instance put the request in a queue and may drop it',
		advice: '{nextStep}',
	},
	{
		topic: 'signIn',
		when: statusBetween(300, 399),
		shownBy: 'HTTP 3xx',
		message: 'The host redirects to another address (HTTP {status})',
		advice:
			'Enter the actual URL of the instance in the credential. Redirects are not followed, so the credential is never sent to another host.',
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
		when: status(502, 503, 504),
		shownBy: 'HTTP 502, 503, or 504: a restart or an upgrade',
		retryability: 'unknown',
		message: 'The instance cannot be reached at the moment (HTTP {status})',
		advice: '{nextStep}',
	},
	{
		topic: 'availability',
		when: statusBetween(500, Infinity),
		shownBy: 'HTTP 500 and any other 5xx',
		message: 'The instance could not complete the request (HTTP {status})',
		advice: 'Ask an administrator to look for the cause in the system log of the instance.',
	},
	{
		topic: 'input',
		when: statusBetween(400, Infinity),
		shownBy: 'Any other HTTP 4xx',
		message: 'The instance rejected the request (HTTP {status})',
		advice: 'Check the values of this item.',
	},
	{
		topic: 'signIn',
		when: networkCode('ENOTFOUND'),
		shownBy: 'ENOTFOUND',
		message: 'The host name of the instance was not found',
		advice: 'Check the spelling of the instance URL in the credential.',
	},
	{
		topic: 'availability',
		when: any(
			({ neverConnected }) => neverConnected === true,
			networkCode('ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'),
		),
		shownBy: 'ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EAI_AGAIN, or no connection in time',
		retryability: 'notSent',
		message: 'Could not connect to the instance',
		advice: 'Nothing was sent. Check the instance URL and whether the instance is running.',
	},
	{
		topic: 'signIn',
		when: ({ code = '' }) => /CERT|TLS|SSL|EPROTO/.test(code),
		shownBy: 'A certificate that n8n does not trust',
		message: 'Could not establish a secure connection to the instance',
		advice:
			'Check the certificate of the host. If your own certificate authority signed it, set NODE_EXTRA_CA_CERTS for n8n.',
	},
	{
		topic: 'outcome',
		when: networkCode('ECONNABORTED', 'ETIMEDOUT'),
		shownBy: 'ECONNABORTED or ETIMEDOUT',
		retryability: 'slow',
		message: 'The instance did not respond in time{outcome}',
		advice: '{nextStep}',
	},
	{
		topic: 'outcome',
		when: ({ code }) => code !== undefined,
		shownBy: 'Any other network error, such as ECONNRESET',
		retryability: 'unknown',
		message: 'The connection to the instance was lost{outcome}',
		advice: '{nextStep}',
	},
	{
		topic: 'input',
		when: isRefusedBySuccess,
		shownBy: 'HTTP 200 or 201 with status "FAILURE" or success false',
		message: 'The instance rejected the request, although it returned a success status',
		advice: 'Check the values of this item.',
	},
	{
		topic: 'outcome',
		when: () => true,
		shownBy: 'A success status without the documented data',
		message: 'The instance returned a response that ServiceNow does not document',
		advice:
			'Check that the instance URL in the credential points to a ServiceNow instance. {nextStep}',
	},
];
