import { useServer } from './server.mts';
import { useTemplate } from './templates/template.mts';
import { vendorCalls, type VendorCall } from './templates/vendorEvents.mts';

const server = useServer();
const inbound = useTemplate(server, 'inbound-call');
const ends = useTemplate(server, 'call-ends');

const known = '+16692627777';

const callsOf = (callId: string) =>
	server.rows('interaction').filter(({ client_session_id: id }) => id === callId);
const contactsOf = (number: string) =>
	server.rows('customer_contact').filter(({ phone }) => phone === number);
const startsOf = (call: string) =>
	server
		.rows('sn_openframe_phone_log')
		.filter(({ interaction }) => interaction === call)
		.map(({ start_time: start }) => start ?? '');

/** An unknown caller of each case: those of one test call at once, since each call waits for the others to settle. */
const caller = (index: number) => `+4420794609${String(10 + index)}`;
const callId = (index: number) => `call-${index}`;

/** Help that is open for a call. */
function helpOf(interaction: string): Record<string, string> {
	const { store } = server.instance;
	return store.insert('supervisor_help_action', { interaction, action: 'coach', end_time: '' });
}

/** One call of each vendor, from its first event to its last, all at once. */
async function callOfEach(fromOf: (vendor: VendorCall, index: number) => string) {
	return await Promise.all(
		vendorCalls.map(async (vendor, index) => {
			const from = fromOf(vendor, index);
			const event = vendor.starts(callId(index), from);
			const begun = await inbound.call('inbound-call', event, vendor.contentType);
			const help = helpOf(String(begun.body.interaction));
			const end = vendor.ends(callId(index), from);
			const ended = await ends.call('call-ends', end, vendor.contentType);
			return { vendor, begun, ended, help, index };
		}),
	);
}

describe('Events as the vendors document them', () => {
	test('a call comes in and ends', async () => {
		for (const { vendor, begun, ended, help, index } of await callOfEach((_, i) => caller(i))) {
			expect(begun).toMatchObject({ status: 200, body: { newContact: true, notes: [] } });
			const last_name = vendor.name ?? `Caller ${caller(index)}`;
			expect(contactsOf(caller(index))).toMatchObject([{ last_name }]);
			const [call, ...more] = callsOf(callId(index));
			expect(more).toEqual([]);
			expect(call).toMatchObject({ user_phone_number: caller(index), direction: 'inbound' });
			const { sys_id: interaction, number } = call;
			const state = 'closed_complete';
			const body = { interaction, number, state, recordedNow: false, notes: [] };
			expect(ended).toEqual({ status: 200, body });
			expect(startsOf(call.sys_id)).toEqual([vendor.startTime]);
			expect(help.end_time).toBe(vendor.endTime);
		}
	});

	test('a caller who withholds the number', async () => {
		const before = server.rows('customer_contact').length;
		for (const { begun, ended, index } of await callOfEach(({ withheld }) => withheld)) {
			expect(begun).toMatchObject({ status: 200, body: { contact: null, newContact: false } });
			expect(ended).toMatchObject({ status: 200, body: { recordedNow: false } });
			expect(callsOf(callId(index))).toMatchObject([{ state: 'closed_complete' }]);
		}
		expect(server.rows('customer_contact')).toHaveLength(before);
	});

	test.each<[string, string, unknown, RegExp]>([
		[
			'a chat of Genesys Cloud',
			'inbound-call',
			{ eventBody: { conversationId: 'c', mediaType: 'MESSAGE' } },
			/MESSAGE/,
		],
		[
			'an outbound call of Twilio',
			'inbound-call',
			{ CallSid: 'c', Direction: 'outbound-dial' },
			/outbound/,
		],
		[
			'a status of Twilio on the way',
			'call-ends',
			{ CallSid: 'c', CallStatus: 'in-progress' },
			/goes on/,
		],
		[
			'a contact event of Amazon Connect on the way',
			'call-ends',
			{ detail: { contactId: 'c', channel: 'Voice', eventType: 'QUEUED' } },
			/goes on/,
		],
	])('%s is left alone, and says why', async (_what, path, event, why) => {
		const template = path === 'inbound-call' ? inbound : ends;
		const reply = await template.call(path, event);
		expect(reply).toEqual({ status: 200, body: { ignored: expect.stringMatching(why) } });
		expect(server.instance.requests).toEqual([]);
	});
});

