import { call, finish, instance, load, stored, storedOne, type Row } from './calls.mts';

type Callback = (answer: never) => void;

/** @see https://www.npmjs.com/package/servicenow-rest-api */
interface Client {
	getSampleData(table: string, callback: Callback): void;
	createNewTask(body: object, table: string, callback: Callback): void;
	getTableData(fields: string[], filters: string[], table: string, callback: Callback): void;
	getSysId(table: string, number: string, callback: Callback): void;
	UpdateTask(table: string, number: string, body: object, callback: Callback): void;
	getAttachmentMetaData(sysId: string, callback: Callback): void;
	getAllAttachmentsMetaData(sysId: string, callback: Callback): void;
	getAttachment(sysId: string, callback: Callback): void;
	DeleteTask(table: string, number: string, callback: Callback): void;
}

type Connect = new (host: string, user: string, password: string) => Client;

const ServiceNow = load('servicenow-rest-api') as Connect;
// It takes any name without a dot for that of a developer instance.
const host = `127.0.0.1:${new URL(instance.url).port}`;
const client = new ServiceNow(host, instance.user, instance.password);

// It prints each answer.
console.log = () => {};

const ask =
	<T,>(start: (callback: (answer: T) => void) => void) =>
	() =>
		new Promise<T>(start);

await call(
	'getSampleData',
	ask<Row[]>((done) => client.getSampleData('incident', done)),
	(rows) => rows.length === 1,
);
const made = await call(
	'createNewTask, with a display value',
	ask<Row>((done) =>
		client.createNewTask({ short_description: 'x', impact: '1 - High' }, 'incident', done),
	),
	async ({ sys_id: id }) => (await storedOne('incident', id))?.impact === '1',
);
const number = String(made?.number);
const id = String(made?.sys_id);
await call(
	'getTableData',
	ask<Row[]>((done) =>
		client.getTableData(['number', 'short_description'], [`number=${number}`], 'incident', done),
	),
	(rows) => rows.length === 1 && rows[0].number === number,
);
await call(
	'getSysId',
	ask<string>((done) => client.getSysId('incident', number, done)),
	(answer) => answer === id,
);
await call(
	'UpdateTask, with a display value',
	ask<Row>((done) => client.UpdateTask('incident', number, { urgency: '1 - High' }, done)),
	async () => (await storedOne('incident', id))?.urgency === '1',
);

// The client cannot upload.
const query = new URLSearchParams({ table_name: 'incident', table_sys_id: id, file_name: 'a.txt' });
await fetch(`${instance.url}/api/now/attachment/file?${query}`, {
	method: 'POST',
	headers: {
		Authorization: `Basic ${btoa(`${instance.user}:${instance.password}`)}`,
		Accept: 'application/json',
		'Content-Type': 'text/plain',
	},
	body: 'hello',
});
const file = (await stored('sys_attachment')).find(({ table_sys_id: owner }) => owner === id);
const fileId = String(file?.sys_id);

await call(
	'getAttachmentMetaData',
	ask<Row>((done) => client.getAttachmentMetaData(fileId, done)),
	(answer) => answer.file_name === 'a.txt',
);
await call(
	'getAllAttachmentsMetaData',
	ask<Row[]>((done) => client.getAllAttachmentsMetaData(id, done)),
	(rows) => rows.length === 1 && rows[0].table_sys_id === id,
);
await call(
	'getAttachment',
	ask<{ status: number }>((done) => client.getAttachment(fileId, done)),
	({ status }) => status === 200,
);
await call(
	'DeleteTask',
	ask<{ status: number }>((done) => client.DeleteTask('incident', number, done)),
	async ({ status }) => status === 204 && (await storedOne('incident', id)) === undefined,
);
finish();
