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
