import { call, finish, instance, load, stored, storedOne, type Row } from './calls.mts';

/** @see https://www.npmjs.com/package/sn-rest-client */
interface Client {
	get(options: { url: string }): Promise<Row[]>;
	post(options: { url: string; body: object }): Promise<Row[]>;
	put(options: { url: string; body: object }): Promise<Row[]>;
	del(options: { url: string }): Promise<unknown>;
}

type Connect = (options: object) => Client;

const client = (load('sn-rest-client') as Connect)({
	hostName: instance.url,
	silent: true,
	auth: { username: instance.user, password: instance.password },
});

await call(
	'get, every page by Link',
	() => client.get({ url: '/api/now/table/customer_contact?sysparm_limit=25' }),
	async (rows) => rows.length === (await stored('customer_contact')).length,
);
const made = await call(
	'post',
	() => client.post({ url: '/api/now/table/incident', body: { short_description: 'a' } }),
	async ([row]) => (await storedOne('incident', row.sys_id))?.short_description === 'a',
);
const url = `/api/now/table/incident/${made?.[0]?.sys_id}`;
await call(
	'put',
	() => client.put({ url, body: { short_description: 'b' } }),
	async ([row]) => (await storedOne('incident', row.sys_id))?.short_description === 'b',
);
await call(
	'get one',
	() => client.get({ url }),
	([row]) => row.short_description === 'b',
);
await call(
	'delete',
	() => client.del({ url }),
	async () => (await storedOne('incident', made?.[0]?.sys_id)) === undefined,
);
finish();
