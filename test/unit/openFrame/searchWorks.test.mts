import type { IDataObject } from 'n8n-workflow';
import { assertSearchWorksInRun } from '../../../nodes/ServiceNowOpenFrame/resources/voiceInteraction/searchWorks';
import { itemOf } from '../once/item.mts';

const callWith = (client_session_id: string) => ({
	sys_id: 'a'.repeat(32),
	client_session_id,
	state: 'new',
});

const call = callWith('call-1');

/** What is asked for, as the requests show. */
const ANY = 'any';
const COUNT = 'count';
const AGGREGATE = 'aggregate';
const SEARCH = 'client_session_id=call-1';

/** An instance that answers so to one request after another, and what it is asked. */
function instanceOf(...answers: IDataObject[][]) {
	let number = 0;
	const { item, request, sent } = itemOf(() => ({ result: answers[number++] ?? [] }));
	const { execute } = item;
	// It counts what it returns, unless nothing is to be counted.
	const counting = async (...args: Parameters<typeof execute>) => {
		const response = await execute(...args);
		const { length } = (response.body as { result: unknown[] }).result;
		return { ...response, headers: { ...response.headers, 'x-total-count': String(length) } };
	};
	const asked = () =>
		sent.map(({ url, qs }) => {
			if (url === '/api/now/stats/interaction') return AGGREGATE;
			expect(url).toBe('/api/now/table/interaction');
			return qs?.sysparm_no_count === false ? COUNT : String(qs?.sysparm_query ?? ANY);
		});
	return { item: { ...item, execute: counting }, request, asked };
}

test.each<[string, IDataObject[][], string[]]>([
	['a call that is found', [[call], [call]], [ANY, SEARCH]],
	['calls of which none has an ID', [[callWith('')]], [ANY]],
	['an empty table', [[], [], []], [ANY, COUNT, AGGREGATE]],
	[
		'a call recorded before they are counted',
		[[], [call], [call], [call]],
		[ANY, COUNT, ANY, SEARCH],
	],
])('%s is enough to know', async (_what, answers, requests) => {
	const { item, request, asked } = instanceOf(...answers);
	await assertSearchWorksInRun(item, request);
	expect(asked()).toEqual(requests);
});

test.each<[string, IDataObject[][], string, string[]]>([
	['is not found', [[call], []], 'The search by client session ID does not work', [ANY, SEARCH]],
	['stays hidden', [[], [call], []], 'Not one record of the table interaction', [ANY, COUNT, ANY]],
])('a call that %s is an error', async (_how, answers, message, requests) => {
	const { item, request, asked } = instanceOf(...answers);
	await expect(assertSearchWorksInRun(item, request)).rejects.toThrow(message);
	expect(asked()).toEqual(requests);
});

test('where the instance does not count, the table is not asked again', async () => {
	const { item, request, asked } = instanceOf([], []);
	const uncounted = async (...args: Parameters<typeof item.execute>) => {
		const response = await item.execute(...args);
		return { ...response, headers: {} };
	};
	const check = assertSearchWorksInRun({ ...item, execute: uncounted }, request);
	await expect(check).rejects.toThrow('Not one record of the table interaction');
	expect(asked()).toEqual([ANY, COUNT, AGGREGATE]);
});

test('is known for all items of a run, but not of another instance', async () => {
	const { item, request, asked } = instanceOf([call], [call], [call], [call]);
	await assertSearchWorksInRun(item, request);
	await assertSearchWorksInRun(item, request);
	expect(asked()).toEqual([ANY, SEARCH]);
	const elsewhere = { ...request, options: { ...request.options, baseURL: 'https://b.example' } };
	await assertSearchWorksInRun(item, elsewhere);
	expect(asked()).toEqual([ANY, SEARCH, ANY, SEARCH]);
});
