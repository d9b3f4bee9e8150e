import { basicCredential } from '../../scripts/n8n/logins.mts';
import { logins } from '../../simulator/instance.mts';
import { eventually } from '../support/eventually.mts';
import { patienceMs } from './editor/browser.mts';
import { Clicks } from './editor/clicks.mts';
import { useEditor } from './editor/editor.mts';
import { part } from './editor/part.mts';
import { takeLook, takePicture } from './editor/picture.mts';
import { call, QuickStart, type Login } from './editor/quickStart.mts';
import { useServer, type NodeSpec } from './server.mts';

const server = useServer();
const editor = useEditor(server);
const user = new QuickStart(server, editor);

const calls = (id: string) =>
	server.rows('interaction').filter((row) => row.client_session_id === id);

function login(fields: Partial<Login> = {}): Login {
	const { userName: username, password } = logins.integration;
	return { instanceUrl: server.instance.url, username, password, ...fields };
}

beforeEach(() => user.forgetCredentials());
afterEach(() => user.unpublish());
afterAll(() => user.forgetCredentials());

test('from nothing to the first call, and on to the phone system', async () => {
	const { page, panel } = editor;
	const counted = await Clicks.start(page);
	await user.addWebhook();
	await user.addNode();
	const dialog = await user.openCredential();
	// What the browser shows when ServiceNow is open in it.
	const instanceUrl = `${server.instance.url}/now/nav/ui/classic/params/target/home.do`;
	await user.saveCredential(dialog, login({ instanceUrl }));
	await dialog.dialog.waitFor({ state: 'hidden' });
	await user.mapEvent();
	await panel.execute();
	await panel.output.getByText('false', { exact: true }).first().waitFor();
	const first = counted.effort();
	expect(calls(call.callId)).toMatchObject([{ user_phone_number: call.from }]);

	await panel.showOutput('json');
	await panel.output.getByText('"reused"').waitFor();
	await panel.showTop();
	await takePicture(page, 'quick-start');

	await panel.execute();
	await panel.output.getByText('true').first().waitFor();
	expect(calls(call.callId)).toHaveLength(1);
	await user.publish();
	const published = counted.effort();
	// One more than it takes, as something drawn can miss its place and be drawn again.
	expect(first.clicks).toBeLessThanOrEqual(21);
	expect(published.clicks).toBeLessThanOrEqual(26);
	expect(published.texts).toBe(6);

	await user.send('webhook', { ...call, callId: 'call-2' });
	await eventually(() => expect(calls('call-2')).toHaveLength(1), patienceMs);
	await user.send('webhook', { ...call, callId: '' });
	await user.openFailedExecution();
	await page.getByText('"Client Session ID" is required when').first().waitFor();
	await takeLook(page, 'mistakes/published');
});

/** Opens the node of the quick start, with the event of a call in front of it. */
async function openNode(event: object, settings: NodeSpec['settings']): Promise<void> {
	const name = 'Create voice interaction';
	const spec: NodeSpec = {
		node: 'serviceNowOpenFrame',
		authentication: 'basicAuth',
		resource: 'voiceInteraction',
		operation: 'create',
		parameters: {
			userPhoneNumber: '={{ $json.body.from }}',
			clientSessionId: '={{ $json.body.callId }}',
			reuseByClientSessionId: true,
		},
		settings,
	};
	const node = server.nodeOf(spec, name, [240, 0]);
	const id = await server.addRow(name, [node], [{ body: event }]);
	await editor.canvas.open(id);
	await editor.canvas.openNode(name);
}

/** Stores a login. @returns credentials of a node */
async function saveLogin(fields: Partial<Login>): Promise<NonNullable<NodeSpec['settings']>> {
	const { instanceUrl, username, password } = login(fields);
	const stored = basicCredential(instanceUrl, username, password);
	const id = await server.client.saveCredential(stored);
	return { credentials: { [stored.type]: { id, name: stored.name } } };
}

const mistakes = [
	{
		mistake: 'no ID',
		event: { ...call, callId: '' },
		text: /"Client Session ID" is required when/,
	},
	{
		mistake: 'no country code',
		event: { ...call, from: '020 7946 0958' },
		text: /"User Phone Number" is not a phone number in E\.164 format: "020 7946 0958"/,
	},
	{
		mistake: 'no role',
		event: call,
		user: logins.limited,
		text: /The ServiceNow user has no read access to the table interaction/,
	},
];

describe('A mistake, and what the panel says of it', () => {
	test('in the credential: a wrong password, then a wrong address', async () => {
		await openNode(call, { credentials: {} });
		const dialog = await user.openCredential();
		await user.saveCredential(dialog, login({ password: 'wrong' }));
		await dialog.failed(/ServiceNow rejected the credential\. Check the user name and password/);
		await takeLook(editor.page, 'mistakes/password');
		await user.saveCredential(dialog, login({ instanceUrl: 'http://127.0.0.1:9' }));
		await dialog.failed(
			/Could not connect to the instance\. Nothing was sent\. Check the instance URL/,
		);
		await takeLook(editor.page, 'mistakes/address');
	});

	test.each(mistakes)('in the call: $mistake', async ({ mistake, event, text, ...whose }) => {
		const { userName: username, password } = whose.user ?? logins.integration;
		const before = server.rows('interaction').length;
		await openNode(event, await saveLogin({ username, password }));
		await editor.panel.execute();
		const message = part(editor.panel.output, 'node-error-message');
		await message.filter({ hasText: text }).waitFor();
		await takeLook(editor.page, `mistakes/${mistake}`);
		expect(server.rows('interaction')).toHaveLength(before);
	});

	test('in the event: the ID of an older call, whose interaction is returned', async () => {
		const [older] = server.rows('interaction').filter((row) => row.client_session_id);
		await openNode({ ...call, callId: older.client_session_id }, await saveLogin({}));
		await editor.panel.execute();
		await editor.panel.output.getByText('true', { exact: true }).first().waitFor();
		await editor.panel.output.getByText(older.number).first().waitFor();
		await takeLook(editor.page, 'mistakes/ID of an older call');
	});
});
