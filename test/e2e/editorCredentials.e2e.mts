import type { Page } from 'playwright-core';
import { logins } from '../../simulator/instance.mts';
import { closeEditor, openEditor } from './editor/browser.mts';
import { CredentialDialog } from './editor/credentialDialog.mts';
import { Server } from './server.mts';

let server: Server;
let page: Page;
let dialog: CredentialDialog;

beforeAll(async () => {
	server = await Server.open();
	page = await openEditor(server.client.url);
	dialog = new CredentialDialog(page);
	await dialog.openOverview();
});

afterAll(async () => {
	await closeEditor(page);
	await server?.close();
});

const { integration, apiKey } = logins;

const kinds = {
	'ServiceNow CSM Basic Auth API': {
		username: integration.userName,
		password: integration.password,
	},
	'ServiceNow CSM API Key API': { apiKey },
};

describe.each(Object.entries(kinds))('The dialog of %s', (type, login) => {
	const secret = 'apiKey' in login ? 'apiKey' : 'password';

	/** Makes a credential, which n8n then tests. */
	async function make(changes: Record<string, string> = {}): Promise<void> {
		await dialog.openNew(type);
		await dialog.fill({ instanceUrl: server.instance.url, ...login, ...changes });
		await dialog.save();
	}

	beforeEach(() => server.instance.reset());

	afterEach(() => dialog.remove());

	test('a right login', async () => {
		await make();
		await dialog.succeeded();
	});

	test('a wrong one, and then the right one', async () => {
		await make({ [secret]: 'wrong' });
		expect(await dialog.failure()).toMatch(/did not accept the credential.*Check user name/s);
		await dialog.fill(login);
		await dialog.save();
		await dialog.succeeded();
	});

	test('an instance that is hibernating', async () => {
		server.instance.faults.add({ match: { path: '/api/' }, fault: 'hibernating' });
		await make();
		expect(await dialog.failure()).toMatch(/is hibernating/);
	});

	test('a host that nobody has', async () => {
		await make({ instanceUrl: 'https://no-such-instance.invalid' });
		expect(await dialog.failure()).toMatch(/No host has the address/);
	});
});
