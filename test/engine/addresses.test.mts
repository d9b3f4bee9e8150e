import type { IDataObject } from 'n8n-workflow';
import { fromGlide, toGlide } from '../../nodes/shared/platform/glideDateTime';
import { logins } from '../../simulator/instance.mts';
import { useInstance } from '../support/instance.mts';
import { subjects } from '../campaign/subjects.mts';
import { CREDENTIAL_TESTS } from './credentialTests.mts';
import { searchOf } from './editor.mts';
import { runOperation } from './operation.mts';
import { Trigger } from './trigger.mts';

const instance = useInstance();
const renamed = useInstance();

const CONTACTS = 'customer_contact';
const MOVED = 'The host redirects to another address';

/** What the action does not do, and says. */
async function messageOf(action: Promise<unknown>): Promise<string> {
	return await action.then(
		() => 'It succeeded',
		({ message }: Error) => message,
	);
}

function trigger(parameters: object = {}): Trigger {
	return new Trigger({
		url: instance.url,
		parameters: { event: 'contactCreated', ...parameters },
	});
}

describe('a renamed instance is said, and nothing reaches the new address', () => {
	afterEach(() => expect(renamed.requests).toEqual([]));

	describe.each(['basicAuth', 'apiKey', 'oAuth2'] as const)('with %s', (authentication) => {
		const cases: Array<[string, IDataObject, string?]> = [
			...subjects.map(({ id, parameters, values }): [string, IDataObject, string] => [
				id,
				parameters,
				values[0],
			]),
			['contact.getAll', { emailOrPhone: 'jane@example.com' }],
			['contact.create', { email: 'new@example.com', reuseExistingContact: 'email' }],
			[
				'voiceInteraction.create',
				{
					userPhoneNumber: '+14089965744',
					clientSessionId: 'call-1',
					reuseByClientSessionId: true,
				},
			],
		];

		test.each(cases)('%s %j', async (id, parameters, value = '') => {
			instance.settings.renamedTo = renamed.url;
			const { error } = await runOperation(id, instance.url, parameters, {
				authentication,
				items: [{ value }],
			});
			// The token of OAuth2 is asked for first.
			if (authentication !== 'oAuth2') expect(error?.message).toContain(MOVED);
			expect(`${error?.message} ${error?.description}`).toMatch(/redirects to another address/);
		});
	});

	test.each(Object.entries(CREDENTIAL_TESTS))('the test of %s', async (_name, { test: run }) => {
		instance.settings.renamedTo = renamed.url;
		// A token that was issued before: a new one n8n asks for by itself.
		const oauthTokenData = { access_token: 'token', token_type: 'Bearer' };
		const { status, message } = await run(instance.url, { oauthTokenData });
		expect(status).toBe('Error');
		expect(message).toMatch(/redirects to another address/);
	});

	test('a list', async () => {
		instance.settings.renamedTo = renamed.url;
		const node = { node: 'serviceNowContact', url: instance.url };
		expect(await messageOf(searchOf(node, 'customer_account'))).toContain(MOVED);
	});

	test('the trigger, which loses nothing once the old address is there again', async () => {
		const active = trigger();
		await active.activate();
		instance.settings.renamedTo = renamed.url;
		const { sys_id } = instance.store.insert(CONTACTS, { name: 'Anna Blom' });
		expect(await messageOf(active.poll())).toContain(MOVED);
		instance.settings.renamedTo = '';
		instance.settings.clockSkewMs += 60_000;
		expect((await active.poll()).map(({ json }) => json.sys_id)).toEqual([sys_id]);
	});
});

