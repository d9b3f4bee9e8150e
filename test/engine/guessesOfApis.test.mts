import type { IDataObject } from 'n8n-workflow';
import { seeded } from '../../simulator/instance.mts';
import { subjects } from '../campaign/subjects.mts';
import { useInstance } from '../support/instance.mts';
import { useStub, withStub, type Stub } from '../support/stub.mts';
import { choicesOf, searchOf } from './editor.mts';
import { runOperation } from './operation.mts';
import { EVENTS, triggerFor } from './triggerEvents.mts';

const CONTACTS = 'customer_contact';

const instance = useInstance();
const stub = useStub();

describe('how an instance says that it rejects a request, in no documented words', () => {
	const changes = subjects.filter(({ id }) => !/^contact\.get/.test(id));
	const forms: Array<[string, number, object]> = [
		['400', 400, { error: { message: 'Ungültig', detail: null }, status: 'failure' }],
		['404', 404, { error: { message: '', detail: '' }, status: 'failure' }],
		['422', 422, { error: { message: 'Unprocessable', detail: 'x' }, status: 'failure' }],
		['200 and an error', 200, { error: { message: 'Abgelehnt' }, status: 'failure' }],
		['200 and no record', 200, { result: {} }],
		['200 and a text', 200, { result: 'Record not found' }],
	];

	describe.each(changes)('$id', ({ id, parameters, repeatable, values: [value] }) => {
		const assertNoSuccess = async (own: Stub) => {
			const { json, error } = await runOperation(id, own.url, parameters, { items: [{ value }] });
			expect(json).toEqual([]);
			expect(error?.message).toMatch(/^The (instance|record) /);
			// Only what does no harm twice is repeated, where it is not known whether it was done.
			expect(own.requests.length).toBeLessThanOrEqual(repeatable ? 4 : 1);
		};

		test.concurrent.each(forms)(
			'%s is no success, nor repeated in vain',
			async (_form, status, body) => {
				await withStub(async (own) => {
					own.answer = () => ({ status, body });
					await assertNoSuccess(own);
				});
			},
		);
	});
});

describe('what becomes of a text that is longer than its column', () => {
	const text = 'Lyon '.repeat(20).trim();
	const create = async (options: IDataObject) =>
		await runOperation('contact.create', stub.url, {
			last_name: 'Blom',
			additionalFields: { city: text },
			options: { checkDocumentedLimits: false, ...options },
		});

	test.each([
		['cut', text.slice(0, 40), ['city']],
		['kept', text, []],
		['left out', '', ['city']],
	])('it is %s: Read Back tells', async (_what, city, fields_not_kept) => {
		const sys_id = 'a'.repeat(32);
		stub.answer = ({ method }) =>
			method === 'POST'
				? { status: 201, body: { result: sys_id } }
				: { body: { result: { sys_id, last_name: 'Blom', city } } };
		const { json } = await create({ readBack: true });
		expect(json).toEqual([expect.objectContaining({ sys_id, city, fields_not_kept })]);
	});

	test('it is refused by the instance: the item fails', async () => {
		const error = { message: 'Operation Failed', detail: 'Value too long for City' };
		stub.answer = () => ({ status: 403, body: { error, status: 'failure' } });
		expect((await create({})).error?.description).toContain('Value too long for City');
	});
});

test.each([true, false])(
	'an interaction of the Interaction Management API is a third-party one: %s',
	async (isThirdParty) => {
		instance.settings.createdAreThirdParty = isThirdParty;
		const { json } = await runOperation('interaction.create', instance.url, { channel: 'Chat' });
		const { error } = await runOperation('conversationMember.drop', instance.url, {
			user_id: seeded.users.agent,
			interaction_id: json[0].sys_id as string,
		});
		expect(error?.description).toContain('third-party interactions only');
	},
);

