import { useEditor } from './editor/editor.mts';
import { useServer } from './server.mts';

const credential = 'ServiceNow (Basic Auth)';
const phone = '+14089965744';
const server = useServer();
const editor = useEditor(server);

/** The newest record of a table. */
function newest(table: string): Record<string, string> {
	return server.rows(table).at(-1) as Record<string, string>;
}

async function addContact(): Promise<void> {
	const { creator, panel } = editor;
	const names = { first_name: 'Ines', last_name: 'Caller' };
	await creator.open();
	await creator.add('ServiceNow Contact', 'Create contact');
	await panel.useCredential(credential);
	await panel.type('first_name', names.first_name);
	await panel.type('last_name', names.last_name);
	await editor.saved('Create contact', names);
	await panel.close();
}

/** Adds a call that refers to the contact of the node before. */
async function addCall(): Promise<void> {
	const { creator, panel } = editor;
	await creator.open();
	await creator.add('ServiceNow OpenFrame', 'Create voice interaction');
	await panel.useCredential(credential);
	await panel.type('userPhoneNumber', phone);
	await panel.input.getByText('Usually outputs the following fields').waitFor();
	await panel.map('sys_id', 'relatedContact');
	await panel.parameter('relatedContact').getByText('$json.sys_id').waitFor();
	await editor.saved('Create voice interaction', { userPhoneNumber: phone });
	await panel.close();
}

test('three nodes become a workflow by hand, with the fields of a contact in sight before it has run', async () => {
	const { canvas, creator, panel } = editor;
	await canvas.openNew();
	await creator.open();
	await creator.addTrigger('Manual Trigger');
	await addContact();
	await addCall();
	expect(server.instance.counts).toEqual({});

	await canvas.execute();
	await canvas.succeeded('Create voice interaction');
	const contact = newest('customer_contact');
	const call = newest('interaction');
	expect(contact).toMatchObject({ first_name: 'Ines', last_name: 'Caller' });
	expect(call).toMatchObject({ user_phone_number: phone });
	expect(newest('interaction_related_record')).toMatchObject({
		document_id: contact.sys_id,
		interaction: call.sys_id,
	});

	await canvas.openNode('Create contact');
	await panel.output.getByText(contact.sys_id).waitFor();
	await panel.close();
	await canvas.openNode('Create voice interaction');
	await panel.output.getByText(call.sys_id).first().waitFor();
	await panel.output.getByText(call.number).first().waitFor();
});