describe('Inbound call, whatever the event has', () => {
	const long = 'Maximiliane Alexandra Freifrau von und zu Hohenfels-Rotenburg';

	test.each<[string, unknown[], string[]]>([
		[
			'text that is too long, an object, or a number',
			[long, { first: 'Ines', last: 'Caller' }, { name: 'Ines Caller' }, 4711],
			[long.slice(0, 50), 'Ines Caller', 'Ines Caller', '4711'],
		],
		[
			'no name at all',
			[['Ines'], '[object Object]', 'Anonymous', null],
			[0, 1, 2, 3].map((index) => `Caller ${caller(index)}`),
		],
	])('a name that is %s', async (_what, names, stored) => {
		const replies = await Promise.all(
			names.map((name, index) =>
				inbound.call('inbound-call', { callId: callId(index), from: caller(index), name }),
			),
		);
		replies.forEach(({ status, body }, index) => {
			expect([status, callsOf(callId(index)).length]).toEqual([200, 1]);
			expect(contactsOf(caller(index))).toMatchObject([{ last_name: stored[index] }]);
			const notes = names[index] === long ? [expect.stringContaining(long)] : [];
			expect(body.notes).toEqual(notes);
		});
	});

	test('a number in any notation', async () => {
		const notations = [
			'+44 (0)20 7946 0910',
			'tel:+442079460911',
			'sip:+442079460912@carrier.example;user=phone',
			'\u202a+44\u00a020\u20117946\u20110913\u202c',
		];
		await Promise.all(
			notations.map((from, index) => inbound.call('inbound-call', { callId: callId(index), from })),
		);
		notations.forEach((_, index) =>
			expect(callsOf(callId(index))).toMatchObject([{ user_phone_number: caller(index) }]),
		);
	});

	test.each<[string, string]>([
		['an ID that lost digits', `{ "callId": 7182735465768798123, "from": "${known}" }`],
		['a placeholder', `{ "callId": "undefined", "from": "${known}" }`],
		['an object', `{ "callId": { "id": 1 }, "from": "${known}" }`],
		['an internal number', '{ "callId": "call-x", "from": "1001" }'],
	])('%s is refused before anything is done', async (_what, event) => {
		const { status, body } = await inbound.call('inbound-call', event);
		expect(status).toBe(400);
		expect(body.advice).toMatch(/callId/);
		expect(server.instance.requests).toEqual([]);
	});
});

describe('Call ends, whatever the event has', () => {
	const at = '2026-03-01 10:00:00';

	test.each<[string, unknown[], string]>([
		[
			'times of many kinds are read',
			[
				1_772_359_200_000,
				'1772359200',
				'Sun, 01 Mar 2026 11:00:00 +0100',
				'2026-03-01T11:00+01:00',
			],
			at,
		],
		['times that cannot be read are left out, and named', ['03/01/2026 10:00', 'soon'], ''],
	])('%s', async (_what, times, stored) => {
		const replies = await Promise.all(
			times.map((startedAt, index) =>
				ends.call('call-ends', { callId: callId(index), from: caller(index), startedAt }),
			),
		);
		replies.forEach(({ status, body }, index) => {
			expect([status, body.recordedNow]).toEqual([200, true]);
			const [call, ...more] = callsOf(callId(index));
			expect([call.state, more]).toEqual(['closed_complete', []]);
			expect(startsOf(call.sys_id)).toEqual([stored]);
			const notes = stored === '' ? [expect.stringMatching(/^startedAt could not be read/)] : [];
			expect(body.notes).toEqual(notes);
		});
	});

	test('a step that fails: the response says what is done and what is not', async () => {
		server.instance.faults.add({
			match: { operationId: 'supervisorHelpAction.upsert' },
			fault: { kind: 'businessFailure', message: 'Help cannot be ended' },
		});
		const { status, body } = await ends.call('call-ends', { callId: 'call-s', from: known });
		expect(status).toBe(502);
		expect(body).toMatchObject({
			done: ['Record call'],
			notDone: ['End help of recorded call', 'Add phone log', 'Close interaction'],
		});
	});
});
