import { useEditor } from './editor/editor.mts';
import { takePicture } from './editor/picture.mts';
import { useServer } from './server.mts';

const server = useServer();
const editor = useEditor(server);

test('the trigger is found, set and shows a test event', async () => {
	const { canvas, creator, page, panel } = editor;
	const sysparm_query = 'last_name=Warren';
	await canvas.openNew();
	await creator.open();
	await creator.add('ServiceNow CSM', 'On contact updated');
	await panel.useCredential('ServiceNow (Basic Auth)');
	await panel.pick('event', 'Contact Created');
	await panel.type('sysparm_query', sysparm_query);
	await editor.saved('ServiceNow CSM Trigger', { sysparm_query });
	await page.getByRole('button', { name: 'Fetch Test Event' }).first().click();
	await panel.output.getByText('1 item').waitFor();
	await panel.showOutput('schema');
	await panel.output.getByText('George Warren').waitFor();
	await takePicture(page, 'trigger');
});
