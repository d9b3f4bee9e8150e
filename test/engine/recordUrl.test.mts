import type { INodePropertyModeValidation } from 'n8n-workflow';
import { entryOf } from './fill.mts';
import { runOperation } from './operation.mts';
import { useInstance } from '../support/instance.mts';
import { seeded } from '../../simulator/instance.mts';

const instance = useInstance();

/** Stands for the address of the instance, which a URL has to have. */
const HOST = 'https://dev12345.service-now.com';

const classic = `customer_contact.do?sys_id=${seeded.contacts.george}&sysparm_view=csm`;
const once = encodeURIComponent(classic);

const records: Array<[what: string, url: string]> = [
	['the classic view', `${HOST}/${classic}`],
	[
		'another parameter first',
		`${HOST}/customer_contact.do?sysparm_view=x&sys_id=${seeded.contacts.george}`,
	],
	['the frame of the classic view', `${HOST}/nav_to.do?uri=${once}`],
	['the same with a slash', `${HOST}/nav_to.do?uri=%2F${once}`],
	['the unified navigation', `${HOST}/now/nav/ui/classic/params/target/${once}`],
	['encoded twice', `${HOST}/login_redirect.do?to=${encodeURIComponent(`nav_to.do?uri=${once}`)}`],
	[
		'a list behind the record',
		`${HOST}/${classic}&sysparm_record_target=x&sysparm_parent=${seeded.accounts.boxeo}`,
	],
	[
		'a portal',
		`${HOST}/csm?id=csm_contact&table=customer_contact&sys_id=${seeded.contacts.george}`,
	],
	[
		'the workspace of agents',
		`${HOST}/now/cwf/agent/record/customer_contact/${seeded.contacts.george}`,
	],
	[
		'the workspace of service',
		`${HOST}/now/sow/record/customer_contact/${seeded.contacts.george}?tab=1`,
	],
	[
		'parameters of a workspace',
		`${HOST}/now/workspace/agent/record/customer_contact/${seeded.contacts.george}/params/selected-tab-index/3`,
	],
	[
		'a record out of another one',
		`${HOST}/now/cwf/agent/record/customer_account/${seeded.accounts.boxeo}/sub/record/customer_contact/${seeded.contacts.george}`,
	],
	[
		'a list beside the record',
		`${HOST}/now/cwf/agent/record/customer_contact/${seeded.contacts.george}/params/list-id/${seeded.accounts.boxeo}`,
	],
];

const others: Array<[what: string, url: string]> = [
	['a new record', `${HOST}/customer_contact.do?sys_id=-1`],
	['a list', `${HOST}/now/cwf/agent/list/params/list-id/${seeded.accounts.boxeo}`],
	['the classic list', `${HOST}/customer_contact_list.do?sysparm_query=active=true`],
	['too long an ID', `${HOST}/customer_contact.do?sys_id=${seeded.contacts.george}0`],
	['a page', HOST],
];

/** Whether the editor takes it for the URL of a record. */
function passesInEditor(url: string): boolean {
	const [field] = entryOf('contact.get').fields;
	const mode = field.modes!.find(({ name }) => name === 'url')!;
	const [validation] = mode.validation as INodePropertyModeValidation[];
	const { regex } = validation.properties as unknown as { regex: string };
	return new RegExp(`^${regex}$`).test(url);
}

const atInstance = (url: string) => url.replace(HOST, instance.url);
const byUrl = (value: string) => ({ id: { __rl: true, mode: 'url', value } });

test.each(records)('%s', async (_what, url) => {
	expect(passesInEditor(url)).toBe(true);
	const { error, json } = await runOperation('contact.get', instance.url, byUrl(atInstance(url)));
	expect(error).toBeUndefined();
	expect(json).toMatchObject([{ sys_id: seeded.contacts.george }]);
});

test.each(others)('not %s', async (_what, url) => {
	expect(passesInEditor(url)).toBe(false);
	const parameters = byUrl('={{ $json.url }}');
	const items = [{ url }];
	const { error } = await runOperation('contact.get', instance.url, parameters, { items });
	expect(error?.message).toContain('"Contact" is not a sys_id');
	expect(instance.requests).toEqual([]);
});

const elsewhere: Array<[what: string, url: string, message: string]> = [
	[
		'another instance',
		`${HOST}/${classic}`,
		'"Contact" is the URL of a record on another host: dev12345.service-now.com',
	],
	[
		'another table',
		`INSTANCE/interaction.do?sys_id=${seeded.contacts.george}`,
		'"Contact" is the URL of a record of another table: interaction',
	],
	[
		'another table in a workspace',
		`INSTANCE/now/cwf/agent/record/customer_account/${seeded.contacts.george}`,
		'"Contact" is the URL of a record of another table: customer_account',
	],
	[
		'another table inside another URL',
		`INSTANCE/nav_to.do?uri=${encodeURIComponent(`interaction.do?sys_id=${seeded.contacts.george}`)}`,
		'"Contact" is the URL of a record of another table: interaction',
	],
	[
		'another table in a portal',
		`INSTANCE/csm?id=form&table=interaction&sys_id=${seeded.contacts.george}`,
		'"Contact" is the URL of a record of another table: interaction',
	],
];

test.each(elsewhere)('a record of %s is refused', async (_what, url, message) => {
	const given = byUrl(url.replace('INSTANCE', instance.url));
	const { error } = await runOperation('contact.get', instance.url, given);
	expect(error?.message).toBe(`${message} [item 0]`);
	expect(instance.requests).toEqual([]);
});

test.each(['sys_user.do', 'u_partner_contact.do', 'x_acme_contact.do', 'csm'])(
	'a table that can have contacts is accepted: %s',
	async (page) => {
		const url = `${instance.url}/${page}?sys_id=${seeded.contacts.george.toUpperCase()}`;
		const { json } = await runOperation('contact.get', instance.url, byUrl(url));
		expect(json).toMatchObject([{ sys_id: seeded.contacts.george }]);
	},
);
