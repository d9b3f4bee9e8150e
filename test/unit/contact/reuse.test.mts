import type { IDataObject } from 'n8n-workflow';
import { createAndReadBack } from '../../../nodes/ServiceNowContact/resources/contact/create/readBack';
import type { RequestFailedError } from '../../../nodes/shared/failure';
import { itemOf, outcomeOf, type Respond } from '../once/item.mts';

/** Away from a quarter of an hour, at which an age may be the difference of two time zones. */
const NOW = Date.parse('2026-11-28T12:05:00Z');

beforeEach(() => jest.useFakeTimers({ now: NOW }));

afterEach(() => jest.useRealTimers());

const byUser = { reuseExistingContact: 'user_name' };
const byPhone = { reuseExistingContact: 'phone' };
const readBack = { options: { readBack: true } };

const OLD = '2020-01-01 00:00:00';

const now = () => new Date(Date.now()).toISOString().slice(0, 19).replace('T', ' ');

const idOf = (letter: string) => letter.repeat(32);

const contact = (letter: string, createdOn = OLD, columns: IDataObject = { user_name: 'ann' }) => ({
	sys_id: idOf(letter),
	sys_created_on: createdOn,
	title: `Dr ${letter}`,
	...columns,
});

/** Is always to be seen, with all columns by which is searched. */
const somebody = contact('c', OLD, {
	user_name: 'x',
	u_crm_id: 'x',
	email: 'x',
	phone: '1',
	mobile_phone: '1',
	home_phone: '1',
});

const isSearch = ({ method, qs }: Parameters<Respond>[0]) =>
	method === 'GET' && /ann|crm-1|\d{4}/i.test(String(qs?.sysparm_query ?? ''));

/** An instance with contacts, of which a search finds some; a create adds one. */
function instanceOf(
	rows: IDataObject[],
	created: () => IDataObject = () => contact('f', now()),
	finds: (row: IDataObject) => boolean = () => true,
): Respond {
	return (options) => {
		if (options.method === 'POST') {
			rows.push(created());
			return { result: { sys_id: rows.at(-1)!.sys_id } };
		}
		if (!isSearch(options)) return { result: [somebody] };
		return { result: rows.filter(finds) };
	};
}

async function run(respond: Respond, parameters: IDataObject, body: IDataObject) {
	const { item, request, sent, stopOthers } = itemOf(respond, parameters, body);
	const output = await outcomeOf(createAndReadBack(item, request));
	const posts = sent.filter(({ method }) => method === 'POST');
	return { output, sent, posts, stopOthers };
}

const ann = { user_name: 'ann', name: 'Ann' };

test('the contact that is there is returned, by one request', async () => {
	const { output, sent } = await run(instanceOf([contact('a')]), byUser, ann);
	expect(output).toEqual([{ sys_id: idOf('a'), reused: true }]);
	expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /api/now/contact']);
	expect(sent[0].qs?.sysparm_query).toBe('user_name=ann');
});

test('the oldest of several counts, and comes whole where it is read back', async () => {
	const rows = [contact('a', '2021-01-01 00:00:00'), contact('b')];
	const plain = await run(instanceOf(rows), byUser, ann);
	expect(plain.output).toEqual([{ sys_id: idOf('b'), reused: true, duplicates: [idOf('a')] }]);
	const whole = await run(instanceOf(rows), { ...byUser, ...readBack }, ann);
	expect(whole.output).toEqual([{ ...contact('b'), reused: true, duplicates: [idOf('a')] }]);
	expect(whole.sent).toHaveLength(1);
});

test('where there is none, one is created, and looked for again', async () => {
	const { output, posts } = await run(instanceOf([]), byUser, ann);
	expect(output).toEqual([{ sys_id: idOf('f'), reused: false }]);
	expect(posts).toHaveLength(1);
});

test('in an empty table, too, which the Table API and the Aggregate API count', async () => {
	const { output, sent } = await run(
		({ method }) => (method === 'POST' ? { result: { sys_id: idOf('f') } } : { result: [] }),
		{ ...byUser, options: { settleTime: 0 } },
		ann,
	);
	// Without a settle time the new one is not looked for.
	expect(output).toEqual([{ sys_id: idOf('f'), reused: false }]);
	expect(sent.at(-1)!.method).toBe('POST');
	expect(sent.slice(-3, -1).map(({ url }) => url)).toEqual([
		'/api/now/table/customer_contact',
		'/api/now/stats/customer_contact',
	]);
	expect(sent.map(({ qs }) => qs?.sysparm_query)).toEqual([
		'user_name=ann',
		undefined,
		undefined,
		undefined,
		undefined,
		undefined,
	]);
});

test('that the instance does not find the new one is told', async () => {
	const { output } = await run(
		instanceOf([], undefined, () => false),
		byUser,
		ann,
	);
	expect(output).toEqual([
		{
			sys_id: idOf('f'),
			reused: false,
			duplicate_check_error:
				'The new contact was not found by its user ID afterwards: the instance may have cut or changed the value of "user_name", so that the next run would create another one',
		},
	]);
});

