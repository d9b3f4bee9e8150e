import type { IDataObject } from 'n8n-workflow';
import { seeded } from '../../simulator/instance.mts';
import { useInstance } from '../support/instance.mts';
import { mapped } from '../support/mapped.mts';
import { choicesOf, columnFieldsOf } from './editor.mts';
import { runOperation } from './operation.mts';

const instance = useInstance();

const CALL = seeded.interactions.call;

const open = (parameters = {}) => ({ node: 'serviceNowContact', url: instance.url, parameters });

/** Gives contacts columns, with rows of the dictionary that differ from those of the simulated instance. */
function addColumns(columns: Record<string, IDataObject>): void {
	for (const name of Object.keys(columns)) instance.store.addColumn('customer_contact', name);
	const rows = [...instance.store.table('sys_dictionary').values()];
	for (const [name, values] of Object.entries(columns)) {
		const row = rows.find((each) => each.name === 'customer_contact' && each.element === name);
		Object.assign(row!, values);
	}
}

async function fieldsOf(parameters = {}) {
	const { fields } = await columnFieldsOf(open(parameters), 'contactCustomColumns');
	return Object.fromEntries(fields.map((field) => [field.id, field]));
}

describe('the columns that the mapper offers', () => {
	test('have the label, the type, and the choices of the instance', async () => {
		addColumns({
			u_paid_at: { column_label: 'Paid', internal_type: 'glide_date_time' },
			u_born: { column_label: 'Date of birth', internal_type: 'glide_date' },
			u_score: { column_label: 'Score', internal_type: 'decimal' },
			u_vip_plus: { column_label: 'VIP plus', internal_type: 'boolean' },
			u_agent: { column_label: 'Agent', internal_type: 'reference', reference: 'sys_user' },
		});
		for (const [value, label] of [
			['g', 'Gold'],
			['s', 'Silver'],
		]) {
			instance.store.insert('sys_choice', {
				name: 'customer_contact',
				element: 'u_loyalty_tier',
				value,
				label,
				language: 'en',
				inactive: 'false',
			});
		}
		const fields = await fieldsOf();
		expect(fields.u_paid_at).toMatchObject({ displayName: 'Paid (u_paid_at)', type: 'dateTime' });
		expect(fields.u_score.type).toBe('number');
		expect(fields.u_vip_plus.type).toBe('boolean');
		expect(fields.u_agent).toMatchObject({
			displayName: 'Agent (u_agent, sys_id of sys_user)',
			type: 'string',
		});
		expect(fields.u_born.displayName).toBe('Date of birth (u_born, YYYY-MM-DD)');
		expect(fields.u_loyalty_tier).toMatchObject({
			type: 'options',
			options: [
				{ name: 'Gold', value: 'g' },
				{ name: 'Silver', value: 's' },
			],
		});
		for (const field of Object.values(fields)) {
			expect(field).toMatchObject({ required: false, display: true, defaultMatch: false });
		}
	});

	test('are none that the instance fills in by itself', async () => {
		instance.store.addColumn('sys_dictionary', 'virtual');
		addColumns({ u_read: { read_only: 'true' }, u_sum: { virtual: 'true' }, u_plain: {} });
		expect(Object.keys(await fieldsOf()).sort()).toEqual(['u_crm_id', 'u_loyalty_tier', 'u_plain']);
	});

	test('are read to the end, page by page', async () => {
		const names = Array.from({ length: 620 }, (_, index) => `u_extra_${index}`);
		addColumns(Object.fromEntries(names.map((name) => [name, {}])));
		expect(Object.keys(await fieldsOf())).toHaveLength(622);
	});

	test('come from a record where the dictionary cannot be read, without types', async () => {
		instance.settings.deniedTables = ['sys_dictionary'];
		const fields = await fieldsOf();
		expect(Object.keys(fields)).toEqual(['u_crm_id', 'u_loyalty_tier']);
		expect(fields.u_crm_id).not.toHaveProperty('type');
	});

	test('keep those that have a value, whatever the instance says now', async () => {
		const gone = { id: 'u_gone', displayName: 'Gone (u_gone)', type: 'dateTime', display: true };
		const parameters = {
			operation: 'create',
			customFields: mapped({ u_gone: '2026-02-18' }, [
				gone,
				{ ...gone, id: 'u_removed', removed: true },
			]),
		};
		const fields = await fieldsOf(parameters);
		expect(fields.u_gone).toEqual(gone);
		expect(fields).not.toHaveProperty('u_removed');
	});

	test('are said to be none, and where any column can be named', async () => {
		instance.settings.deniedTables = ['sys_dictionary'];
		instance.store.table('customer_contact').clear();
		const { fields, emptyFieldsNotice } = await columnFieldsOf(open(), 'contactCustomColumns');
		expect(fields).toEqual([]);
		expect(emptyFieldsNotice).toContain("JSON form in 'Additional Fields'");
	});

	test('stay as they are where the instance cannot be asked, with the reason', async () => {
		const schema = [{ id: 'u_a', displayName: 'A', removed: true }];
		const away = { ...open({ customFields: mapped({}, schema) }), url: 'http://127.0.0.1:9' };
		const { fields, emptyFieldsNotice } = await columnFieldsOf(away, 'contactCustomColumns');
		expect(fields).toEqual(schema);
		expect(emptyFieldsNotice).toMatch(/^Could not connect to the instance\. Use the JSON form/);
	});

	test('can be selected to be cleared', async () => {
		const choices = await choicesOf(open(), 'contactCustomColumns');
		expect(choices).toEqual([
			{ name: 'Crm id (u_crm_id, string)', value: 'u_crm_id' },
			{ name: 'Loyalty tier (u_loyalty_tier, string)', value: 'u_loyalty_tier' },
		]);
	});
});

