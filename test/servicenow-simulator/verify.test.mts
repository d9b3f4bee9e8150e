import { Client } from '../../servicenow-simulator/verify/client.mts';
import { reads } from '../../servicenow-simulator/verify/reads.mts';
import { report, verify, type Outcome } from '../../servicenow-simulator/verify/verify.mts';
import { writes } from '../../servicenow-simulator/verify/writes.mts';
import { areas } from '../../simulator/fidelity/areas.mts';
import { logins, type Settings } from '../../simulator/instance.mts';
import { basic } from '../simulator/client.mts';
import { useInstance } from '../support/instance.mts';

/** Stands for the real instance, and differs on purpose. */
const real = useInstance();
const simulated = useInstance();

const lines: string[] = [];

async function outcomes(
	changes: Partial<Settings>,
	mayWrite: (what: string[]) => boolean = () => true,
	login = basic(logins.integration),
): Promise<Outcome[]> {
	lines.length = 0;
	Object.assign(real.settings, changes);
	return await verify({
		real: new Client(real.url, login),
		simulated: new Client(simulated.url, basic(logins.integration)),
		mayWrite: async (what) => mayWrite(what),
		print: (line) => lines.push(line),
	});
}

const differing = (all: Outcome[]) =>
	all.filter(({ differences }) => differences.length > 0).map(({ title }) => title);

test('every question is about a guess of the fidelity table', () => {
	const guesses = areas
		.flatMap(({ behaviors }) => behaviors)
		.filter((behavior) => 'variedBy' in behavior)
		.map(({ does }) => does);
	for (const { guess } of [...reads, ...writes]) expect(guesses).toContain(guess);
});

test('nothing differs from itself', async () => {
	const all = await outcomes({});
	expect(differing(all)).toEqual([]);
	expect(all.filter(({ skipped }) => skipped !== undefined)).toEqual([]);
	expect(report(all, '1.2.3')).toContain(`${all.length} checks as expected, 0 differ, 0 skipped`);
	expect(lines).toHaveLength(all.length);
});

const differences: [name: string, changes: Partial<Settings>, says: string, also?: string][] = [
	['conditionsAfterEq', { conditionsAfterEq: 'applied' }, '`^EQ`'],
	['unstableOrder', { unstableOrder: true }, 'without an order'],
	['serverTiming', { serverTiming: false }, 'Server-Timing'],
	['rowCap', { rowCap: { customer_contact: 2 } }, 'fewer contacts'],
	['tokenFault', { tokenFault: 'unavailable' }, 'Refuses a token'],
	['contactResult', { contactResult: 'object' }, 'bare sys_id', 'sample of contact.create'],
	['sessionIdLength', { sessionIdLength: 60 }, 'session ID at 40'],
	['lockedType', { lockedType: 'failure' }, 'another `type`'],
	['memberRefusals', { memberRefusals: 'result' }, 'text of an exception'],
];

test.each(differences)('finds what differs with another %s', async (_name, changes, ...says) => {
	const found = differing(await outcomes(changes));
	const expected = says.filter((text) => text !== undefined);
	expect(found).toEqual(expected.map((text) => expect.stringContaining(text)));
});

test('reads before it writes, asks before it writes, and writes nothing without leave', async () => {
	let before: string[] = [];
	let asked: string[] = [];
	const all = await outcomes({}, (what) => {
		before = real.requests.map(({ method, path }) => `${method} ${path}`);
		asked = what;
		return false;
	});
	const changing = before.filter((line) => !line.startsWith('GET '));
	expect(changing).toEqual(['POST /oauth_token.do']);
	expect(real.requests).toHaveLength(before.length);
	expect(asked).toContain('creates a contact');
	expect(all.filter(({ skipped }) => skipped === 'it would change records')).toHaveLength(
		writes.length,
	);
	expect(report(all, '1.2.3')).toContain('## Skipped');
});

test('what cannot be read is skipped, and said', async () => {
	const all = await outcomes({ deniedTables: ['sys_cs_provider_application'] });
	const skipped = all.flatMap(({ skipped: reason }) => reason ?? []);
	expect(skipped).toContain('the table sys_cs_provider_application cannot be read (403)');
});

test('a login that is rejected ends it', async () => {
	const login = basic({ userName: 'nobody', password: 'wrong' });
	await expect(outcomes({}, undefined, login)).rejects.toThrow('rejected the login');
});

test('the report names neither address nor login', async () => {
	const text = report(await outcomes({ contactResult: 'object', serverTiming: false }), '1.2.3');
	expect(text).toContain('- `result` is "object", the simulator has "string"');
	for (const secret of [real.url, String(real.port), logins.integration.password]) {
		expect(text).not.toContain(secret);
	}
});
