import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { findDrift } from '../../../scripts/drift/findDrift.mts';
import { readSettled, type Settled } from '../../../scripts/drift/settled.mts';
import { contractFacts } from '../../../scripts/drift/readContract.mts';
import { workingCopy } from './pages.mts';

/** Replaces a piece of one page that has to be there. */
const changed = (page: string, before: string, after: string) =>
	workingCopy((text, name) => {
		if (name !== page) return text;
		if (!text.includes(before)) throw new Error(`${page} has no ${before}`);
		return text.replace(before, () => after);
	});

const rowOf = (name: string, cell: string) =>
	`<tr><td>\n\n${name}\n\n</td><td id="x">\n\n${cell}\n\n</td></tr>`;

const linesOf = (folder: string, entries: Settled[] = []) =>
	findDrift(folder, entries).unsettled.map(
		({ operation, where, aspect, page, contract }) =>
			`${operation} ${where} ${aspect}: ${page} | ${contract}`,
	);

test('finds nothing in pages that agree with the contract', () => {
	expect(linesOf(workingCopy())).toEqual([]);
	expect(findDrift(workingCopy(), []).pages).toHaveLength(5);
});

const STREET =
	'street\n\n</td><td id="x">\n\nSomething.\n\nData type: String\n\nMaximum length: 255';

test.each([
	[
		'a new parameter',
		changed(
			'contact-api',
			'<tbody><tr><td>\n\naccount',
			`<tbody>${rowOf('pet', 'A pet.')}<tr><td>\n\naccount`,
		),
		['contact.getAll response pet presence: there | -'],
	],
	[
		'a parameter that is gone',
		changed('openframe-api', 'clientSessionId', 'inboundId'),
		['voiceInteraction.create body interaction.clientSessionId presence: - | there'],
	],
	[
		'another length',
		changed('contact-api', STREET, STREET.replace('255', '100')),
		['contact.getAll response street maxLength: 100 | 255'],
	],
	[
		'no length any more',
		changed('contact-api', STREET, STREET.replace('Maximum length: 255', '')),
		['contact.getAll response street maxLength: - | 255'],
	],
	[
		'another type',
		changed('contact-api', STREET, STREET.replace('String', 'Boolean')),
		['contact.getAll response street type: boolean | string'],
	],
	[
		'a default',
		changed('contact-api', STREET, `${STREET}\n\nDefault: Main Street`),
		['contact.getAll response street default: main street | -'],
	],
	[
		'a duty',
		changed(
			'contact-api',
			'Something.\n\nData type: Number\n\nDefault: 10',
			'Required. Something.\n\nData type: Number\n\nDefault: 10',
		),
		['contact.getAll query sysparm_limit required: true | false'],
	],
	[
		'a new value',
		changed(
			'help-request-api',
			'-   coach: as it says.',
			'-   coach: as it says.\n-   whisper: New.',
		),
		[
			'supervisorHelpAction.upsert body action values: barge_in, coach, monitor, observe, whisper | barge_in, coach, monitor, observe',
		],
	],
	[
		'another table',
		changed('help-request-api', '\\[supervisor\\_help\\_action\\]', '\\[help\\_action\\]'),
		['supervisorHelpAction.upsert body action_sys_id table: help_action | supervisor_help_action'],
	],
	[
		'a new status',
		changed('help-request-api', '|404|Something.|', '|404|Something.|\n|409|Conflict.|'),
		['supervisorHelpAction.upsert request statuses: 200, 400, 401, 404, 409 | 200, 400, 401, 404'],
	],
	[
		'another role',
		changed('help-request-api', 'interaction\\_integration\\_user', 'help\\_user'),
		['supervisorHelpAction.upsert request roles: help_user | interaction_integration_user'],
	],
	[
		'another plugin',
		changed('help-request-api', 'com.glide.interaction', 'com.glide.help'),
		['supervisorHelpAction.upsert request plugin: com.glide.help | com.glide.interaction'],
	],
	[
		'another URL with a version',
		changed(
			'contact-api',
			'Versioned URL: `/api/now/{api_version}/contact`',
			'Versioned URL: `/api/now/{api_version}/people`',
		),
		[
			'contact.getAll request versioned URL: /api/now/{api_version}/people | /api/now/{api_version}/contact',
		],
	],
	[
		'another operation in the place of a known one',
		changed(
			'help-request-api',
			'Default URL: `/api/now/helprequest/action/create_or_update`',
			'Default URL: `/api/now/helprequest/action`',
		),
		[
			'POST /api/now/helprequest/action request presence: there | -',
			'supervisorHelpAction.upsert request presence: - | there',
		],
	],
	[
		'a page that is gone',
		workingCopy((text, name) => (name === 'openframe-api' ? undefined : text)),
		['openframe-api page presence: - | there'],
	],
])('finds %s', (_name, folder, expected) => {
	const found = linesOf(folder);
	expect(found.filter((line) => expected.includes(line))).toEqual(expected);
	// The first place in the page is the one that was changed; nothing else may differ.
	expect(found).toHaveLength(expected.length);
});

