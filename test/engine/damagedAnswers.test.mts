import { seeded } from '../../simulator/instance.mts';
import { DAMAGES, HARMLESS, useDamagingProxy } from '../support/damage.mts';
import { useInstancePerTest } from '../support/instance.mts';
import { CREDENTIAL_TESTS } from './credentialTests.mts';
import { searchOf } from './editor.mts';
import { runOperation } from './operation.mts';
import { Trigger } from './trigger.mts';

// A busy machine takes its time, and what was cut off is read again after waits.
jest.setTimeout(30_000);

const CONTACTS = 'customer_contact';

const instance = useInstancePerTest({ seedContacts: 90 });
const proxy = useDamagingProxy(() => instance.url);

const options = { maxWait: 0 };

const isApi = (_method: string, url: string) => url.startsWith('/api/');

/** Reads and creates through the proxy; each returns what came of it, or throws what the user reads. */
const WAYS: Record<string, () => Promise<unknown>> = {
	get: async () => await output('contact.get', { id: seeded.contacts.jane, options }),
	'all contacts': async () => await output('contact.getAll', { returnAll: true, options }),
	'a look-up': async () =>
		await output('contact.getAll', { emailOrPhone: 'nobody@x.example', options }),
	'a create': async () => await output('contact.create', { last_name: 'New', options }),
	'a create that reuses': async () =>
		await output('contact.create', {
			email: 'new@x.example',
			reuseExistingContact: 'email',
			options: { ...options, settleTime: 0 },
		}),
	'a call': async () =>
		await output('voiceInteraction.create', {
			userPhoneNumber: '+14089965744',
			clientSessionId: 'call-1',
			reuseByClientSessionId: true,
			options: { ...options, settleTime: 0 },
		}),
	'a list': async () =>
		(await searchOf({ node: 'serviceNowContact', url: proxy.url }, 'customer_account')).results,
	'the trigger': async () => {
		const trigger = new Trigger({
			url: proxy.url,
			parameters: { event: 'contactCreated', options: { maxWait: 0 } },
		});
		await trigger.activate();
		return await trigger.poll();
	},
};

async function output(id: string, parameters: object): Promise<unknown> {
	const { json, error } = await runOperation(id, proxy.url, parameters as never);
	if (error) throw new Error(`${error.message}. ${error.description}`);
	return json;
}

const failed = async (action: Promise<unknown>): Promise<string> =>
	await action.then(
		(result) => `It succeeded: ${JSON.stringify(result)}`,
		({ message }: Error) => message,
	);

describe.each(Object.entries(DAMAGES))('%s', (what, damage) => {
	const isPage = what === 'a login page';

	test('is no success, and nothing is created twice', async () => {
		proxy.damage = damage;
		proxy.isMeant = isApi;
		const before = instance.store.table(CONTACTS).size;
		const texts = await Promise.all(
			Object.entries(WAYS).map(async ([way, run]) => `${way}: ${await failed(run())}`),
		);
		for (const text of texts) expect(text).not.toMatch(/It succeeded|undefined|\[object/);
		const creates = texts.filter((text) => text.startsWith('a create:'));
		// A page comes in the place of an instance, and not from one.
		expect(creates).toEqual([
			expect.stringMatching(isPage ? /web page instead of data/ : /may have been carried out/),
		]);
		expect(instance.store.table(CONTACTS).size - before).toBe(1);
		for (const { test: tried } of Object.values(CREDENTIAL_TESTS)) {
			const oauthTokenData = { access_token: 'token', token_type: 'Bearer' };
			expect(await tried(proxy.url, { oauthTokenData })).toMatchObject({ status: 'Error' });
		}
	});

	test('on the seventh page alone is an error, or read again', async () => {
		instance.settings.rowCap = { [CONTACTS]: 15 };
		proxy.damage = damage;
		let pages = 0;
		const isSeventh = (url: string) => url.startsWith('/api/now/contact') && (pages += 1) >= 7;
		proxy.isMeant = (_method, url) => isSeventh(url);
		expect(await failed(WAYS['all contacts']())).not.toMatch(/It succeeded/);

		pages = 0;
		let times = 0;
		proxy.isMeant = (_method, url) => isSeventh(url) && (times += 1) === 1;
		const result = await WAYS['all contacts']().catch(({ message }: Error) => message);
		expect(times).toBeGreaterThan(0);
		if (Array.isArray(result)) expect(result).toHaveLength(instance.store.table(CONTACTS).size);
		else expect(result).toMatch(/web page instead of data|does not document/);
	});
});

test.each(Object.entries(HARMLESS))('%s changes nothing', async (_what, damage) => {
	proxy.damage = damage;
	proxy.isMeant = isApi;
	for (const run of Object.values(WAYS)) expect(await failed(run())).toMatch(/^It succeeded/);
	expect(await WAYS['all contacts']()).toHaveLength(instance.store.table(CONTACTS).size);
});

test('look-ups of which a quota cancels some find who is there, or say why not', async () => {
	const cut = { match: { operationId: 'contact.getAll' }, rate: 0.6 };
	instance.faults.add({ ...cut, fault: { kind: 'cutOff', keep: 0 } });
	const contacts = [...instance.store.table(CONTACTS).values()].slice(0, 40);
	const items = contacts.map(({ email }) => ({ email }));
	const { json } = await runOperation(
		'contact.getAll',
		instance.url,
		{ emailOrPhone: '={{ $json.email }}', limit: 1, options },
		{ items, onError: 'continueRegularOutput' },
	);
	expect(json).toHaveLength(contacts.length);
	const said = json.filter(({ error }) => error !== undefined);
	for (const { error } of said) expect(error).toMatch(/^The instance cut off the response/);
	expect(said.length).toBeLessThan(json.length);
	const found = json.filter(({ error }) => error === undefined).map(({ email }) => email);
	expect(items.map(({ email }) => email)).toEqual(expect.arrayContaining(found));
});

describe.each(['drop', 'refuse'] as const)(
	'a sort by a column that may not be read (%s)',
	(answer) => {
		test.each(['absent', 'empty'] as const)('and is %s', async (shown) => {
			instance.settings.rowCap = { [CONTACTS]: 30 };
			instance.settings.unreadableColumns = [
				{ table: CONTACTS, columns: ['title'], answer, shown },
			];
			const sort = { orders: [{ column: 'title', direction: 'ORDERBYDESC' }] };
			const all = { returnAll: true, sort };
			const { json, error } = await runOperation('contact.getAll', instance.url, all);
			if (error) {
				expect(`${error.message} ${error.description}`).toMatch(/query|column/);
				return;
			}
			const ids = json.map(({ sys_id: id }) => id);
			expect(new Set(ids).size).toBe(instance.store.table(CONTACTS).size);
			expect(ids).toHaveLength(new Set(ids).size);
			if (shown === 'absent') expect(json[0].query_warning).toContain('"title"');
		});
	},
);
