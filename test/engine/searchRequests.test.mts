import type { IDataObject } from 'n8n-workflow';
import { runOperation } from './operation.mts';
import { useContacts } from './contacts.mts';

const { instance, insert, find } = useContacts();

const OLD = '2026-01-01 00:00:00';

beforeEach(() => {
	insert({ name: 'other', phone: '+1 317 222 5599', email: 'other@x.example' });
});

/** Requests of a look-up, and whom it found. */
async function looked(emailOrPhone: string, parameters: IDataObject = { limit: 1 }) {
	const { json, error } = await find({ emailOrPhone, ...parameters });
	expect(error).toBeUndefined();
	return [instance.requests.length, json.map(({ name }) => name).sort()];
}

const WITH_NUMBERS = { name: 'Ann', phone: '+44 20 7946 0018', email: 'ann@x.example' };

test.each([
	['the very text', '+44 20 7946 0018', 1],
	['another usual spelling', '+442079460018', 1],
	['an email address', 'ann@x.example', 1],
])('one contact by %s: one request', async (_, key, requests) => {
	insert(WITH_NUMBERS);
	expect(await looked(key)).toEqual([requests, ['Ann']]);
});

test('the very text does not wait for those with other spellings', async () => {
	insert(WITH_NUMBERS, { name: 'odd', home_phone: '+44 207946 00 18' });
	expect(await looked('+44 20 7946 0018')).toEqual([1, ['Ann']]);
});

test.each([
	['the last digits together', '+4420 79 460018', 2],
	['the last digits apart', '+44/20/79/46/00/18', 3],
])('by %s: a request for each step until one finds somebody', async (_, phone, requests) => {
	insert({ name: 'odd', phone });
	expect(await looked('+442079460018')).toEqual([requests, ['odd']]);
});

test('all contacts with a number: the usual spellings, and all others at once', async () => {
	insert(WITH_NUMBERS, { name: 'odd', phone: '+44/20/79/46/00/18' });
	expect(await looked('+442079460018', { returnAll: true })).toEqual([2, ['Ann', 'odd']]);
});

test.each([
	['+442079460018', 8],
	['nobody@x.example', 2],
])('nobody by %s, which is made sure of', async (key, requests) => {
	expect(await looked(key)).toEqual([requests, []]);
});

test.each([
	['phone numbers', (index: number) => `+44 20 7946 00${index}`, 8 + 9 * 3],
	['email addresses', (index: number) => `nobody.${index}@x.example`, 2 + 9],
] as const)('ten items that find nobody by %s make sure once', async (_, keyOf, requests) => {
	const items = Array.from({ length: 10 }, (__, index) => ({ key: keyOf(index + 10) }));
	const parameters = { emailOrPhone: '={{ $json.key }}', limit: 1 };
	const { json, error } = await runOperation('contact.getAll', instance.url, parameters, { items });
	expect(error).toBeUndefined();
	expect(json).toEqual([]);
	expect(instance.requests).toHaveLength(requests);
});

test('a check that fails is made again by the next item', async () => {
	instance.settings.unreadableTables = ['customer_contact'];
	const items = [{ key: 'a@x.example' }, { key: 'b@x.example' }];
	const { json } = await runOperation(
		'contact.getAll',
		instance.url,
		{ emailOrPhone: '={{ $json.key }}', options: { maxConcurrency: 1 } },
		{ items, onError: 'continueRegularOutput' },
	);
	expect(json.map(({ error }) => error)).toEqual(
		[0, 1].map((item) => `The instance shows the ServiceNow user no contact at all [item ${item}]`),
	);
});

describe('Reuse Existing Contact', () => {
	async function reused(choice: string, key: IDataObject, options: IDataObject = {}) {
		const { json } = await runOperation('contact.create', instance.url, {
			last_name: 'Lee',
			...key,
			reuseExistingContact: choice,
			options: { settleTime: 0, ...options },
		});
		return [json[0].reused, instance.requests.map(({ method }) => method).join(' ')];
	}

	beforeEach(() => {
		insert({ ...WITH_NUMBERS, sys_created_on: OLD });
	});

	const byEmail = { email: 'ann@x.example' };
	const byPhone = { phone: '+44 20 7946 0018' };

	test.each([
		['email', byEmail, {}, 'GET'],
		['email', byEmail, { readBack: true }, 'GET'],
		// Which of several is the one must not depend on the spelling that somebody looks by.
		['phone', byPhone, {}, 'GET GET'],
		['phone', byPhone, { readBack: true }, 'GET GET'],
	])('a contact that is there, by %s, %j %j: %s', async (choice, key, options, methods) => {
		expect(await reused(choice, key, options)).toEqual([true, methods]);
	});

	test('with Read Back, what the search showed is returned', async () => {
		const { json } = await runOperation('contact.create', instance.url, {
			...byEmail,
			reuseExistingContact: 'email',
			options: { readBack: true },
		});
		expect(json[0]).toMatchObject({ reused: true, name: 'Ann', phone: WITH_NUMBERS.phone });
		expect(json[0]).not.toHaveProperty('fields_not_kept');
	});

	test.each([
		['email', { email: 'new@x.example' }, 'GET GET POST'],
		['phone', { phone: '+44 20 7946 0019' }, `${'GET '.repeat(7)}POST`],
	])('a new contact, by %s, without a settle time: %j', async (choice, key, methods) => {
		expect(await reused(choice, key)).toEqual([false, methods]);
	});
});