describe('what is settled', () => {
	const folder = changed('contact-api', STREET, STREET.replace('255', '100'));
	const entry: Settled = {
		operations: ['contact.getAll'],
		where: ['response street'],
		aspect: 'maxLength',
		page: '100',
		contract: '255',
		reason: 'Streets are long.',
	};

	test('is not reported as new', () => {
		expect(linesOf(folder, [entry])).toEqual([]);
		expect(findDrift(folder, [entry]).settled).toHaveLength(1);
	});

	test.each([
		['the page changes again', { page: '80' }],
		['the contract changes', { contract: '300' }],
		['it was another operation', { operations: ['contact.get'] }],
		['it was another parameter', { where: ['response city'] }],
		['it was about something else', { aspect: 'default' }],
		['it was of another release', { releases: ['yesteryear'] }],
	])('is new again when %s', (_name, other) => {
		expect(linesOf(folder, [{ ...entry, ...other }])).toHaveLength(1);
	});

	test('is told when the pages have it no more, unless the page is missing or the release another', () => {
		const agreeing = workingCopy();
		expect(findDrift(agreeing, [entry]).outdated).toEqual([entry]);
		expect(findDrift(folder, [entry]).outdated).toEqual([]);
		expect(findDrift(agreeing, [{ ...entry, releases: ['yesteryear'] }]).outdated).toEqual([]);
		const without = workingCopy((text, name) => (name === 'contact-api' ? undefined : text));
		expect(findDrift(without, [entry]).outdated).toEqual([]);
	});

	test('names operations or pages of the contract, and a reason', () => {
		const known = new Set(contractFacts().flatMap(({ id, page }) => [id, page]));
		for (const { operations, reason } of readSettled()) {
			expect(operations.filter((one) => !known.has(one))).toEqual([]);
			expect(reason).toMatch(/\S.*\.\)?\.?$/s);
		}
	});
});

/** The command starts a process of its own, which takes its time on a busy machine. */
const PATIENCE_MS = 60_000;

describe('the command', () => {
	jest.setTimeout(PATIENCE_MS);

	const launch = promisify(execFile);
	const run = async (...args: string[]) =>
		await launch(process.execPath, ['scripts/run.mjs', 'drift', ...args]);

	test('ends with 1 where something is new, and says what', async () => {
		const folder = changed('contact-api', STREET, STREET.replace('255', '100'));
		await expect(run(folder)).rejects.toMatchObject({
			code: 1,
			stdout: expect.stringContaining(
				'contact.getAll, response street, maxLength: the page has 100, the contract 255',
			),
		});
	});

	test('ends with 0 where nothing is new', async () => {
		expect((await run(workingCopy())).stdout).toMatch(/0 differences are new, 0 are settled\.\n$/);
	});

	test('ends with 2 for a folder without the pages', async () => {
		await expect(run(tmpdir())).rejects.toMatchObject({
			code: 2,
			stderr: expect.stringContaining('There are no pages of the APIs in'),
		});
	});

	test('ends with 2 without a folder, and explains itself', async () => {
		await expect(run()).rejects.toMatchObject({
			code: 2,
			stdout: expect.stringContaining('usage: npm run drift -- <folder>'),
		});
	});
});
