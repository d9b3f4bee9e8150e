import { eventually } from '../support/eventually.mts';
import { patienceMs } from './editor/browser.mts';
import { useEditor } from './editor/editor.mts';
import { fiveNodes } from './editor/fiveNodes.mts';
import { takePicture } from './editor/picture.mts';
import { useServer } from './server.mts';

const names = Object.keys(fiveNodes);
const server = useServer();
const editor = useEditor(server);

/** Opens a stored workflow of the five nodes in a row. */
async function openFiveNodes(): Promise<void> {
	const nodes = Object.entries(fiveNodes).map(([name, spec], index) =>
		server.nodeOf(spec, name, [240 * (index + 1), 0]),
	);
	await editor.canvas.open(await server.addRow('The five ServiceNow nodes', nodes));
}

/** Waits until the nodes show their names, subtitles and icons. */
async function expectNodes(colorScheme: string): Promise<void> {
	for (const name of names) {
		const node = editor.canvas.node(name);
		await eventually(async () => {
			expect(await node.innerText()).toContain(name);
			const icon = node.locator('img').first();
			const file = await icon.getAttribute('src');
			expect(file?.endsWith('.dark.svg')).toBe(colorScheme === 'dark');
			const width = await icon.evaluate(
				(image) => (image as { naturalWidth?: number }).naturalWidth,
			);
			expect(width).toBeGreaterThan(0);
		}, patienceMs);
	}
	await editor.canvas.node('ServiceNow Contact').getByText('Create: Contact').waitFor();
}

describe('The five nodes are on the canvas, with their names, subtitles and icons, and run', () => {
	test.each([
		['light', 'editor'],
		['dark', 'editor-dark'],
	] as const)('in %s mode', async (colorScheme, picture) => {
		await editor.page.emulateMedia({ colorScheme });
		await openFiveNodes();
		await expectNodes(colorScheme);
		await editor.canvas.execute();
		await editor.canvas.succeeded(names.at(-1) as string);
		await editor.canvas.idle();
		await takePicture(editor.page, picture);
	});
});

/** What stands in the inputs of the parameters. */
async function parameterValues(): Promise<string[]> {
	const inputs = editor.panel.parameters.locator('input');
	return await inputs.evaluateAll((all: unknown[]) =>
		all.map((input) => (input as { value: string }).value),
	);
}

describe('The panel of a node that has run', () => {
	beforeAll(async () => {
		// The chat of the workflow has lost its agent before.
		server.instance.reset();
		await editor.page.emulateMedia({ colorScheme: 'light' });
		await openFiveNodes();
		await editor.canvas.execute();
		await editor.canvas.succeeded(names.at(-1) as string);
	});

	afterEach(() => editor.panel.close());

	test.each([
		{
			node: 'ServiceNow Contact',
			labels: [
				'First Name',
				'Last Name',
				'Email',
				'Mobile Phone',
				'Account',
				'Custom Fields',
				'Options',
			],
			values: ['Create', 'Ines', 'Caller', 'Boxeo (ACCT0000001)'],
			output: 'sys_id',
			picture: 'contact',
		},
		{
			node: 'ServiceNow OpenFrame',
			labels: ['User Phone Number', 'Client Session ID', 'Related Contact', 'Options'],
			values: ['Create', '+14089965744', 'call-0001'],
			output: 'sysId',
			picture: 'openframe',
		},
		{
			node: 'ServiceNow Help Request',
			labels: ['Interaction', 'Action', 'Additional Fields', 'Options'],
			values: ['Create', 'Coach'],
			output: 'action_sys_id',
			picture: 'help-request',
		},
		{
			node: 'ServiceNow Interaction',
			labels: ['Channel', 'Queue', 'Options'],
			values: ['Create', 'Chat Connector (chat-connector)'],
			output: 'number',
			picture: 'interaction',
		},
		{
			node: 'ServiceNow Conversation Member',
			labels: ['Agent', 'Interaction', 'Options'],
			values: ['Drop', 'IMS0000061 (Work in Progress)'],
			output: 'success',
			picture: 'conversation-member',
		},
	])('$node', async ({ node, labels, values, output, picture }) => {
		const panel = await editor.canvas.openNode(node);
		await panel.showOutput('schema');
		await panel.outputField(output).waitFor();
		await eventually(async () => {
			const text = await panel.parameters.innerText();
			for (const label of ['Credential', 'Operation', ...labels]) {
				expect(text).toContain(label);
			}
			expect(await parameterValues()).toEqual(expect.arrayContaining(values));
		}, patienceMs);
		await takePicture(editor.page, picture);
	});
});
