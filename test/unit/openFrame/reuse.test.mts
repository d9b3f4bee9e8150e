import type { IDataObject } from 'n8n-workflow';
import { createOrReuse } from '../../../nodes/ServiceNowOpenFrame/resources/voiceInteraction/reuse';
import type { RequestFailedError } from '../../../nodes/shared/failure';
import { itemOf, outcomeOf, type Respond } from '../once/item.mts';

/** Away from a quarter of an hour, at which an age may be the difference of two time zones. */
const NOW = Date.parse('2026-11-28T12:05:00Z');

beforeEach(() => jest.useFakeTimers({ now: NOW }));

afterEach(() => jest.useRealTimers());

const reuse = { reuseByClientSessionId: true };

const body = { interaction: { clientSessionId: 'call-1' } };

const OLD = '2020-01-01 00:00:00';

const call = (sys_id: string, state: string, createdOn = OLD, id = 'call-1') => ({
	sys_id,
	number: `IMS-${sys_id}`,
	state,
	sys_created_on: createdOn,
	client_session_id: id,
});

const now = () => new Date(Date.now()).toISOString().slice(0, 19).replace('T', ' ');

/** An instance with calls, to which a create adds one. */
function instanceOf(rows: IDataObject[], onCreate: () => void = () => {}): Respond {
	return ({ method, url, qs }) => {
		if (url?.endsWith('/close')) {
			const closed = rows.find(({ sys_id: id }) => url.includes(`/${String(id)}/`));
			Object.assign(closed ?? {}, { state: 'closed_complete' });
			return { result: { sys_id: 'x' } };
		}
		if (method === 'GET') {
			const query = String(qs?.sysparm_query ?? '');
			const ids = [...query.matchAll(/client_session_id=([^^]*)/g)].map(([, id]) => id);
			const found = rows.filter(
				(row) => query === '' || ids.includes(String(row.client_session_id)),
			);
			return { result: found };
		}
		onCreate();
		rows.push(call('own', 'new', now()));
		return { result: { sysId: 'own', number: 'IMS-own', status: 'SUCCESS' } };
	};
}

/** What an item returns, and its requests. */
async function run(respond: Respond, parameters: IDataObject = reuse) {
	const { item, request, sent } = itemOf(respond, parameters, body);
	// As the API answers: with the sys_id under a name of its own.
	const output = await outcomeOf(createOrReuse(item, request));
	return { output, posts: sent.filter(({ method }) => method === 'POST'), sent };
}

test('without the switch an interaction is created, and nothing is looked for', async () => {
	const { output, sent } = await run(instanceOf([call('a', 'new')]), {});
	expect(output).toEqual([{ sysId: 'own', number: 'IMS-own', status: 'SUCCESS' }]);
	expect(sent).toHaveLength(1);
});

test.each(['new', 'closed_complete'])(
	'a call that is recorded, and %s, is reused',
	async (state) => {
		const { output, sent } = await run(instanceOf([call('a', state)]));
		expect(output).toEqual([{ status: 'SUCCESS', sysId: 'a', number: 'IMS-a', reused: true }]);
		expect(sent.map(({ method }) => method)).toEqual(['GET']);
	},
);

test('the search names the columns that it needs, and counts nothing', async () => {
	const { sent } = await run(instanceOf([call('a', 'new')]));
	expect(sent[0].qs).toEqual({
		sysparm_query: 'client_session_id=call-1',
		sysparm_fields: 'sys_id,number,state,sys_created_on,client_session_id',
		sysparm_limit: 100,
		sysparm_no_count: 'true',
	});
});

test('one whose answer to the create got lost is found', async () => {
	const rows = [call('z', 'new', OLD, 'other')];
	const { output, posts } = await run(
		instanceOf(rows, () => {
			rows.push(call('own', 'new', now()));
			throw Object.assign(new Error('lost'), { code: 'ECONNRESET' });
		}),
	);
	expect(output).toMatchObject([{ sysId: 'own', number: 'IMS-own', found_after_failure: true }]);
	expect(posts).toHaveLength(1);
});

test('a create that fails for certain is an error, and is not looked for', async () => {
	const respond = instanceOf([call('z', 'new', OLD, 'other')]);
	const { output, posts } = await run((options) =>
		options.method === 'POST' ? { status: 400 } : respond(options),
	);
	expect(output).toBeInstanceOf(Error);
	expect(posts).toHaveLength(1);
});

test('a call that is not recorded gets an interaction of its own', async () => {
	const { output, posts } = await run(instanceOf([call('a', 'new', OLD, 'other')]));
	expect(output).toEqual([{ status: 'SUCCESS', sysId: 'own', number: 'IMS-own', reused: false }]);
	expect(posts).toHaveLength(1);
});