describe('values that are mapped', () => {
	const column = (id: string, type?: string) => ({ id, displayName: `Since (${id})`, type });

	async function create(value: unknown, type?: string, item: IDataObject = {}) {
		const { error } = await runOperation(
			'contact.create',
			instance.url,
			{ last_name: 'Lee', customFields: mapped({ u_a: value as string }, [column('u_a', type)]) },
			{ items: [item] },
		);
		const posts = instance.requests.filter(({ method }) => method === 'POST');
		return { message: error?.message, sent: (posts[0]?.body as IDataObject)?.u_a };
	}

	test.each<[string | undefined, unknown, unknown]>([
		['dateTime', '2026-02-18T11:30:00', '2026-02-18 11:30:00'],
		['number', 12.5, 12.5],
		['boolean', false, false],
		['string', 'gold', 'gold'],
	])('%s: %j of the editor is sent as %j', async (type, value, sent) => {
		expect(await create(value, type)).toEqual({ message: undefined, sent });
	});

	test.each<[string | undefined, unknown, unknown]>([
		['dateTime', '2026-02-18T11:30:00+01:00', '2026-02-18 10:30:00'],
		['dateTime', 1771407000, '2026-02-18 09:30:00'],
		['dateTime', '1771407000000', '2026-02-18 09:30:00'],
		['number', ' 12 ', '12'],
		['boolean', 'yes', true],
		['boolean', '0', false],
		['string', '1771407000', '1771407000'],
		['string', { link: 'https://x.example', value: 'b' }, 'b'],
		[undefined, 'gold', 'gold'],
		['options', 'g', 'g'],
		['string', '', undefined],
		['number', null, undefined],
	])('%s: %j of an expression is sent as %j', async (type, value, sent) => {
		const byExpression = await create('={{ $json.value }}', type, { value } as IDataObject);
		expect(byExpression).toEqual({ message: undefined, sent });
	});

	test.each([
		['dateTime', 'soon', 'is not a date and time: "soon"'],
		['number', 'twelve', 'is not a number: "twelve"'],
		['boolean', 'perhaps', 'is neither true nor false: "perhaps"'],
		['string', 'undefined', 'comes from an expression that failed: "undefined"'],
		['string', { a: 1 }, 'is an object: {"a":1}'],
	])('%s: %j is refused by the label of the column', async (type, value, what) => {
		const { message, sent } = await create('={{ $json.value }}', type, { value } as IDataObject);
		expect(message).toBe(`"Custom Fields: Since" (customFields.u_a) ${what} [item 0]`);
		expect(sent).toBeUndefined();
	});

	test('are those of each item', async () => {
		const value = { u_crm_id: '={{ $json.id }}' };
		await runOperation(
			'contact.create',
			instance.url,
			{ last_name: 'Lee', customFields: mapped(value, [column('u_crm_id', 'string')]) },
			{ items: [{ id: 'a' }, { id: 'b' }] },
		);
		const ids = instance.requests.map(({ body }) => (body as IDataObject).u_crm_id);
		expect(ids.sort()).toEqual(['a', 'b']);
	});

	test('and JSON lead to one body, in which no column is set twice', async () => {
		const run = async (json: string) =>
			await runOperation('contact.create', instance.url, {
				customFields: mapped({ u_a: 'x' }),
				additionalFields: { customFieldsJson: json },
			});
		expect((await run('{ "u_b": "y" }')).error).toBeUndefined();
		expect(instance.requests[0].body).toEqual({ u_a: 'x', u_b: 'y' });
		expect((await run('{ "u_a": "y" }')).error?.message).toContain('"Custom Fields" contains u_a');
	});

	test('are refused in a mode that takes whatever the item has', async () => {
		const { error } = await runOperation('contact.create', instance.url, {
			customFields: { ...mapped({}), mappingMode: 'autoMapInputData' },
		});
		expect(error?.message).toContain('"Custom Fields" has the mapping mode "autoMapInputData"');
		expect(instance.requests).toEqual([]);
	});
});

