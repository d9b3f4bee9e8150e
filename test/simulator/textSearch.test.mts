import { logins } from '../../simulator/instance.mts';
import { useInstance } from '../support/instance.mts';
import { basic, send } from './client.mts';

const instance = useInstance();

const texts = {
	A: { short_description: 'Email server is down', description: 'since 10 minutes' },
	B: { short_description: 'The CPU load is high', description: 'of the email server, "node 2"' },
	C: { short_description: 'Emails come late', close_notes: 'SERVER restarted' },
	D: { short_description: 'Printer: no paper', description: 'Übergröße' },
};

async function find(search: string, rest = ''): Promise<string> {
	const incidents = instance.store.table('incident');
	incidents.clear();
	for (const [number, values] of Object.entries(texts)) {
		instance.store.insert('incident', { number, ...values });
	}
	const query = new URLSearchParams({
		sysparm_query: `123TEXTQUERY321=${search}${rest}^ORDERBYnumber`,
	});
	const headers = basic(logins.integration);
	const reply = await send(instance, 'GET', `/api/now/table/incident?${query}`, undefined, headers);
	expect(reply.status).toBe(200);
	return (reply.result as { number: string }[]).map(({ number }) => number).join('');
}

test.each([
	['email', 'ABC'],
	['EMAIL', 'ABC'],
	['email server', 'ABC'],
	['email AND down', 'A'],
	['"email server"', 'AB'],
	['"server email"', ''],
	['paper OR cpu', 'BD'],
	['paper|cpu', 'BD'],
	['"cpu load" | paper', 'BD'],
	['email NOT cpu', 'AC'],
	['email -cpu', 'AC'],
	['email !"10 minutes"', 'BC'],
	['email ! cpu', 'B'],
	['paper or cpu', ''],
	['NOT cpu', ''],
	['übergröße', 'D'],
	['mail', ''],
	['notion', ''],
	['', ''],
	['"', ''],
])('finds by %s: %s', async (search, found) => {
	expect(await find(search)).toBe(found);
});

test('goes with other conditions', async () => {
	expect(await find('server', '^short_descriptionLIKEcpu')).toBe('B');
	expect(await find('server', '^NQnumber=D')).toBe('ABCD');
});