test('one that another worker created at the same time comes first, and the own one is closed', async () => {
	const rows = [call('z', 'new', OLD, 'other')];
	const { output, posts } = await run(
		instanceOf(rows, () => void rows.push(call('a', 'new', now()))),
	);
	expect(output).toEqual([
		{
			status: 'SUCCESS',
			sysId: 'a',
			number: 'IMS-a',
			reused: true,
			duplicates_closed: [{ sysId: 'own', number: 'IMS-own' }],
		},
	]);
	expect(posts.map(({ url }) => url).at(-1)).toBe('/api/now/interaction/own/close');
});

test('what cannot be closed is named', async () => {
	const rows = [call('z', 'new', OLD, 'other')];
	const respond = instanceOf(rows, () => void rows.push(call('a', 'new', now())));
	const { output } = await run((options) =>
		options.url?.endsWith('/close') || options.method === 'PATCH'
			? { status: 403 }
			: respond(options),
	);
	expect(output).toMatchObject([
		{ sysId: 'a', reused: true, duplicates_open: [{ sysId: 'own', number: 'IMS-own' }] },
	]);
});

test('where the search does not work nothing is created', async () => {
	const { output, posts } = await run(({ qs }) => ({
		result: qs?.sysparm_query === undefined ? [call('a', 'new', OLD, 'other')] : [],
	}));
	expect((output as Error).message).toBe(
		'The search by client session ID does not work on the instance',
	);
	expect(posts).toEqual([]);
});

test('of several the oldest is reused, and those that are open are named', async () => {
	const rows = [
		call('a', 'new', '2021-01-01 00:00:00'),
		call('b', 'closed_complete', '2021-01-01 00:00:00'),
		call('c', 'new', OLD),
	];
	const { output } = await run(instanceOf(rows));
	expect(output).toEqual([
		{
			status: 'SUCCESS',
			sysId: 'c',
			number: 'IMS-c',
			reused: true,
			duplicates_open: [{ sysId: 'a', number: 'IMS-a' }],
		},
	]);
});

test('one of which only the ID is to be seen is reused without a number', async () => {
	const { output } = await run(instanceOf([{ sys_id: 'a', client_session_id: 'call-1' }]));
	expect(output).toMatchObject([{ sysId: 'a', number: '' }]);
});

test('the own one is named as open where the instance shows another one, and not that', async () => {
	const rows = [call('z', 'new', OLD, 'other')];
	const respond = instanceOf(rows, () => void rows.push(call('a', 'new', now())));
	const { output } = await run((options) => {
		const { result } = respond(options);
		const isSearch = options.method === 'GET' && options.qs?.sysparm_query !== undefined;
		return isSearch
			? { result: (result as IDataObject[]).filter(({ sys_id: id }) => id !== 'own') }
			: { result };
	});
	expect(output).toMatchObject([
		{ sysId: 'a', duplicates_open: [{ sysId: 'own', number: 'IMS-own' }] },
	]);
});

test('where nothing is found after a lost create, the item says to run it again', async () => {
	const { output } = await run(({ method, qs }) =>
		method === 'POST'
			? { status: 500 }
			: {
					result: String(qs?.sysparm_query).includes('call-1') ? [] : [call('z', 'new', OLD, 'o')],
				},
	);
	expect((output as RequestFailedError).failure.operation.safety).toEqual({
		whenUnknown: 'Run it again: if the interaction was created, the search finds it.',
	});
});

const CREATE = '/api/now/contact';

describe('items of one run at the same time', () => {
	async function runBoth(...ids: string[]) {
		const rows = [call('z', 'new', OLD, 'other')];
		const { item, request, sent } = itemOf(instanceOf(rows), reuse);
		const outputs = ids.map(async (clientSessionId) => {
			const options = { ...request.options, body: { interaction: { clientSessionId } } };
			return await createOrReuse(item, { ...request, options });
		});
		return { outputs: await outcomeOf(Promise.all(outputs)), sent };
	}

	test('make one interaction of one call', async () => {
		const { outputs, sent } = await runBoth('call-1', 'call-1');
		expect(outputs).toMatchObject([[{ reused: false }], [{ sysId: 'own', reused: true }]]);
		expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	test('of different calls do not wait for each other', async () => {
		const { sent } = await runBoth('call-1', 'call-2');
		const created = sent.flatMap(({ url }, index) => (url === CREATE ? [index] : []));
		expect(created).toHaveLength(2);
		expect(created[1] - created[0]).toBe(1);
	});
});
