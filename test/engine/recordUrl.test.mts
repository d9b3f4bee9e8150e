import type { INodePropertyModeValidation } from 'n8n-workflow';
import { entryOf } from './fill.mts';
import { runOperation } from './operation.mts';
import { useInstance } from '../support/instance.mts';
import { seeded } from '../../simulator/instance.mts';

const instance = useInstance();

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

const byUrl = (value: string) => ({ id: { __rl: true, mode: 'url', value } });

test.each(records)('%s', async (_what, url) => {
	expect(passesInEditor(url)).toBe(true);
	const { error, json } = await runOperation('contact.get', instance.url, byUrl(url));
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
