import type { Execution, Workflow } from '../../scripts/n8n/client.mts';
import { useServer } from './server.mts';
import { Template } from './templates/template.mts';

const server = useServer();

interface Outcome {
	row: number;
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
	repeated: Outcome[];
	refused: Outcome[];
	unaccounted: number[];
	columns_not_read: string[];
}

function reportOf({ runs }: Execution): Report {
	const [item] = runs['Nightly report']?.[0]?.data?.main[0] ?? [];
	return item?.json as unknown as Report;
}

/** The template with another file, which is what its users change first. @param written how, by Convert to File */
function withCsv(csv: string, written: Record<string, unknown> = {}) {
	return (workflow: Workflow): Workflow => ({
		...workflow,
		name: `${workflow.name}, with another file`,
		nodes: workflow.nodes.map((node) => {
			if (node.name === 'Convert to file')
				return { ...node, parameters: { ...node.parameters, options: written } };
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
	expect(report.summary).toBe('6 rows: 2 created, 2 kept, 1 repeated, 1 refused');
	expect(report.created.map(({ email }) => email)).toEqual([
		'ada.newcomer@example.com',
		'bruno.newcomer@example.com',
	]);
	expect(report.created.map((one) => one.fields_not_kept)).toEqual([[], []]);
	expect([report.unaccounted, report.columns_not_read]).toEqual([[], []]);
	expect(report.repeated).toMatchObject([{ row: 6, error: 'Row 4 has the same email' }]);
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
	expect(second.summary).toBe('6 rows: 0 created, 4 kept, 1 repeated, 1 refused');
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
	expect(report.summary).toBe(
		`${wanted + 5} rows: ${wanted} created, 2 kept, 1 repeated, 2 refused`,
	);
	expect(new Set(report.created.map(({ email }) => email)).size).toBe(wanted);
	expect(report.refused.map(({ error }) => error)).toEqual(
		expect.arrayContaining([
			expect.stringMatching(/The row has no email/),
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

describe('Files as other programs write them', () => {
	const lines = ['Email ;FIRST NAME;Last-Name;Notes', '@;Jürgen;Müller;x', ';Nobody;Without;'];
	const files: Array<[string, string, Record<string, unknown>]> = [
		['Excel, CSV UTF-8', lines.join('\r\n'), { encoding: 'utf8', addBOM: true }],
		['Excel, CSV', lines.join('\r\n'), { encoding: 'win1252' }],
		[
			'Excel, Unicode Text',
			lines.join('\r\n').replaceAll(';', '\t'),
			{ encoding: 'utf16le', addBOM: true },
		],
		['UTF-16 without a mark', lines.join('\n'), { encoding: 'utf16le' }],
		['old Mac line ends', lines.join('\r'), {}],
		['with its separator named', `sep=;\r\n${lines.join('\r\n')}`, {}],
		[
			'quoted cells',
			'"Email","First\nName","Last Name","Notes"\n"@","Jürgen","Müller","a, ""b"";\nc"\n"","Nobody","Without",""\n',
			{},
		],
	];

	test('each row is read, or has a true reason', async () => {
		const reports = await Promise.all(
			files.map(async ([, csv, written], index) => {
				const file = csv.replace('@', `new.${index}@example.com`);
				const template = await Template.import(server, 'contact-sync', withCsv(file, written));
				return reportOf(await template.run('Try it now'));
			}),
		);
		files.forEach(([what], index) => {
			const email = `new.${index}@example.com`;
			const { summary, columns_not_read: notRead, refused } = reports[index];
			const counts = '2 rows: 1 created, 0 kept, 0 repeated, 1 refused';
			expect([what, summary, notRead]).toEqual([what, counts, ['Notes']]);
			expect(refused).toMatchObject([{ error: 'The row has no email' }]);
			const contacts = integrated().filter((contact) => contact.email === email);
			expect([what, contacts]).toMatchObject([
				what,
				[{ first_name: 'Jürgen', last_name: 'Müller' }],
			]);
		});
	});

	test.each([
		[
			'characters that were lost',
			'email,last_name\nnew@example.com,M\ufffdller',
			/characters that were lost/,
		],
		['a separator in a cell', 'email,last_name\nnew@example.com,Müller,Jürgen', /more cells/],
	])('a row with %s is refused', async (_what, csv, error) => {
		const template = await Template.import(server, 'contact-sync', withCsv(csv));
		const report = reportOf(await template.run('Try it now'));
		expect(report.summary).toBe('1 row: 0 created, 0 kept, 0 repeated, 1 refused');
		expect(report.refused).toMatchObject([{ row: 2, error: expect.stringMatching(error) }]);
		expect(integrated()).toEqual([]);
	});

	test.each([
		['no column for the email', 'name,phone\nAda,1', /no column for the email.*name \| phone/],
		['no rows', 'email,last_name\n', /no rows/],
	])('a file with %s stops the workflow', async (_what, csv, message) => {
		const template = await Template.import(server, 'contact-sync', withCsv(csv));
		const { status, error } = await template.run('Try it now');
		expect([status, error?.message]).toEqual(['error', expect.stringMatching(message)]);
		expect(server.instance.requests).toEqual([]);
	});
});
