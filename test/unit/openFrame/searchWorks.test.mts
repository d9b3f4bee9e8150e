import type { IDataObject, IN8nHttpFullResponse } from 'n8n-workflow';
import { assertSearchWorksInRun } from '../../../nodes/ServiceNowOpenFrame/resources/voiceInteraction/searchWorks';
import type { Request, RequestContext } from '../../../nodes/shared/transport/requestContext';
import { createContact } from '../failure/failure.mts';

const call = { sys_id: 'a'.repeat(32), client_session_id: 'call-1', state: 'new' };

/** The check on an instance in which a call is recorded before so many requests. */
async function check(recordedBefore: number): Promise<number> {
	let sent = 0;
	const context = {
		execute: async () => {
			sent += 1;
			const result: IDataObject[] = sent >= recordedBefore ? [call] : [];
			const headers = { 'x-total-count': String(result.length) };
			return { statusCode: 200, headers, body: { result } } as unknown as IN8nHttpFullResponse;
		},
		operation: createContact,
		run: {
			begin: () => {},
			stopOthers: () => {},
			signal: new AbortController().signal,
			canceled: new AbortController().signal,
			stopped: new Promise<never>(() => {}),
		},
		sendOptions: { maxWaitMs: 0 },
	} as RequestContext;
	const options = { baseURL: 'https://search-works.example', url: '/' };
	await assertSearchWorksInRun(context, { options, preSend: [], postReceive: [] } as Request);
	return sent;
}

test('an empty table has nothing to find', async () => {
	expect(await check(Infinity)).toBe(2);
});

test('a call that is recorded before the interactions are counted is no hidden one', async () => {
	// Any interactions, their count, any interactions, and the search for one of them.
	expect(await check(2)).toBe(4);
});