test('one by a custom column is told by its column', async () => {
	const by = { reuseExistingContact: 'customColumn', reuseColumn: 'u_crm_id' };
	const { output } = await run(
		instanceOf([], undefined, () => false),
		by,
		{ u_crm_id: 'crm-1' },
	);
	const [{ duplicate_check_error: error }] = output as IDataObject[];
	expect(error).toContain('not found by its custom column afterwards');
});

test('the own one that is hidden is named beside the one that another worker created', async () => {
	const rows: IDataObject[] = [];
	const respond = instanceOf(
		rows,
		() => {
			rows.push(contact('e', now()));
			return contact('f', now());
		},
		({ sys_id: id }) => id !== idOf('f'),
	);
	const { output } = await run(respond, byUser, ann);
	expect(output).toEqual([{ sys_id: idOf('e'), reused: true, duplicates: [idOf('f')] }]);
});

test('a search after the create that fails stops nobody, and is told', async () => {
	const respond = instanceOf([]);
	let isCreated = false;
	const { output, stopOthers } = await run(
		(options) => {
			if (isCreated) return { status: 400 };
			isCreated = options.method === 'POST';
			return respond(options);
		},
		byUser,
		ann,
	);
	expect(output).toEqual([
		{ sys_id: idOf('f'), reused: false, duplicate_check_error: expect.any(String) as string },
	]);
	expect(stopOthers).not.toHaveBeenCalled();
});

describe('a create whose answer got lost', () => {
	const losing =
		(respond: Respond): Respond =>
		(options) => {
			const answer = respond(options);
			return options.method === 'POST' ? { status: 500 } : answer;
		};

	test('is found', async () => {
		const { output, posts } = await run(losing(instanceOf([])), byUser, ann);
		expect(output).toMatchObject([{ sys_id: idOf('f'), found_after_failure: true }]);
		expect(posts).toHaveLength(1);
	});

	test('where it is not found, the item says to run it again', async () => {
		const { output } = await run(losing(instanceOf([], undefined, () => false)), byUser, ann);
		expect((output as RequestFailedError).failure.operation.safety).toEqual({
			whenUnknown: 'Run it again: if the contact was created, the search finds it.',
		});
	});
});

describe('a search', () => {
	const phone = '+13172225678';

	test('that the instance refuses is made column by column, and stops nobody', async () => {
		const found = contact('a', OLD, { phone: '(317) 222-5678' });
		const { output, stopOthers } = await run(
			({ qs }) => {
				const query = String(qs?.sysparm_query);
				if (query.includes('mobile_phone')) return { status: 403 };
				return { result: [found].filter(() => query.startsWith('phone')) };
			},
			byPhone,
			{ phone },
		);
		expect(output).toMatchObject([{ sys_id: idOf('a'), reused: true }]);
		expect(stopOthers).not.toHaveBeenCalled();
	});

	test('that fails in another way stops the run, and nothing is created', async () => {
		const { output, posts, stopOthers } = await run(() => ({ status: 400 }), byPhone, { phone });
		expect(output).toBeInstanceOf(Error);
		expect(posts).toEqual([]);
		expect(stopOthers).toHaveBeenCalledTimes(1);
	});
});

describe('items of one run at the same time', () => {
	async function runBoth(parameters: IDataObject, ...bodies: IDataObject[]) {
		const created = bodies[0];
		const respond = instanceOf([], () => contact('f', now(), created));
		const { item, request, sent } = itemOf(respond, parameters);
		const outputs = bodies.map(async (body) => {
			const options = { ...request.options, body };
			return await createAndReadBack(item, { ...request, options });
		});
		return { outputs: await outcomeOf(Promise.all(outputs)), sent };
	}

	test.each<[IDataObject, IDataObject, IDataObject]>([
		[byUser, { user_name: 'ann' }, { user_name: 'ann' }],
		[{ reuseExistingContact: 'email' }, { email: 'ann@x.example' }, { email: 'Ann@x.example' }],
		[byPhone, { phone: '+13172225678' }, { phone: '(317) 222-5678' }],
	])('make one contact: %j, %j and %j', async (parameters, one, other) => {
		const { outputs, sent } = await runBoth(parameters, one, other);
		const sys_id = idOf('f');
		expect(outputs).toMatchObject([[{ sys_id, reused: false }], [{ sys_id, reused: true }]]);
		expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	test('with different keys do not wait for each other', async () => {
		const { sent } = await runBoth(byUser, { user_name: 'ann' }, { user_name: 'hann' });
		const created = sent.flatMap(({ method }, index) => (method === 'POST' ? [index] : []));
		expect(created).toHaveLength(2);
		expect(created[1] - created[0]).toBe(1);
	});
});

test('without its key nothing is sent', async () => {
	const { output, sent } = await run(instanceOf([]), byUser, { name: 'Ann' });
	expect((output as Error).message).toBe('"User ID" is required to reuse an existing contact');
	expect(sent).toEqual([]);
});
