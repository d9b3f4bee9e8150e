import { logins } from '../../simulator/instance.mts';
import { CredentialDialog } from './editor/credentialDialog.mts';
import { useEditor } from './editor/editor.mts';
import { takePicture } from './editor/picture.mts';
import { useServer } from './server.mts';

const server = useServer();
const editor = useEditor(server);

/** IDs of the stored credentials. */
async function credentialIds(): Promise<string[]> {
	const all = await server.client.call<Array<{ id: string }>>('GET', '/credentials');
	return all.map(({ id }) => id);
}

let dialog: CredentialDialog;
let earlier: string[];

beforeEach(async () => {
	earlier = await credentialIds();
	dialog = new CredentialDialog(editor.page);
	await dialog.openOverview();
});

afterEach(async () => {
	for (const id of await credentialIds()) {
		if (!earlier.includes(id)) await server.client.call('DELETE', `/credentials/${id}`);
	}
});

const { integration, apiKey, oauth } = logins;

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

	test('a right login', async () => {
		await make();
		await dialog.succeeded();
	});

	test('a wrong one, and then the right one', async () => {
		await make({ [secret]: 'wrong' });
		await dialog.failed(
			secret === 'apiKey' ? /rejected.*Check the API key/s : /rejected.*Check the user name/s,
		);
		await dialog.fill(login);
		await dialog.save();
		await dialog.succeeded();
	});

	test('an instance that is hibernating', async () => {
		server.instance.faults.add({ match: { path: '/api/' }, fault: 'hibernating' });
		await make();
		await dialog.failed(/is hibernating/);
	});

	test('a host that nobody has', async () => {
		await make({ instanceUrl: 'https://no-such-instance.invalid' });
		await dialog.failed(/host name of the instance was not found/);
	});
});

describe('The dialog of ServiceNow CSM OAuth2 API', () => {
	// From here on the dialog grows no further.
	beforeAll(() => editor.page.setViewportSize({ width: 1500, height: 940 }));

	async function fillIn(grantType: string): Promise<void> {
		await dialog.openNew('ServiceNow CSM OAuth2 API');
		await dialog.choose('grantType', grantType);
		await dialog.fill({ instanceUrl: server.instance.url, ...oauth });
		expect(await dialog.valueOf('scope')).toBe('useraccount');
	}

	/** The last request for a path of the instance. */
	function asked(path: string) {
		return server.instance.requests.filter((request) => request.path === path).at(-1);
	}

	test.each([
		['Authorization Code', undefined],
		['Authorization Code with PKCE', 'S256'],
	])('%s', async (grantType, challenge) => {
		await fillIn(grantType);
		await dialog.connect();
		await dialog.connected();
		expect(asked('/oauth_auth.do')?.query.code_challenge_method).toBe(challenge);
		expect(asked('/oauth_token.do')).toMatchObject({
			status: 200,
			body: {
				grant_type: 'authorization_code',
				redirect_uri: expect.stringContaining(server.client.url),
			},
		});
		await dialog.show('scope');
		await editor.page.mouse.move(0, 0);
		if (challenge) await takePicture(editor.page, 'oauth2');
	});

	test('Client Credentials', async () => {
		await fillIn('Client Credentials');
		await dialog.save();
		await dialog.succeeded();
		expect(asked('/oauth_token.do')).toMatchObject({
			status: 200,
			body: { grant_type: 'client_credentials' },
		});
	});
});
