import { get } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { logins } from '../../simulator/instance.mts';
import { useInstance } from '../support/instance.mts';
import { basic } from './client.mts';

const instance = useInstance();

/** Asks for interactions as a client does that knows the instance by another name. */
async function linksFor(host: string): Promise<{ link: string; next: string }> {
	const path = '/api/now/table/customer_contact?sysparm_limit=1';
	return await new Promise((resolve, reject) => {
		const headers = { accept: 'application/json', ...basic(logins.integration), host };
		get(instance.url + path, { headers }, (response) => {
			void textOf(response).then((text) => {
				const [row] = JSON.parse(text).result;
				resolve({ link: row.account.link, next: String(response.headers.link) });
			}, reject);
		}).on('error', reject);
	});
}

test.each(['localhost:8080', 'simulator', '[::1]:8080'])(
	'links begin with the host %s',
	async (host) => {
		const { link, next } = await linksFor(host);
		expect(link).toMatch(new RegExp(`^http://${host.replaceAll(/[[\]]/g, '\\$&')}/api/now/table/`));
		expect(next).toContain(`<http://${host}/api/now/table/customer_contact?`);
	},
);

test('what is no host is not taken up', async () => {
	const { link } = await linksFor('evil/"><script>');
	expect(link.startsWith(`${instance.url}/api/`)).toBe(true);
});
