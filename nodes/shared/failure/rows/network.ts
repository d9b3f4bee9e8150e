import { NO_ACCESS_TOKEN } from '../noAccessToken';
import { any, networkCode } from '../conditions';
import { CERTIFICATE_CODES, HANDSHAKE_CODE, UNSENDABLE_CODES } from '../networkCodes';
import type { Row } from '../row';

/** What certainly did not leave: never retried as if it may have been carried out. */
const NOT_SENT: Row[] = [
	{
		topic: 'signIn',
		when: networkCode('ENOTFOUND'),
		shownBy: 'ENOTFOUND',
		message: 'The host name of the instance was not found',
		advice:
			'Nothing was sent. Check the spelling of the instance URL in the credential, or of the proxy that n8n is set to use.',
	},
	{
		topic: 'network',
		when: networkCode(...CERTIFICATE_CODES),
		shownBy: 'A certificate that n8n does not trust, such as UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		message: 'The certificate of the instance cannot be verified ({code})',
		advice:
			'Nothing was sent. Check that the certificate of the host has not expired, is for this host name, and is sent with its intermediate certificates. If your own certificate authority or proxy signed it, set NODE_EXTRA_CA_CERTS for n8n.',
	},
	{
		topic: 'input',
		when: networkCode(...UNSENDABLE_CODES),
		shownBy: 'A value that no request can carry, such as ERR_INVALID_CHAR',
		message: 'n8n could not build the request ({code})',
		advice:
			'Nothing was sent. Check the credential for characters that a URL or a header cannot carry, such as a line break in the API key.',
	},
	{
		topic: 'availability',
		when: any(
			({ neverConnected }) => neverConnected === true,
			networkCode('ECONNREFUSED', 'EAI_AGAIN'),
		),
		shownBy: 'ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EAI_AGAIN, or no connection in time',
		retryability: 'notSent',
		message: 'Could not connect to the instance',
		advice:
			'Nothing was sent. Check the instance URL, whether the instance is running, and the proxy, if n8n is set to use one.',
	},
	{
		topic: 'network',
		when: ({ code = '' }) => HANDSHAKE_CODE.test(code),
		shownBy: 'EPROTO, or any other TLS handshake that failed',
		message: 'Could not establish a secure connection to the instance',
		advice:
			'Nothing was sent. Check that the host speaks https on this port, and that no proxy stands in between.',
	},
	{
		topic: 'signIn',
		when: ({ noToken }) => noToken === 'unavailable',
		shownBy: 'HTTP 429 or 5xx from the token endpoint, or a connection to it that was lost',
		retryability: 'notSent',
		message: `${NO_ACCESS_TOKEN.message}: its token endpoint is not available`,
		advice: 'Nothing was sent. Try again later. If that does not help, reconnect the credential.',
	},
	{
		topic: 'signIn',
		when: ({ noToken }) => noToken === 'refused',
		shownBy:
			'Any other response of the token endpoint without a token, and what n8n reports itself',
		...NO_ACCESS_TOKEN,
	},
];

/** What goes wrong without a response. */
export const NETWORK: Row[] = [
	...NOT_SENT,
	{
		topic: 'outcome',
		// n8n ends what is in progress. By the word "canceled" it tells that from an error.
		// https://github.com/n8n-io/n8n/blob/n8n%402.41.1/packages/core/src/execution-engine/workflow-execute.ts
		when: networkCode('ERR_CANCELED'),
		shownBy: 'Stopping the execution while a request is in progress',
		retryability: 'unknown',
		message: 'The execution was canceled{outcome}',
		advice: '{nextStep}',
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
		when: ({ code = '' }) => code.startsWith('HPE_'),
		shownBy: 'A response that is not HTTP, such as HPE_INVALID_CONSTANT',
		retryability: 'unknown',
		message: 'The host responded with something other than HTTP{outcome}',
		advice:
			'{nextStep} Check the host and the port of the instance URL in the credential, and the proxy, if n8n is set to use one.',
	},
	{
		topic: 'outcome',
		when: ({ code }) => code !== undefined,
		shownBy: 'Any other network error, such as ECONNRESET',
		retryability: 'unknown',
		message: 'The connection to the instance was lost{outcome}',
		advice: '{nextStep}',
	},
];
