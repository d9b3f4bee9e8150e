import type { IDataObject } from 'n8n-workflow';
import { run as execute } from './builtIn.mts';
import { call, finish, stored, storedOne, type Row } from './calls.mts';

const run = async (parameters: IDataObject, item?: IDataObject): Promise<Row[]> =>
	(await execute(parameters, item)).map(({ json }) => json);

const LISTS: [resource: string, table: string][] = [
	['businessService', 'cmdb_ci_service'],
	['configurationItems', 'cmdb_ci'],
	['department', 'cmn_department'],
	['dictionary', 'sys_dictionary'],
	['incident', 'incident'],
	['user', 'sys_user'],
	['userGroup', 'sys_user_group'],
	['userRole', 'sys_user_role'],
];

for (const [resource, table] of LISTS) {
	const list = { resource, operation: 'getAll', options: {} };
	await call(
		`${resource}: getAll`,
		() => run({ ...list, returnAll: true }),
		async (rows) => rows.length === (await stored(table)).length,
	);
	await call(
		`${resource}: getAll, two with one field`,
		() => run({ ...list, returnAll: false, limit: 2, options: { sysparm_fields: ['sys_id'] } }),
		(rows) => rows.length > 0 && rows.length <= 2 && Object.keys(rows[0]).join() === 'sys_id',
	);
}

/** Creates, gets, changes and deletes a record. */
async function record(
	name: string,
	table: string,
	parameters: { of: IDataObject; create: IDataObject; get: IDataObject; update: IDataObject },
	changed: [column: string, value: string],
	item?: IDataObject,
): Promise<void> {
	const [column, value] = changed;
	const { of, create, get, update } = parameters;
	const made = await call(
		`${name}: create`,
		() => run({ ...of, operation: 'create', ...create }, item),
		async ([row]) => (await storedOne(table, row.sys_id)) !== undefined,
	);
	const id = String(made?.[0]?.sys_id);
	await call(
		`${name}: get`,
		() => run({ ...of, operation: 'get', id, options: {}, ...get }),
		([row]) => row.sys_id === id,
	);
	await call(
		`${name}: update`,
		() => run({ ...of, operation: 'update', id, ...update }, { [column]: value }),
		async () => (await storedOne(table, id))?.[column] === value,
	);
	await call(
		`${name}: delete`,
		() => run({ ...of, operation: 'delete', id }),
		async ([{ success }]) => success === true && (await storedOne(table, id)) === undefined,
	);
}

await record(
	'incident',
	'incident',
	{
		of: { resource: 'incident' },
		create: { short_description: 'a', additionalFields: { impact: '1' } },
		get: {},
		update: { updateFields: { description: 'b' } },
	},
	['description', 'b'],
);
await record(
	'user',
	'sys_user',
	{
		of: { resource: 'user' },
		create: {
			short_description: 'unused',
			additionalFields: { user_name: 'built.in', last_name: 'In' },
		},
		get: { getOption: 'id' },
		update: { updateFields: { last_name: 'Out' } },
	},
	['last_name', 'Out'],
);
await call(
	'user: get by user name',
	() =>
		run({
			resource: 'user',
			operation: 'get',
			getOption: 'user_name',
			user_name: 'admin',
			options: {},
		}),
	([row]) => row.user_name === 'admin',
);
await record(
	'tableRecord',
	'customer_account',
	{
		of: { resource: 'tableRecord', tableName: 'customer_account' },
		create: { dataToSend: 'mapInput', inputsToIgnore: 'left' },
		get: {},
		update: { dataToSend: 'mapInput', inputsToIgnore: '' },
	},
	['name', 'Later Ltd'],
	{ name: 'Example Ltd', left: 'out' },
);
await call(
	'tableRecord: getAll',
	() =>
		run({
			resource: 'tableRecord',
			operation: 'getAll',
			tableName: 'interaction',
			returnAll: true,
			options: { sysparm_display_value: 'all' },
		}),
	async (rows) => rows.length === (await stored('interaction')).length,
);

const text = Buffer.from('hello').toString('base64');
const [incident] = await stored('incident');
const [uploaded = {}] =
	(await call(
		'attachment: upload',
		async () => {
			const upload = {
				resource: 'attachment',
				operation: 'upload',
				tableName: 'incident',
				id: incident.sys_id as string,
				inputDataFieldName: 'file',
				options: {},
			};
			const file = { data: text, mimeType: 'text/plain', fileName: 'a.txt' };
			return (await execute(upload, {}, { file })).map(({ json }) => json);
		},
		async ([row]) => (await storedOne('sys_attachment', row.sys_id))?.file_name === 'a.txt',
	)) ?? [];
const attachment = { resource: 'attachment', attachmentId: String(uploaded.sys_id) };
const download = { download: true, outputField: 'file' };

await call(
	'attachment: get, with the file',
	() => execute({ ...attachment, operation: 'get', ...download }),
	([{ binary }]) => binary?.file.data === text,
);
await call(
	'attachment: getAll, with the files',
	() =>
		execute({
			resource: 'attachment',
			operation: 'getAll',
			tableName: 'incident',
			returnAll: true,
			options: {},
			...download,
		}),
	(items) => items.length === 1 && items[0].binary?.file.data === text,
);
await call(
	'attachment: delete',
	() => run({ ...attachment, operation: 'delete' }),
	async () => (await storedOne('sys_attachment', uploaded.sys_id)) === undefined,
);
finish();
