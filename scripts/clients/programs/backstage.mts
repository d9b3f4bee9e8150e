import { dirname, join } from 'node:path';
import { call, finish, instance, load, storedOne, type Row } from './calls.mts';

interface Action {
	id: string;
	handler(context: object): Promise<void>;
}

type CreateActions = (options: { config: { getString(name: string): string } }) => Action[];

/** @see https://github.com/backstage/community-plugins/tree/main/workspaces/servicenow */
const PLUGIN = '@backstage-community/plugin-scaffolder-backend-module-servicenow';

// What it exports is a plugin of Backstage's server; its actions are in a file of their own.
const folder = dirname(load.resolve(`${PLUGIN}/package.json`));
const { createServiceNowActions } = load(join(folder, 'dist/actions/servicenow/index.cjs.js')) as {
	createServiceNowActions: CreateActions;
};

const config: Record<string, string> = {
	'servicenow.baseUrl': instance.url,
	'servicenow.username': instance.user,
	'servicenow.password': instance.password,
};
const actions = createServiceNowActions({ config: { getString: (name) => config[name] } });

const act = (name: string, input: object) => async () => {
	const outputs: Record<string, unknown> = {};
	const action = actions.find(({ id }) => id.endsWith(name));
	await action?.handler({
		input,
		output: (key: string, value: unknown) => {
			outputs[key] = value;
		},
		logger: { info: () => {}, error: () => {}, warn: () => {} },
	});
	return outputs.result as never;
};

const made = await call<Row>(
	'createRecord, with a display value',
	act('createRecord', {
		tableName: 'incident',
		requestBody: { short_description: 'a', impact: '1 - High' },
		sysparmInputDisplayValue: true,
		sysparmExcludeReferenceLink: true,
		sysparmFields: ['sys_id', 'number', 'impact'],
	}),
	async ({ sys_id: id, ...rest }) =>
		Object.keys(rest).length === 2 && (await storedOne('incident', id))?.impact === '1',
);
const sysId = made?.sys_id;
const one = { tableName: 'incident', sysId };
const description = async () => (await storedOne('incident', sysId))?.short_description;

await call<Record<string, Row>>(
	'retrieveRecord, all display values',
	act('retrieveRecord', { ...one, sysparmDisplayValue: 'all' }),
	({ number }) => number.display_value === made?.number,
);
await call<Row[]>(
	'retrieveRecords, by a query',
	act('retrieveRecords', {
		tableName: 'incident',
		sysparmQuery: `sys_id=${sysId}`,
		sysparmLimit: 5,
	}),
	(rows) => rows.length === 1,
);
await call(
	'modifyRecord',
	act('modifyRecord', { ...one, requestBody: { short_description: 'b' } }),
	async () => (await description()) === 'b',
);
await call(
	'updateRecord',
	act('updateRecord', { ...one, requestBody: { short_description: 'c' } }),
	async () => (await description()) === 'c',
);
await call(
	'deleteRecord',
	act('deleteRecord', one),
	async () => (await storedOne('incident', sysId)) === undefined,
);
finish();
