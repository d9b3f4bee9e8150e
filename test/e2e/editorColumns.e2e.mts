import { eventually } from '../support/eventually.mts';
import { patienceMs } from './editor/browser.mts';
import { useEditor } from './editor/editor.mts';
import { part } from './editor/part.mts';
import { useServer } from './server.mts';

const server = useServer();
const editor = useEditor(server);

const create = {
	node: 'serviceNowContact',
	resource: 'contact',
	operation: 'create',
	authentication: 'basicAuth' as const,
	parameters: { last_name: 'Mapped' },
};

/** Opens the panel of Create Contact, in a workflow of its own. */
async function openCreate(name: string): Promise<void> {
	const node = server.nodeOf(create, name, [240, 0]);
	await editor.canvas.open(await server.addRow(`Columns: ${name}`, [node]));
	await editor.canvas.openNode(name);
}

async function addColumn(label: string): Promise<void> {
	await part(editor.panel.parameters, 'add-fields-select').click();
	await editor.page.getByText(label, { exact: true }).filter({ visible: true }).click();
}

const mapper = () => part(editor.panel.parameters, 'mapping-fields-container');

/** The input of a column that was added. @param label that stands above it */
const inputOf = (label: string) =>
	mapper().locator('.parameter-item').filter({ hasText: label }).locator('input, textarea').first();

test('columns are added by their labels, and filled in by their types', async () => {
	server.instance.store.addColumn('customer_contact', 'u_paid_at');
	await openCreate('Create contact');
	await mapper().waitFor();
	await addColumn('Loyalty tier (u_loyalty_tier)');
	await addColumn('Paid at (u_paid_at)');
	await inputOf('Loyalty tier').fill('gold');
	await inputOf('Paid at').fill('2026-02-18 11:30:00');
	await inputOf('Paid at').press('Enter');
	await editor.saved('Create contact', {
		customFields: expect.objectContaining({
			value: expect.objectContaining({
				u_loyalty_tier: 'gold',
				u_paid_at: expect.stringContaining('2026-02-18'),
			}),
		}),
	});
	await editor.panel.execute();
	await editor.panel.output.getByText('1 item').waitFor();
	const contacts = [...server.instance.store.table('customer_contact').values()];
	const made = contacts.find(({ last_name: name }) => name === 'Mapped');
	expect(made).toMatchObject({
		u_loyalty_tier: 'gold',
		u_paid_at: expect.stringMatching(/^2026-02-1[789] \d{2}:\d{2}:00$/),
	});
});

test('where the user may read no column, the panel says where one is named', async () => {
	server.instance.settings.deniedTables = ['sys_dictionary'];
	server.instance.store.table('customer_contact').clear();
	await openCreate('Create without columns');
	await eventually(async () => {
		const notice = part(editor.panel.parameters, 'empty-fields-notice');
		expect(await notice.innerText()).toContain("JSON form in 'Additional Fields'");
	}, patienceMs);
});
