import { NOT_ASKED, SAMPLES_NOT_SENT } from '../../servicenow-simulator/verify/notAsked.mts';
import { Client } from '../../servicenow-simulator/verify/client.mts';
import { reads } from '../../servicenow-simulator/verify/reads.mts';
import { report, verify, type Outcome } from '../../servicenow-simulator/verify/verify.mts';
import { writes } from '../../servicenow-simulator/verify/writes.mts';
import { guesses } from '../../simulator/fidelity/areas.mts';
import { logins, type Settings } from '../../simulator/instance.mts';
import { basic } from '../simulator/client.mts';
import { useInstance } from '../support/instance.mts';
import { DifferingClient, type Deviation } from './differing.mts';

/** Stands for the real instance, and differs on purpose. */
const real = useInstance();
const simulated = useInstance();

const lines: string[] = [];

interface Given {
	changes?: Partial<Settings>;
	deviations?: Deviation[];
	mayWrite?: (what: string[]) => boolean;
	login?: Record<string, string>;
}

async function outcomes({
	changes = {},
	deviations = [],
	mayWrite = () => true,
	login = basic(logins.integration),
}: Given = {}): Promise<Outcome[]> {
	lines.length = 0;
	Object.assign(real.settings, changes);
	const client = new DifferingClient(real.url, login);
	client.deviations = deviations;
	return await verify({
		real: client,
		simulated: new Client(simulated.url, basic(logins.integration)),
		mayWrite: async (what) => mayWrite(what),
		print: (line) => lines.push(line),
	});
}

const differing = (all: Outcome[]) =>
	all.filter(({ differences }) => differences.length > 0).map(({ title }) => title);

const asked = [...new Set([...reads, ...writes].map(({ guess }) => guess))];

test('every guess is asked about, or has a reason why not', () => {
	expect([...asked, ...Object.keys(NOT_ASKED)].sort()).toEqual([...guesses.keys()].sort());
});

test('nothing differs from itself, and what is not asked is said', async () => {
	const all = await outcomes();
	expect(
		all.flatMap(({ title, differences }) => differences.map((one) => `${title}: ${one}`)),
	).toEqual([]);
	expect(all.filter(({ skipped }) => skipped !== undefined)).toEqual([]);
	const notAsked = all
		.filter((outcome) => outcome.notAsked !== undefined)
		.map(({ title }) => title);
	expect(notAsked).toHaveLength(
		Object.keys(NOT_ASKED).length + Object.keys(SAMPLES_NOT_SENT).length,
	);
	const same = all.length - notAsked.length;
	const text = report(all, '1.2.3');
	expect(text).toContain(`${same} checks as expected, 0 differ, 0 skipped, ${notAsked.length} not`);
	expect(text).toContain(`- quota500: ${guesses.get('quota500')?.does}\n  - ${NOT_ASKED.quota500}`);
	expect(lines).toHaveLength(all.length);
});

test('every documented sample is sent, but those that would take somebody out', async () => {
	const titles = (await outcomes())
		.filter(({ title, notAsked }) => title.startsWith('Documented') && !notAsked)
		.map(({ title }) => title.replace(/: .*/, ''));
	expect(titles.sort()).toEqual(
		[
			'contact.create',
			'contact.get',
			'contact.getAll',
			'interaction.close',
			'interaction.create',
			'supervisorHelpAction.upsert',
			'supervisorHelpAction.upsert',
			'supervisorHelpAction.upsert',
			'voiceInteraction.create',
			'voiceInteraction.update',
		].map((operation) => `Documented sample of ${operation}`),
	);
});

/** A setting for each guess that has one. */
const bySetting: Record<string, Partial<Settings>> = {
	conditionsAfterEq: { conditionsAfterEq: 'applied' },
	unstableOrder: { unstableOrder: true },
	serverTiming: { serverTiming: false },
	contactRowCap: { rowCap: { customer_contact: 2 } },
	tokenFault: { tokenFault: 'unavailable' },
	gzip: { gzip: true },
	queryTimeZone: { queryTimeZone: 'America/Los_Angeles' },
	contactResult: { contactResult: 'object' },
	sessionIdLength: { sessionIdLength: 60 },
	lockedType: { lockedType: 'failure' },
	memberRefusals: { memberRefusals: 'result' },
	createdAreThirdParty: { createdAreThirdParty: false },
	reuseCallbacks: { reuseCallbacks: true },
};

const refused = { status: 400, json: {} };