test.each([
	['added to', { session: 'new', language: 'en' }],
	['put in the place of', { session: 'new' }],
	['not', {}],
])('the context of an update is %s what is there: the output is the same', async (_how, kept) => {
	const run = async () =>
		await runOperation('voiceInteraction.update', instance.url, {
			interactionSysId: seeded.interactions.call,
			additionalFields: {
				userPhoneNumber: '+14089965744',
				interactionContext: { field: [{ name: 'session', value: 'new' }] },
			},
		});
	const before = await run();
	for (const blob of instance.store.table('interaction_json_blob').values()) {
		blob.value = JSON.stringify(kept);
	}
	expect((await run()).json).toEqual(before.json);
});

describe.each(['ignored', 'applied'] as const)('conditions behind EQ are %s', (how) => {
	test('Query has none: they come before it', async () => {
		instance.settings.conditionsAfterEq = how;
		instance.store.insert(CONTACTS, { city: 'Ulm', title: 'A' });
		instance.store.insert(CONTACTS, { city: 'Ulm', title: 'B' });
		const { json } = await runOperation('contact.getAll', instance.url, {
			sysparm_query: 'city=Ulm^EQ^title=B^EQ',
		});
		expect(json).toMatchObject([{ title: 'B' }]);
	});

	test('nor has the query of the trigger', async () => {
		instance.settings.conditionsAfterEq = how;
		const trigger = triggerFor(instance, 'contactCreated', 'city=Ulm^EQ^title=B^EQ');
		await trigger.activate();
		instance.settings.clockSkewMs += 10_000;
		instance.store.insert(CONTACTS, { city: 'Ulm', title: 'A' });
		const { sys_id } = instance.store.insert(CONTACTS, { city: 'Ulm', title: 'B' });
		instance.settings.clockSkewMs += 60_000;
		expect((await trigger.poll()).map(({ json }) => json.sys_id)).toEqual([sys_id]);
	});
});

describe.each([true, false])('bodies come compressed: %s', (gzip) => {
	beforeEach(() => (instance.settings.gzip = gzip));

	test.each(subjects)('$id', async ({ id, parameters, values: [value], arrange }) => {
		arrange?.(instance);
		const { json, error } = await runOperation(id, instance.url, parameters, {
			items: [{ value }],
		});
		expect(error).toBeUndefined();
		expect(json.length).toBeGreaterThan(0);
	});

	test('a list, and choices', async () => {
		const node = { node: 'serviceNowContact', url: instance.url };
		expect((await searchOf(node, 'sys_user')).results.length).toBeGreaterThan(0);
		expect((await choicesOf(node, 'agent_status')).length).toBeGreaterThan(0);
	});
});

/** No request names a parameter twice, of which an instance could take either. */
afterEach(() => {
	const ignored = instance.requests.flatMap(({ ignored: parts = [] }) => parts);
	expect(ignored.filter((part) => part.startsWith('another '))).toEqual([]);
});

test.each(EVENTS)('the polls of %s name no parameter twice', async (event) => {
	const trigger = triggerFor(instance, event, 'sys_idISNOTEMPTY');
	await trigger.activate();
	await trigger.poll();
	expect(instance.requests.length).toBeGreaterThan(1);
});

describe('a login that may not do what it wants', () => {
	const forms: Array<[number, object | string]> = [
		[401, { error: { message: 'User Not Authenticated', detail: null }, status: 'failure' }],
		[401, ''],
		[403, { error: { message: 'Basic auth is not allowed', detail: null }, status: 'failure' }],
		[403, { error: { message: 'Verboten', detail: 'Explizite Rolle' }, status: 'failure' }],
	];

	test.each(forms)(
		'%s %j fails each operation, and nothing may have been done',
		async (status, body) => {
			for (const { id, parameters, values } of subjects) {
				stub.requests.length = 0;
				stub.answer = () => ({ status, body });
				const { error } = await runOperation(id, stub.url, parameters, {
					items: [{ value: values[0] }],
					// Another login each time: one that was refused is not sent again for a while.
					credentials: { password: `${id} ${status} ${JSON.stringify(body)}` },
				});
				const text = `${error?.message} ${error?.description}`;
				expect([id, text]).toEqual([
					id,
					expect.stringMatching(/rejected|not allowed|blocked|read access/),
				]);
				expect(text).not.toMatch(/may have been/);
			}
		},
	);
});
