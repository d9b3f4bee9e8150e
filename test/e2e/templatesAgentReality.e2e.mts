import type { FaultRule } from '../../simulator/instance.mts';
import type { Script } from './agent/model.mts';
import type { Task } from './agent/reader.mts';
import { useServer } from './server.mts';
import { useAgentTemplate } from './templates/agentTemplate.mts';

const server = useServer();
const agent = useAgentTemplate(server);

const known = '+16692627777';
const unknown = '+442079460958';
const callId = 'call-r1';
const message = 'A customer called, log it';

const contacts = () => server.rows('customer_contact').length;
const calls = () => server.rows('interaction').filter((row) => row.client_session_id === callId);

/** Contacts that are linked to the calls. */
function callers(): string[] {
	const ids = calls().map((call) => call.sys_id);
	return server
		.rows('interaction_related_record')
		.filter(({ interaction }) => ids.includes(interaction))
		.map((row) => row.document_id);
}

type Records = Array<Record<string, string>>;

/** The records that a tool returned, or nothing when it reported an error. */
function recordsOf(answer: unknown): Records | undefined {
	if (answer === '') return [];
	const records = Array.isArray(answer) ? (answer as Records) : [];
	return records.some((record) => record.sys_id ?? record.sysId) ? records : undefined;
}

/** Calls a tool, and once more after an error, as the system message says. */
function* twice(task: Task): Generator<Task, unknown, unknown> {
	const answer = yield task;
	return recordsOf(answer) ? answer : yield task;
}

/**
 * Logs a call as it is told.
 *
 * @param from number of the caller, or nothing where it is withheld
 * @param isRash whether the model takes an error of the search for an empty result, and looks for
 *     and creates a contact even for a withheld number
 */
function* logTheCall(from: string | undefined, isRash: boolean): Script {
	const phone = from ?? 'anonymous';
	const create = { 'first name': 'Ines', 'last name': 'Caller', phone };
	let contact: string | undefined;
	if (from !== undefined || isRash) {
		const found = yield* twice({ wanted: 'find contacts', facts: { 'email or phone': phone } });
		const records = recordsOf(found) ?? (isRash ? [] : undefined);
		if (!records) return JSON.stringify(found);
		const created =
			records.length === 0 && (yield* twice({ wanted: 'create contact', facts: create }));
		contact = (records[0] ?? recordsOf(created)?.[0])?.sys_id;
		if (contact === undefined && from !== undefined) return JSON.stringify(created);
	}
	const recorded = yield* twice({
		wanted: 'record phone call',
		facts: {
			'number of the caller': { anonymous: phone, 'E.164': phone, otherwise: 'not shown' },
			'id of the call': callId,
			'what the call is about': 'Question about an invoice',
			'contact who calls': contact ?? { empty: '', otherwise: 'nobody' },
		},
	});
	return recordsOf(recorded)?.[0].number ?? JSON.stringify(recorded);
}

const log = async (from: string | undefined, isRash = false) =>
	await agent.chat(message, logTheCall(from, isRash));

const models = [
	{ model: 'a careful model', isRash: false },
	{ model: 'a rash model', isRash: true },
];

const reads: Array<[string, NonNullable<FaultRule['match']>]> = [
	['the searches for the caller are', { operationId: 'contact.getAll' }],
	['the search for the call is', { method: 'GET', path: '/table/interaction' }],
];

describe.each(models)('Agent call log, with $model', ({ isRash }) => {
	test.each(reads)('%s cut off: no second record', async (_what, match) => {
		const before = contacts();
		const [{ sys_id: contact }] = server
			.rows('customer_contact')
			.filter((row) => row.phone === known);
		const keep = isRash ? 1 : 0;
		server.instance.faults.add({ match, fault: { kind: 'cutOff', keep } });
		expect(await log(known, isRash)).toMatch(/cut off/);
		expect([contacts(), calls()]).toEqual([before, []]);

		server.instance.faults.clear();
		const numbers = [await log(known, isRash), await log(known, isRash)];
		expect(calls().map(({ number }) => [number, number])).toEqual([numbers]);
		expect([contacts(), callers()]).toEqual([before, [contact]]);
	});

	test('a withheld number: the call is recorded once, without a contact', async () => {
		const before = contacts();
		const numbers = [await log(undefined, isRash), await log(undefined, isRash)];
		expect(calls().map(({ number }) => [number, number])).toEqual([numbers]);
		expect([contacts(), callers()]).toEqual([before, []]);
	});
});

test.each([
	{ answer: 'drop', isRash: true },
	{ answer: 'refuse', isRash: false },
] as const)(
	'an instance that compares no ranges ($answer): a known caller is one contact',
	async ({ answer, isRash }) => {
		const { store, settings } = server.instance;
		const [contact] = server.rows('customer_contact').filter(({ phone }) => phone === known);
		settings.queryAcls = ['customer_contact', 'interaction'].map((table) => ({
			table,
			columns: '*' as const,
			answer,
			orders: true,
		}));
		const before = contacts();
		for (const phone of [known, '+1 669\u00a0262\u20137777']) {
			store.update(contact, { phone });
			await log(known, isRash);
			expect(contacts()).toBe(before);
		}
		expect(calls()).toHaveLength(1);
		expect(callers()).toEqual([contact.sys_id]);
	},
);

test.each(['contact.create', 'voiceInteraction.create'])(
	'%s is canceled after it was carried out, and called again: no second record',
	async (operationId) => {
		const before = contacts();
		server.instance.faults.add({
			match: { operationId },
			times: 1,
			fault: { kind: 'quota500', afterProcessing: true },
		});
		const said = await log(unknown);
		expect(calls()).toMatchObject([{ number: said }]);
		expect(contacts()).toBe(before + 1);
		expect(callers()).toHaveLength(1);
	},
);