/** Answers for the others, each to a request of its own. */
const byAnswer: [id: string, deviation: Deviation][] = [
	['unknownTable', { to: /no_such_table/, answer: { status: 404 } }],
	['repeatedParameters', { to: /limit=1&sysparm_limit=2/, answer: { json: { result: [1, 2] } } }],
	['hierarchyColumns', { to: /RELATIVEGE/, answer: refused }],
	['textSearch', { to: /TEXTQUERY/, answer: { json: { result: [] } } }],
	['xml', { to: /sysparm_fields=sys_id/, answer: { text: '<xml></xml>' } }],
	['helpColumns', { to: /supervisor_help_action.elementIN/, answer: { json: { result: [] } } }],
	['aggregateForms', { to: /sysparm_group_by/, answer: { json: { result: {} } } }],
	['attachmentForms', { to: /GET .*attachment\?/, answer: { headers: { server: 'x' } } }],
	['callFailures', { to: /PATCH .*f{32}/, answer: { status: 404 } }],
	['contextAdded', { to: /table.interaction_json_blob/, answer: { json: { result: [{}] } } }],
	['mandatoryText', { to: /POST .api.now.interaction \{\}/, answer: { json: {} } }],
	['contactTexts', { to: /"title":\[/, answer: refused }],
	['alreadyWording', { to: /member.\w+.update/, answer: { json: { error: { message: 'No' } } } }],
	['helpRefusals', { to: /no_such_action/, answer: refused }],
	[
		'unknownFields',
		{ to: /no_such_field/, answer: { json: { result: { sys_id: '1', caller_id: '2' } } } },
	],
	['derivedNames', { to: /GET .*incident.*display/, answer: { json: { result: {} } } }],
];

const idsOf = (titles: string[]) => titles.map((title) => title.replace(/: .*/, ''));

test('finds every setting that differs, and nothing else', async () => {
	const all = await outcomes({ changes: Object.assign({}, ...Object.values(bySetting)) as object });
	const expected = [...Object.keys(bySetting), 'Documented sample of contact.create'];
	expect(idsOf(differing(all)).sort()).toEqual(expected.sort());
});

test('finds every answer that differs, and nothing else', async () => {
	const all = await outcomes({ deviations: byAnswer.map(([, deviation]) => deviation) });
	const seen = all.filter(({ differences, skipped }) => differences.length > 0 || skipped);
	const found = idsOf(seen.map(({ title }) => title));
	expect([...new Set(found)].sort()).toEqual(byAnswer.map(([id]) => id).sort());
});

test('finds records that can be read later only', async () => {
	const all = await outcomes({ changes: { commitDelayMs: 3_600_000 } });
	expect(idsOf(differing(all))).toEqual(['commitDelay']);
});

test('finds a form that is taken whose file is not last', async () => {
	const all = await outcomes({
		deviations: [{ to: /attachment.upload/, answer: { status: 201 } }],
	});
	expect(idsOf(differing(all))).toEqual(['attachmentForms']);
});

test('finds an interaction that is something else when it is closed again', async () => {
	const answer = { json: { result: { state: 'x' } } };
	const all = await outcomes({ deviations: [{ to: /close/, answer }] });
	expect(idsOf(differing(all))).toEqual(['closeAgain', 'Documented sample of interaction.close']);
});

test('every question is proved against an instance that differs in it', () => {
	const proved = [...Object.keys(bySetting), ...byAnswer.map(([id]) => id)];
	expect([...proved, 'closeAgain', 'commitDelay'].sort()).toEqual([...asked].sort());
});

test('reads before it writes, asks before it writes, and writes nothing without leave', async () => {
	let before: string[] = [];
	let planned: string[] = [];
	const all = await outcomes({
		mayWrite: (what) => {
			before = real.requests.map(({ method, path }) => `${method} ${path}`);
			planned = what;
			return false;
		},
	});
	const changing = before.filter((line) => !line.startsWith('GET '));
	expect(changing).toEqual(['POST /oauth_token.do']);
	expect(real.requests).toHaveLength(before.length);
	expect(planned).toContain('creates a contact');
	expect(planned).toContain(
		'sends the documented sample of interaction.close: close one interaction',
	);
	expect(all.filter(({ skipped }) => skipped === 'it would change records')).toHaveLength(
		planned.length,
	);
	expect(report(all, '1.2.3')).toContain('## Skipped');
});

test('what cannot be read is skipped, and said', async () => {
	const all = await outcomes({ changes: { deniedTables: ['sys_cs_provider_application'] } });
	const skipped = all.flatMap(({ skipped: reason }) => reason ?? []);
	expect(skipped).toContain('the table sys_cs_provider_application cannot be read (403)');
});

test('a login that is rejected ends it', async () => {
	const login = basic({ userName: 'nobody', password: 'wrong' });
	await expect(outcomes({ login })).rejects.toThrow('rejected the login');
});

test('the report names neither address nor login', async () => {
	const text = report(
		await outcomes({ changes: { contactResult: 'object', serverTiming: false } }),
		'1.2.3',
	);
	expect(text).toContain('- `result` is "object", the simulator has "string"');
	for (const secret of [real.url, String(real.port), logins.integration.password]) {
		expect(text).not.toContain(secret);
	}
});
