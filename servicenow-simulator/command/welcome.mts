import Table from 'cli-table3';
import { logins } from '../../simulator/instance.mts';

function loginTable(url: string): string {
	const { integration, limited, mfa, apiKey, oauth } = logins;
	const table = new Table({
		head: ['Login', 'How', 'What it may do'],
		style: { head: [], border: [], compact: true },
	});
	table.push(
		['Basic', `${integration.userName} / ${integration.password}`, 'all five APIs, every table'],
		['Basic', `${limited.userName} / ${limited.password}`, '403: no roles'],
		['Basic', `${mfa.userName} / ${mfa.password}`, '401: multi-factor authentication required'],
		['API key', `x-sn-apikey: ${apiKey}`, `same as ${integration.userName}`],
		['OAuth 2', `${oauth.clientId} / ${oauth.clientSecret}`, `same as ${integration.userName}`],
		['', `${url}/oauth_auth.do`, 'authorization URL (approves automatically)'],
		['', `${url}/oauth_token.do`, 'token URL'],
	);
	return table.toString();
}

/**
 * What the user can do with a running instance.
 *
 * @param url of the instance
 * @param certificate that the instance has of its own, as PEM text
 * @param dataFolder where its records are kept; they are lost when left out
 */
export function welcome(url: string, certificate?: string, dataFolder?: string): string {
	const { userName, password } = logins.integration;
	const trust = certificate === undefined ? '' : '--insecure ';
	const user = `${trust}--user ${userName}:${password}`;
	const trusted = certificate === undefined ? [] : ['Its certificate:', certificate.trimEnd()];
	return [
		`The simulated ServiceNow instance runs at ${url}`,
		'Open it in a browser to see its requests, records, and faults.',
		...trusted,
		loginTable(url),
		'Try it:',
		`  curl ${user} "${url}/api/now/contact?sysparm_limit=2"`,
		`  curl ${user} --json '{"channel": "Chat"}' ${url}/api/now/interaction`,
		`Press Ctrl+C to stop. ${dataFolder === undefined ? 'Records are lost.' : `Records stay in ${dataFolder}.`}`,
	].join('\n');
}
