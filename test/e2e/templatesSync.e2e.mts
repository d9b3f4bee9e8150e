import type { Execution, Workflow } from '../../scripts/n8n/client.mts';
import { useServer } from './server.mts';
import { Template } from './templates/template.mts';

const server = useServer();

interface Outcome {
	email: string;
	sys_id: string;
	fields_not_kept?: string[];
	error?: string;
	advice?: string;
}

interface Report {
	summary: string;
	created: Outcome[];
	kept: Outcome[];
	refused: Outcome[];
}

function reportOf({ runs }: Execution): Report {
	const [item] = runs['Nightly report']?.[0]?.data?.main[0] ?? [];
	return item?.json as unknown as Report;
}

/** The template with another file, which is what its users change first. */
function withCsv(csv: string) {
	return (workflow: Workflow): Workflow => ({
		...workflow,
		name: `${workflow.name}, with another file`,
		nodes: workflow.nodes.map((node) => {
			if (node.name !== 'Sample CSV') return node;
			const assignments = [{ id: 'csv', name: 'csv', value: csv, type: 'string' }];
			return { ...node, parameters: { assignments: { assignments }, options: {} } };
		}),
	});
}

const integrated = () =>
	server.rows('customer_contact').filter((contact) => contact.sys_created_by === 'integration');

test('as it comes: creates the missing, keeps the others, tells what was refused', async () => {
	const template = await Template.import(server, 'contact-sync');
	const execution = await template.run('Try it now');
	expect(execution.error).toBeUndefined();
	expect(execution.status).toBe('success');
	const report = reportOf(execution);
	expect(report.summary).toBe('2 created, 2 kept, 1 refused');
	expect(report.created.map(({ email }) => email)).toEqual([
		'ada.newcomer@example.com',
		'bruno.newcomer@example.com',
	]);
	expect(report.created.map((one) => one.fields_not_kept)).toEqual([[], []]);
	expect(report.refused).toMatchObject([
		{
			email: 'carla.newcomer@example.com',
			error: expect.stringMatching(/"Country Code" has 7 characters/),
			advice: expect.stringMatching(/Shorten/),
		},
	]);
	// Requests of several items arrive in any order.
	expect(
		integrated()
			.map(({ sys_id: id }) => id)
			.sort(),
	).toEqual(report.created.map(({ sys_id: id }) => id).sort());

	const second = reportOf(await template.run('Try it now'));
	expect(second.summary).toBe('0 created, 4 kept, 1 refused');
	expect(integrated()).toHaveLength(2);
});

const wanted = 80;

test('many rows against an instance that is throttled: none is lost, none is doubled', async () => {
	const rows = Array.from(
		{ length: wanted },
		(_, index) => `new.${index}@example.com,New,${index}`,
	);
	const known = ['JANE.CONTACT@mailinator.com,Jane,Contact', 'geo.warren@mailinator.com,George,W'];
	const bad = [',Nobody,Without', `long@example.com,Long,${'x'.repeat(60)}`];
	const csv = ['email,first_name,last_name', ...rows, ...known, ...bad, rows[0]].join('\n');
	const template = await Template.import(server, 'contact-sync', withCsv(csv));
	Object.assign(server.instance.settings, { permits: 2, queue: 1, latencyMs: 20 });
	for (let spared = 5; spared < wanted; spared += 10) {
		server.instance.faults.add({
			match: { path: '/api/' },
			skip: spared,
			times: 1,
			fault: { status: 429, retryAfter: 1 },
		});
	}

	const execution = await template.run('Try it now');
	expect(execution.error).toBeUndefined();
	expect(server.instance.requests.some(({ status }) => status === 429)).toBe(true);
	const report = reportOf(execution);
	expect(report.summary).toBe(`${wanted} created, 2 kept, 2 refused`);
	expect(new Set(report.created.map(({ email }) => email)).size).toBe(wanted);
	expect(report.refused.map(({ error }) => error)).toEqual(
		expect.arrayContaining([
			expect.stringMatching(/Nobody Without has no email/),
			expect.stringMatching(/"Last Name" has 60 characters/),
		]),
	);
	const emails = integrated().map(({ email }) => email);
	expect(emails).toHaveLength(wanted);
	expect(new Set(emails).size).toBe(wanted);
}, 180_000);

test('creates nothing when the contacts of ServiceNow cannot be read', async () => {
	server.instance.faults.add({
		match: { operationId: 'contact.getAll' },
		fault: { status: 403 },
	});
	const template = await Template.import(server, 'contact-sync');
	const execution = await template.run('Try it now');
	expect(execution.status).toBe('error');
	expect(integrated()).toEqual([]);
});
