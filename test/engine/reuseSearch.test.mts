import type { IDataObject } from 'n8n-workflow';
import { useStub, type StubAnswer, type StubRequest } from '../support/stub.mts';
import { fill } from './fill.mts';
import { runOperation } from './operation.mts';
import { useInstancePerTest } from '../support/instance.mts';

const NOTHING = 'No interaction was created.';

async function record(
	url: string,
	ids: unknown[],
	{ options, fields, run }: Record<string, object> = {},
) {
	return await runOperation(
		'voiceInteraction.create',
		url,
		{
			userPhoneNumber: '+14089965744',
			...fill('voiceInteraction.create', { clientSessionId: '={{ $json.id }}', ...fields }),
			reuseByClientSessionId: true,
			options: { settleTime: 0, ...options },
		},
		{ items: ids.map((id) => ({ id: id as string })), ...run },
	);
}

const ROW = { sys_id: '0'.repeat(32), number: 'IMS0000001', sys_created_on: '2026-01-01 00:00:00' };

/** Interactions with these session IDs. */
function rowsWith(...ids: string[]): IDataObject[] {
	return ids.map((id, index) => ({
		...ROW,
		sys_id: String(index).padStart(32, '0'),
		client_session_id: id,
	}));
}

describe('an instance that does not search', () => {
	const stub = useStub();

	/** Rows for the search of a call, for the search of a known call, and for a reading without a search. */
	function answers(forId: IDataObject[], forAny: IDataObject[], forKnown = forAny): void {
		const rowsFor = ({ query: { sysparm_query: query } }: StubRequest) => {
			if (query === undefined) return forAny;
			return query === 'client_session_id=a' ? forId : forKnown;
		};
		stub.answer = (request): StubAnswer =>
			request.method === 'GET'
				? { body: { result: rowsFor(request) } }
				: { body: { result: { status: 'SUCCESS', sysId: ROW.sys_id, number: ROW.number } } };
	}

	const reads = () => stub.requests.filter(({ method }) => method === 'GET').length;
	const creates = () => stub.requests.filter(({ method }) => method === 'POST').length;

	const DOES_NOT_WORK = 'The search by client session ID does not work on the instance [item 0]';
	const NO_COLUMN = 'The column client_session_id of the table interaction cannot be read [item 0]';
	const NO_TABLE = 'Not one record of the table interaction can be read [item 0]';

	test.each([
		['drops the condition', rowsWith('b', 'c'), rowsWith('b', 'c'), DOES_NOT_WORK, 1],
		['drops it among calls of one ID', rowsWith('', ''), rowsWith(''), DOES_NOT_WORK, 1],
		['hides the column', [ROW], [ROW], NO_COLUMN, 1],
		['hides the column, and finds nothing by it', [], [ROW], NO_COLUMN, 2],
		['gives empty rows', [{}], [{}], NO_COLUMN, 1],
		['gives rows without sys_id', [{ client_session_id: 'a' }], [], NO_COLUMN, 1],
		['hides the table', [], [], NO_TABLE, 4],
	] as const)('%s', async (_what, forId, forAny, message, requests) => {
		answers([...forId], [...forAny]);
		const { error } = await record(stub.url, ['a']);
		expect(error?.message).toBe(message);
		expect(error?.description).toContain(NOTHING);
		expect(reads()).toBe(requests);
		expect(creates()).toBe(0);
	});

	test('finds nothing by the column, whatever is there', async () => {
		answers([], rowsWith('known'), []);
		const { error } = await record(stub.url, ['a']);
		expect(error?.message).toBe(DOES_NOT_WORK);
		expect(error?.description).toContain('did not find an interaction that exists');
		expect(reads()).toBe(3);
		expect(creates()).toBe(0);
	});

	test('whoever reads an empty table is told how to begin', async () => {
		answers([], []);
		const { error } = await record(stub.url, ['a']);
		expect(error?.description).toContain(
			'If the table is still empty, create the first interaction with the option turned off.',
		);
	});

	test('a search that works creates, after three requests at most', async () => {
		answers([], rowsWith('', 'N/A', 'known'));
		const { json } = await record(stub.url, ['a']);
		expect(json).toEqual([expect.objectContaining({ reused: false })]);
		expect(stub.requests.map(({ query }) => query.sysparm_query)).toEqual([
			'client_session_id=a',
			undefined,
			'client_session_id=known',
			undefined,
		]);
	});

	test('it is asked once for all items of a run', async () => {
		answers([], rowsWith('known'));
		const ids = Array.from({ length: 50 }, (_, index) => `call-${index}`);
		stub.answer = ((answer) => (request: StubRequest) =>
			request.query.sysparm_query?.includes('call-') ? { body: { result: [] } } : answer(request))(
			stub.answer,
		);
		const { json } = await record(stub.url, ids);
		expect(json).toHaveLength(50);
		expect(reads()).toBe(52);
	});

	test('where it failed for one item, the next one asks anew', async () => {
		let checks = 0;
		answers([], rowsWith('known'));
		const { answer } = stub;
		stub.answer = (request) => {
			const isCheck = request.method === 'GET' && request.query.sysparm_query === undefined;
			const fails = isCheck && ++checks === 1;
			return fails ? { status: 400, body: { error: { message: 'No' } } } : answer(request);
		};
		const { json } = await record(stub.url, ['a', 'a'], {
			run: { onError: 'continueRegularOutput' },
		});
		expect(json[0].error).toContain('rejected');
		expect(json[1]).toMatchObject({ reused: false });
	});

	test('of several, the oldest, though nobody puts them in order', async () => {
		const [first, second, third] = rowsWith('a', 'a', 'a');
		second.sys_created_on = '2025-01-01 00:00:00';
		answers([first, second, third], []);
		const { json } = await record(stub.url, ['a']);
		expect(json).toEqual([expect.objectContaining({ sysId: second.sys_id, reused: true })]);
		expect(stub.requests).toHaveLength(1);
		expect(stub.requests[0].query.sysparm_query).not.toContain('ORDERBY');
	});

	test('an ID that differs by letter case or accents is another call', async () => {
		answers(rowsWith('A', 'á'), []);
		const { json } = await record(stub.url, ['a']);
		expect(json[0].reused).toBe(false);
		expect(reads()).toBe(1);
	});
});

