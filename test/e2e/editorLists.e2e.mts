import { eventually } from '../support/eventually.mts';
import { patienceMs } from './editor/browser.mts';
import { useEditor } from './editor/editor.mts';
import { RecordList } from './editor/recordList.mts';
import { useServer, type NodeSpec } from './server.mts';
import { seeded } from '../../simulator/instance.mts';

const server = useServer();
const editor = useEditor(server);

/** Opens the panel of a node, in a workflow of its own. @returns the list of one of its parameters */
async function openNode(
	name: string,
	spec: Pick<NodeSpec, 'node' | 'resource' | 'operation'>,
	parameter: string,
): Promise<RecordList> {
	const node = server.nodeOf(
		{ authentication: 'basicAuth', parameters: {}, ...spec },
		name,
		[240, 0],
	);
	await editor.canvas.open(await server.addRow(`List: ${name}`, [node]));
	return new RecordList(editor.page, await editor.canvas.openNode(name), parameter);
}

test('a contact is picked by a part of the name', async () => {
	const { panel } = editor;
	const contact = { sysId: seeded.contacts.george, name: 'George Warren' };
	const get = { node: 'serviceNowContact', resource: 'contact', operation: 'get' };
	const list = await openNode('Get contact', get, 'id');
	await list.open();
	await list.items.nth(10).waitFor();
	await list.search('warr');
	await eventually(async () => {
		expect(await list.items.allInnerTexts()).toEqual([expect.stringContaining(contact.name)]);
	}, patienceMs);
	await list.items.first().click();
	await eventually(async () => {
		expect(await list.value.inputValue()).toContain(contact.name);
	}, patienceMs);
	await editor.saved('Get contact', { id: expect.objectContaining({ value: contact.sysId }) });
	await panel.execute();
	await panel.output.getByText('1 item').waitFor();
	const paths = server.instance.requests.map(({ path }) => path);
	expect(paths).toContain(`/api/now/contact/${contact.sysId}`);
});

test('where the user may not read the records, the list says so, and By ID works', async () => {
	const { panel } = editor;
	const sysId = seeded.interactions.queuedChat;
	const close = { node: 'serviceNowInteraction', resource: 'interaction', operation: 'close' };
	server.instance.settings.deniedTables = ['interaction'];
	const list = await openNode('Close interaction', close, 'interaction_id');
	await list.open();
	await list.error.getByText('no read access to the table interaction').waitFor();
	await list.error.getByText('By ID').waitFor();
	await editor.page.keyboard.press('Escape');
	await list.switchTo('By ID');
	await list.value.fill(sysId);
	await editor.saved('Close interaction', {
		interaction_id: expect.objectContaining({ mode: 'id', value: sysId }),
	});
	await panel.execute();
	await panel.output.getByText(sysId).first().waitFor();
	expect(server.instance.store.get('interaction', sysId)?.state).toBe('closed_complete');
});
