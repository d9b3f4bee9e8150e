import { useEditor } from './editor/editor.mts';
import { takePicture } from './editor/picture.mts';
import { useServer } from './server.mts';

const server = useServer();
const editor = useEditor(server);

test('contacts are found by a filter that is put together by hand', async () => {
	const name = 'Get many contacts';
	const node = server.nodeOf(
		{
			node: 'serviceNowContact',
			authentication: 'basicAuth',
			resource: 'contact',
			operation: 'getAll',
			parameters: {},
		},
		name,
		[240, 0],
	);
	await editor.canvas.open(await server.addRow('Contacts by a filter', [node]));
	const panel = await editor.canvas.openNode(name);
	await panel.parameters.getByRole('button', { name: 'Add Filter' }).click();
	await panel.pick('column', 'Last Name');
	await panel.pick('operator', 'Starts With');
	await panel.type('value', 'Warr');
	const condition = expect.objectContaining({ column: 'last_name', value: 'Warr' });
	await editor.saved(name, { filters: { conditions: [condition] } });
	await panel.execute();
	await panel.output.getByText('1 item').waitFor();
	await panel.showOutput('schema');
	await panel.output.getByText('George Warren').waitFor();
	await takePicture(editor.page, 'contact-filter');
});
