import { closeDuplicate } from '../../../nodes/ServiceNowOpenFrame/resources/voiceInteraction/closeDuplicate';
import { itemOf, outcomeOf, type Respond } from '../once/item.mts';

beforeEach(() => jest.useFakeTimers());

afterEach(() => jest.useRealTimers());

const row = (state: string) => ({ sys_id: 'a', client_session_id: 'call-1', state });

/** Whether an interaction is closed, and by which requests. */
async function close(respond: Respond) {
	const { item, request, sent } = itemOf(respond);
	const later = { ...item, tolerates: () => true };
	const isClosed = await outcomeOf(closeDuplicate(later, request, 'a'));
	return { isClosed, sent, urls: sent.map(({ method, url }) => `${method} ${url}`) };
}

const CLOSE = 'POST /api/now/interaction/a/close';
const LOOK = 'GET /api/now/table/interaction';
const UPDATE = 'PATCH /api/now/openframe/voice-interaction/a';

test('through Interaction Management, with nothing in the body', async () => {
	const { isClosed, urls, sent } = await close(() => ({ result: { sys_id: 'a' } }));
	expect(isClosed).toBe(true);
	expect(urls).toEqual([CLOSE]);
	expect(sent[0].body).toBeUndefined();
});

test('is not tried again where the record shows that it worked', async () => {
	const { isClosed, urls, sent } = await close(({ method }) =>
		method === 'GET' ? { result: [row('closed_complete')] } : { status: 500 },
	);
	expect(isClosed).toBe(true);
	expect(urls).toEqual([CLOSE, LOOK]);
	expect(sent[1].qs).toMatchObject({ sysparm_query: 'sys_id=a' });
});

test('through openframe where the user may not close', async () => {
	let state = 'new';
	const { isClosed, urls, sent } = await close(({ method }) => {
		if (method === 'POST') return { status: 403 };
		if (method === 'PATCH') state = 'closed_complete';
		return { result: method === 'GET' ? [row(state)] : { status: 'SUCCESS' } };
	});
	expect(isClosed).toBe(true);
	expect(urls.filter((url) => url !== CLOSE)).toEqual([LOOK, UPDATE, LOOK]);
	expect(sent.find(({ method }) => method === 'PATCH')!.body).toEqual({
		interaction: { additionalParams: { state: 'closed_complete' } },
	});
});

test.each([
	['it stays open', { result: [row('new')] }],
	['it is not seen', { result: [] }],
	['it cannot be read', { status: 400 }],
])('is not said to be done where %s', async (_what, answer) => {
	const { isClosed } = await close(({ method }) => (method === 'GET' ? answer : { status: 400 }));
	expect(isClosed).toBe(false);
});

test('the end of the execution is not taken for an interaction that stays open', async () => {
	const canceled = new Error('canceled');
	const { item, request } = itemOf(() => ({}));
	const run = {
		...item.run,
		begin: () => {
			throw canceled;
		},
	};
	expect(await outcomeOf(closeDuplicate({ ...item, run }, request, 'a'))).toBe(canceled);
});
