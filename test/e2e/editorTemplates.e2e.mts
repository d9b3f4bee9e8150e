import { readdirSync } from 'node:fs';
import { eventually } from '../support/eventually.mts';
import { patienceMs } from './editor/browser.mts';
import { useEditor } from './editor/editor.mts';
import { takePicture } from './editor/picture.mts';
import { useServer } from './server.mts';
import { Template } from './templates/template.mts';

const templates = readdirSync('examples')
	.filter((file) => file !== 'all-operations.json')
	.map((file) => file.replace(/\.json$/, ''));

const server = useServer();
const editor = useEditor(server);

beforeAll(() => editor.page.setViewportSize({ width: 2400, height: 1400 }));

test.each(templates)('%s is on the canvas, with all its nodes and notes', async (file) => {
	const { canvas } = editor;
	const template = await Template.import(server, file);
	await canvas.open(template.id);
	await eventually(async () => {
		expect(await canvas.drawn().count()).toBe(template.workflow.nodes.length);
	}, patienceMs);
	await canvas.fitToView();
	await takePicture(editor.page, `templates/${file}`, await canvas.drawnArea());
});

test('a call that comes in runs through its template', async () => {
	const { canvas } = editor;
	const event = { callId: 'call-1', from: '+442079460958', name: 'Ines Caller' };
	const pinData = { 'Call comes in': [{ json: { body: event } }] };
	const template = await Template.import(server, 'inbound-call', (workflow) => ({
		...workflow,
		pinData,
	}));
	await canvas.open(template.id);
	await canvas.fitToView();
	await canvas.execute();
	await canvas.succeeded('Respond with interaction');
	await takePicture(editor.page, 'inbound-call', await canvas.drawnArea());
});
