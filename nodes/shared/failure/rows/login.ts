import { NO_ACCESS_TOKEN } from '../noAccessToken';
import { all, hasHeader, isHeld, status, statusBetween } from '../conditions';
import type { Row } from '../row';

const NEW_URL =
	'Enter the actual URL of the instance in the credential. Redirects are not followed, so the credential is never sent to another host.';

/** How the host responds to the login or to the address. */
export const LOGIN: Row[] = [
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
		when: all(status(401), isHeld),
		shownBy: 'HTTP 401 a moment ago, to the same credential',
		message: 'ServiceNow rejected the credential. It is not sent again for {held} s',
		advice:
			'Nothing was sent this time, as repeated failures lock the user out. {login} A changed credential is sent at once.',
	},
	{
		topic: 'signIn',
		when: all(statusBetween(300, 399), isHeld),
		shownBy: 'HTTP 3xx of the token endpoint a moment ago, for the same credential',
		message: `${NO_ACCESS_TOKEN.message}. It is not asked again for {held} s`,
		advice: `Nothing was sent. The host redirects to another address. ${NEW_URL}`,
	},
	{
		topic: 'signIn',
		when: isHeld,
		shownBy: 'No token from the token endpoint a moment ago, for the same credential',
		message: `${NO_ACCESS_TOKEN.message}. It is not asked again for {held} s`,
		advice: NO_ACCESS_TOKEN.advice,
	},
	{
		topic: 'signIn',
		when: status(401),
		shownBy: 'HTTP 401',
		message: 'ServiceNow rejected the credential',
		advice: '{login}',
	},
	{
		topic: 'network',
		when: status(407, 511),
		shownBy: 'HTTP 407 or 511',
		message: 'The proxy requires a login (HTTP {status})',
		advice:
			'Nothing was sent to the instance. Add the user name and password to the URL of the proxy that n8n is set to use, or ask your network administrator.',
	},
	{
		topic: 'signIn',
		when: statusBetween(300, 399),
		shownBy: 'HTTP 3xx',
		message: 'The host redirects to another address (HTTP {status})',
		advice: NEW_URL,
	},
];