describe('an ID that could stand for several calls', () => {
	const instance = useInstancePerTest();
	const LONG = 'x'.repeat(40);

	test.each(['undefined', 'null', 'N/A', '[object Object]', 'anonymous', ' Unknown '])(
		'%j is refused',
		async (id) => {
			const { error } = await record(instance.url, [id]);
			expect(error?.message).toBe(
				`"Client Session ID" identifies nothing: ${JSON.stringify(id.trim())} [item 0]`,
			);
			expect(instance.requests).toEqual([]);
		},
	);

	test('a number that has lost digits is refused', async () => {
		const { error } = await record(instance.url, [Number('7182735465768798123')]);
		expect(error?.message).toContain('"Client Session ID"');
		expect(instance.requests).toEqual([]);
	});

	test('one that is longer than the column is refused', async () => {
		const { error } = await record(instance.url, [`${LONG}1`]);
		expect(error?.message).toBe(
			'"Client Session ID" has 41 characters; ServiceNow stores at most 40 [item 0]',
		);
		expect(error?.description).toContain('turn off "Check Documented Limits"');
		expect(instance.requests).toEqual([]);
		const { json } = await record(instance.url, [LONG]);
		expect(json[0].reused).toBe(false);
	});

	test('without the limits it is reused where the instance keeps all of it', async () => {
		const options = { checkDocumentedLimits: false };
		instance.store.insert('interaction', { client_session_id: `${LONG}1`, number: 'IMS1' });
		const { json } = await record(instance.url, [`${LONG}1`], { options });
		expect(json[0]).toMatchObject({ number: 'IMS1', reused: true });
	});

	test('where the instance cuts it, nobody knows which call it was', async () => {
		const options = { checkDocumentedLimits: false };
		instance.store.insert('interaction', { client_session_id: LONG, number: 'IMS1' });
		const { error } = await record(instance.url, [`${LONG}2`], { options });
		expect(error?.message).toBe(
			'The instance has an interaction with the first 40 characters of "Client Session ID" [item 0]',
		);
		expect(error?.description).toContain(NOTHING);
		expect(instance.requests.map(({ method }) => method)).toEqual(['GET']);
	});

	test('what cannot be seen in an ID is neither sent nor searched for', async () => {
		const { json } = await record(instance.url, ['\ufeffabc\u200b\u00a0', 'abc']);
		expect(json.map(({ reused }) => reused)).toEqual([false, true]);
		const stored = [...instance.store.table('interaction').values()];
		expect(stored.filter(({ client_session_id: id }) => id === 'abc')).toHaveLength(1);
	});

	test('the column itself in Additional Params is refused', async () => {
		const { error } = await record(instance.url, ['a'], {
			fields: { additionalParams: { client_session_id: 'b' } },
		});
		expect(error?.message).toBe('"Additional Params" contains client_session_id [item 0]');
		expect(instance.requests).toEqual([]);
	});

	test('the instance cuts it, and no event of the call makes a second interaction', async () => {
		const options = { checkDocumentedLimits: false };
		const before = instance.store.table('interaction').size;
		const first = await record(instance.url, [`${LONG}3`], { options });
		expect(first.json[0].reused).toBe(false);
		for (const id of [`${LONG}3`, `${LONG}4`]) {
			const { error } = await record(instance.url, [id], { options });
			expect(error?.description).toContain(NOTHING);
		}
		expect(instance.store.table('interaction').size).toBe(before + 1);
	});

	test('a call-back that openframe itself takes up is one interaction, also when it comes twice', async () => {
		instance.settings.reuseCallbacks = true;
		const parties = { user_phone_number: '+14089965744', caller_phone_number: '+13035065360' };
		const { sys_id: sysId } = instance.store.insert('interaction', {
			...parties,
			type: 'callback',
			state: 'work_in_progress',
			inbound_id: 'genesys-voice',
		});
		const before = instance.store.table('interaction').size;
		const fields = { callbackPhoneNumber: '+13035065360', inboundId: 'genesys-voice' };
		const { json } = await record(instance.url, ['a', 'a'], { fields });
		expect(json.map((each) => [each.sysId, each.reused])).toEqual([
			[sysId, false],
			[sysId, true],
		]);
		expect(instance.store.table('interaction').size).toBe(before);
	});
});
