import { basicCredential } from '../../scripts/n8n/logins.mts';
import { logins, seeded } from '../../simulator/instance.mts';
import { useEditor } from './editor/editor.mts';
import { part } from './editor/part.mts';
import { takePicture } from './editor/picture.mts';
import { byId, useServer, type NodeSpec } from './server.mts';

const server = useServer();
const editor = useEditor(server);

/** Stores the login of a user who has no roles. @returns credentials of a node */
async function saveLimitedLogin(): Promise<NonNullable<NodeSpec['settings']>['credentials']> {
	const { userName, password } = logins.limited;
	const name = 'ServiceNow (no roles)';
	const login = { ...basicCredential(server.instance.url, userName, password), name };
	return { [login.type]: { id: await server.client.saveCredential(login), name } };
}

/** Executes a node in its panel, which fails. */
async function executeNode(spec: Omit<NodeSpec, 'authentication'>, name: string): Promise<void> {
	const node = server.nodeOf({ authentication: 'basicAuth', ...spec }, name, [240, 0]);
	await editor.canvas.open(await server.addRow(`Fails: ${name}`, [node]));
	const panel = await editor.canvas.openNode(name);
	await panel.execute();
}

/** Waits until the output panel shows a message and advice. */
async function expectFailure(message: string | RegExp, ...advice: string[]): Promise<void> {
	const { output } = editor.panel;
	await part(output, 'node-error-message').filter({ hasText: message }).waitFor();
	for (const text of advice) {
		await part(output, 'node-error-description').filter({ hasText: text }).waitFor();
	}
}

describe('The output panel of a node that failed', () => {
	test('a call that the instance refuses', async () => {
		const spec = {
			node: 'serviceNowContact',
			resource: 'contact',
			operation: 'get',
			parameters: { id: byId(seeded.contacts.george) },
			settings: { credentials: await saveLimitedLogin() },
		};
		await executeNode(spec, 'Get contact');
		await expectFailure(
			'The ServiceNow user is not allowed to do this',
			'give the user the role csm_ws_integration',
			'ServiceNow says: User Not Authorized',
		);
		await takePicture(editor.page, 'error');
	});

	test('a value that is not sent', async () => {
		const spec = {
			node: 'serviceNowOpenFrame',
			resource: 'voiceInteraction',
			operation: 'create',
			parameters: { userPhoneNumber: '555-1234' },
		};
		await executeNode(spec, 'Create voice interaction');
		await expectFailure('"User Phone Number" is not a phone number', 'plus sign');
		expect(server.instance.counts['voiceInteraction.create']).toBeUndefined();
	});
});