describe('columns that are cleared', () => {
	test.each<[unknown]>([[['short_description', 'work_notes']], ['Short_Description, work_notes']])(
		'by %j are sent as empty texts',
		async (columnsToClear) => {
			const { error } = await runOperation('voiceInteraction.update', instance.url, {
				interactionSysId: CALL,
				additionalFields: { columnsToClear } as IDataObject,
			});
			expect(error).toBeUndefined();
			expect(instance.requests[0].body).toEqual({
				interaction: { additionalParams: { short_description: '', work_notes: '' } },
			});
		},
	);

	test.each<[string, IDataObject, string]>([
		[
			'one that has a value',
			{
				additionalParams: mapped({ state: 'new' }),
				additionalFields: { columnsToClear: ['state'] },
			},
			'contains state',
		],
		[
			'one that has a field of its own',
			{ additionalFields: { columnsToClear: ['direction'], direction: 'inbound' } },
			'is set twice',
		],
		[
			'what is no name',
			{ additionalFields: { columnsToClear: ['Short description'] } },
			'"Columns to Clear Names or IDs" has something that is not the name of a column',
		],
	])('%s is refused', async (_what, parameters, message) => {
		const { error } = await runOperation('voiceInteraction.update', instance.url, {
			interactionSysId: CALL,
			...parameters,
		});
		expect(error?.message).toContain(message);
		expect(instance.requests).toEqual([]);
	});

	test('an expression that gives nothing clears nothing', async () => {
		const { error } = await runOperation('voiceInteraction.update', instance.url, {
			interactionSysId: CALL,
			additionalParams: mapped({ short_description: '={{ $json.missing }}' }),
			additionalFields: { columnsToClear: '={{ $json.missing }}', direction: 'inbound' },
		});
		expect(error).toBeUndefined();
		expect(instance.requests[0].body).toEqual({
			interaction: { additionalParams: { direction: 'inbound' } },
		});
	});

	test('a custom column of a new contact, by name', async () => {
		await runOperation('contact.create', instance.url, {
			last_name: 'Lee',
			additionalFields: { columnsToClear: ['u_loyalty_tier'] },
		});
		expect(instance.requests[0].body).toEqual({ last_name: 'Lee', u_loyalty_tier: '' });
	});
});