describe('a custom URL beside the old address', () => {
	const custom = () => `http://localhost:${new URL(instance.url).port}`;

	/** The old address and the custom URL: both answer, and links name the custom one. */
	function addresses(): string[] {
		instance.settings.customUrl = custom();
		return [instance.url, custom()];
	}

	test.each(subjects)('$id works at both', async ({ id, parameters, values, arrange }) => {
		arrange?.(instance);
		for (const [index, url] of addresses().entries()) {
			const items = [{ value: values[index] }];
			const { error, json } = await runOperation(id, url, parameters, { items });
			expect(error).toBeUndefined();
			expect(json).toHaveLength(1);
		}
	});

	test.each(Object.entries(CREDENTIAL_TESTS))('the test of %s', async (_name, { test: run }) => {
		const oauthTokenData = { access_token: 'token', token_type: 'Bearer' };
		for (const url of addresses()) {
			const { status, message } = await run(url, { oauthTokenData });
			// A token that was issued nowhere is rejected at both.
			if (status !== 'OK') expect(message).toMatch(/rejected/);
			expect(message).not.toMatch(/redirect|address/);
		}
	});

	test('a list opens its records at the address of the credential', async () => {
		for (const url of addresses()) {
			const { results } = await searchOf({ node: 'serviceNowContact', url }, 'customer_account');
			expect(results.length).toBeGreaterThan(0);
			expect(results.every((item) => item.url!.startsWith(`${url}/`))).toBe(true);
		}
	});

	/** A reference as the Table API returns it at an address. */
	async function referenceAt(url: string): Promise<IDataObject> {
		const { userName, password } = logins.integration;
		const login = Buffer.from(`${userName}:${password}`).toString('base64');
		const path = `/api/now/table/${CONTACTS}?sysparm_query=accountISNOTEMPTY&sysparm_limit=1`;
		const headers = { Authorization: `Basic ${login}`, Accept: 'application/json' };
		const response = await fetch(url + path, { headers });
		const { result } = (await response.json()) as { result: Array<{ account: IDataObject }> };
		return result[0].account;
	}

	test('a reference with a link is its value, wherever the link leads', async () => {
		for (const url of addresses()) {
			const account = await referenceAt(url);
			expect(account.link).toMatch(`${custom()}/api/now/table/customer_account/`);
			const given = { account: { __rl: true, mode: 'id', value: '={{ $json.account }}' } };
			const items = [{ account }];
			const { json } = await runOperation('contact.create', url, given, { items });
			const made = instance.store.get(CONTACTS, String(json[0].sys_id));
			expect(made?.account).toBe(account.value);
		}
	});

	test('a record URL is of the address of the credential, or the advice is to enter the ID', async () => {
		const [contact] = instance.store.table(CONTACTS).keys();
		const [old, other] = addresses();
		for (const [url, browser] of [
			[old, other],
			[other, old],
		]) {
			const page = (host: string) => ({
				id: `${host}/nav_to.do?uri=%2F${CONTACTS}.do%3Fsys_id%3D${contact}`,
			});
			const { json } = await runOperation('contact.get', url, page(url));
			expect(json).toMatchObject([{ sys_id: contact }]);
			const { error } = await runOperation('contact.get', url, page(browser));
			expect(error?.message).toContain(`on another host: ${new URL(browser).host}`);
			expect(error?.description).toContain(
				'If the instance has several addresses, enter the sys_id.',
			);
		}
	});

	test('the trigger goes on at the old one, and says a change to the other once', async () => {
		addresses();
		const active = trigger();
		await active.activate();
		const emitted: unknown[] = [];
		const pass = async () => {
			instance.settings.clockSkewMs += 60_000;
			emitted.push(...(await active.poll()).map(({ json }) => json.sys_id));
		};
		const first = instance.store.insert(CONTACTS, { name: 'Anna Blom' });
		await pass();
		active.use({ instanceUrl: custom() });
		await pass();
		expect(await messageOf(active.poll())).toContain('The instance URL changed from');
		const second = instance.store.insert(CONTACTS, { name: 'Bert Blom' });
		await pass();
		expect(emitted).toEqual([first.sys_id, second.sys_id]);
	});
});

describe.each(['Asia/Tokyo', 'America/Los_Angeles'])('a user whose time zone is %s', (zone) => {
	const now = Date.parse('2027-03-05T20:00:00Z');
	// The day of the user began at 15:00 or at 08:00 UTC.
	const since = {
		'Asia/Tokyo': '2027-03-05 15:00:00',
		'America/Los_Angeles': '2027-03-05 08:00:00',
	};

	test('selects the changes of the own day, with times in UTC', async () => {
		instance.settings.userTimeZones = { [logins.integration.userName]: zone };
		instance.settings.clockSkewMs = now - Date.now();
		const at = since[zone as keyof typeof since];
		const before = fromGlide(at) - 1000;
		const first = instance.store.insert(CONTACTS, { city: 'Ulm', sys_created_on: at });
		instance.store.insert(CONTACTS, { city: 'Ulm', sys_created_on: toGlide(before) });
		const active = trigger({ sysparm_query: 'sys_created_on>=javascript:gs.daysAgoStart(0)' });
		await active.activate();
		instance.settings.clockSkewMs += 60_000;
		const { sys_id } = instance.store.insert(CONTACTS, { name: 'Anna Blom' });
		const [{ json }] = await active.poll();
		expect(json).toMatchObject({
			sys_id,
			sys_created_on: expect.stringMatching(/^2027-03-05 20:0/),
		});
		const { json: found } = await runOperation('contact.getAll', instance.url, {
			returnAll: true,
			sysparm_query: 'city=Ulm^sys_created_on>=javascript:gs.daysAgoStart(0)',
		});
		expect(found).toMatchObject([{ sys_id: first.sys_id }]);
	});
});
