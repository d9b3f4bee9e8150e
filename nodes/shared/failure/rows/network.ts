import { any, networkCode } from '../conditions';
import type { Row } from '../row';

/** What goes wrong without a response. */
export const NETWORK: Row[] = [
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
];
