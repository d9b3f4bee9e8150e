import { setTimeout as sleep } from 'node:timers/promises';
import { startWorkers, type Part } from '../bench.mts';
import { startInstance, type BenchInstance } from '../instance.mts';
import type { Outcome, Workload } from '../job.mts';
import { seconds, type Section, type Target } from '../report.mts';
import type { Worker } from '../workers.mts';

const LOAD = { nodes: 4, permits: 4, latencyMs: 20 };

/** Milliseconds, at most, after which a search shows what was created, where Settle Time is enough. */
const COMMIT_MS = 2000;

interface Scenario {
	title: string;
	record: 'call' | 'contact';
	/** Whether two processes get each item at once. */
	isTwice: boolean;
	commitDelayMs: number;
	/** Share of the creates whose response gets lost. */
	lostShare?: number;
	/** Seconds of the option; default when left out. */
	settleTime?: number;
	/** Share of the scale's items: fewer are done before their records are visible. */
	share?: number;
}

const SCENARIOS: Scenario[] = [
	{
		title: 'Calls, each to two processes',
		record: 'call',
		isTwice: true,
		commitDelayMs: COMMIT_MS,
	},
	{
		title: 'New callers, each to two processes',
		record: 'contact',
		isTwice: true,
		commitDelayMs: COMMIT_MS,
	},
	{
		title: 'Calls, 20 % of the responses lost',
		record: 'call',
		isTwice: false,
		commitDelayMs: COMMIT_MS,
		lostShare: 0.2,
	},
	{
		title: 'Contacts, 20 % of the responses lost',
		record: 'contact',
		isTwice: false,
		commitDelayMs: COMMIT_MS,
		lostShare: 0.2,
	},
	{
		title: 'Calls, each to two processes, Settle Time too short (1 s)',
		record: 'call',
		isTwice: true,
		commitDelayMs: 5 * COMMIT_MS,
		settleTime: 1,
		share: 0.2,
	},
];

/** What came of a scenario. */
interface Done {
	scenario: Scenario;
	ids: number;
	ms: number;
	/** Records that were created. */
	created: number;
	/** Those that are open; contacts cannot be closed. */
	open: number;
	/** IDs without an open record, and with several. */
	without: number;
	several: number;
	/** IDs of which each process names the same record, which exists and is open. */
	named: number;
	/** Items that fail, so that a person has to look into them. */
	failed: number;
	/** Items that found their record after its response was lost. */
	found: number;
	requests: number;
	rejected: number;
}

interface Row {
	id: string;
	sysId: string;
	isOpen: boolean;
}

async function rowsOf(instance: BenchInstance, { record }: Scenario): Promise<Row[]> {
	const isCall = record === 'call';
	const [table, column] = isCall
		? ['interaction', 'client_session_id']
		: ['customer_contact', 'email'];
	const rows = await instance.rows(table, `${column}STARTSWITHonce-`, ['sys_id', 'state', column]);
	return rows.map((row) => ({
		id: row[column].split('@')[0],
		sysId: row.sys_id,
		isOpen: !isCall || !row.state.startsWith('closed'),
	}));
}

function countOf(values: boolean[]): number {
	return values.filter(Boolean).length;
}

function judge(ids: string[], rows: Row[], outcomes: Outcome[]) {
	const open = rows.filter(({ isOpen }) => isOpen);
	const openOf = new Map(ids.map((id): [string, string[]] => [id, []]));
	for (const { id, sysId } of open) openOf.get(id)?.push(sysId);
	const results = outcomes.map(({ once = [] }) => once);
	const isNamed = (id: string, index: number) => {
		const named = results.map((items) => items[index]?.sysId);
		return named.every((sysId) => sysId === named[0]) && openOf.get(id)!.includes(named[0] ?? '');
	};
	return {
		created: rows.length,
		open: open.length,
		without: countOf(ids.map((id) => openOf.get(id)!.length === 0)),
		several: countOf(ids.map((id) => openOf.get(id)!.length > 1)),
		named: countOf(ids.map(isNamed)),
		failed: countOf(results.flat().map(({ sysId }) => sysId === undefined)),
		found: countOf(results.flat().map(({ foundAfterFailure }) => foundAfterFailure)),
	};
}

async function runScenario(workers: Worker[], scenario: Scenario, count: number): Promise<Done> {
	const { commitDelayMs, isTwice, lostShare = 0, record, settleTime } = scenario;
	// Numbers of other scenarios must not be seen as old records.
	const instance = await startInstance(0);
	await instance.set({ ...LOAD, commitDelayMs });
	await instance.loseResponses(lostShare);
	const ids = Array.from({ length: count }, (_, index) => `once-${index}`);
	const work: Workload = { kind: 'once', record, ids, settleTime };
	const start = performance.now();
	const outcomes = await Promise.all(
		workers
			.slice(0, isTwice ? 2 : 1)
			.map(async (worker) => await worker.run({ ...work, url: instance.url })),
	);
	const ms = performance.now() - start;
	const seen = await instance.seen();
	await instance.loseResponses(0);
	await sleep(commitDelayMs);
	const rows = await rowsOf(instance, scenario);
	instance.stop();
	const error = outcomes.find(({ error: message }) => message !== undefined)?.error;
	if (error !== undefined) throw new Error(`${scenario.title}: ${error}`);
	return {
		scenario,
		ids: count,
		ms,
		...judge(ids, rows, outcomes),
		requests: seen.length,
		rejected: seen.filter(({ status }) => status === 429).length,
	};
}

function targetOf({ scenario, ids, ...done }: Done): Target {
	const { commitDelayMs, isTwice, record, settleTime, title } = scenario;
	const text = `${ids.toLocaleString('en')} × ${title}, visible up to ${commitDelayMs / 1000} s late`;
	if (settleTime !== undefined) {
		const measured = `${done.without} without an open one, ${done.several} with two, ${done.named} named alike`;
		const met = done.without + done.failed === 0;
		return { text: `${text}: each has an open one`, measured, met };
	}
	const named = isTwice ? 'each named alike by both' : 'each named';
	const measured = `${done.open} records, ${done.named} named, ${done.failed} failed`;
	// Contacts cannot be closed.
	const isOne = done.open === ids || (isTwice && record === 'contact');
	const met = isOne && done.named === ids && done.failed === 0;
	const what = isTwice && record === 'contact' ? '' : 'one open record each, ';
	return { text: `${text}: ${what}${named}, none failed`, measured, met };
}

function sectionOf(all: Done[]): Section {
	return {
		title: 'Exactly once',
		head: [
			'Work',
			'IDs',
			'Late by',
			'Created',
			'Open',
			'Named',
			'Failed',
			'Found',
			'Requests',
			'429',
			'Time',
		],
		rows: all.map(({ scenario, ...done }) => [
			scenario.title,
			done.ids.toLocaleString('en'),
			`up to ${scenario.commitDelayMs / 1000} s`,
			done.created.toLocaleString('en'),
			scenario.record === 'call' ? done.open.toLocaleString('en') : '-',
			done.named.toLocaleString('en'),
			String(done.failed),
			String(done.found),
			done.requests.toLocaleString('en'),
			String(done.rejected),
			seconds(done.ms),
		]),
		notes: [
			'Voice interactions with Reuse by Client Session ID, and contacts with Reuse Existing Contact by email, with default settings unless a row says otherwise, on four application nodes with four permits each, at 20 ms. Where the work says so, two processes get the same items at once. A search shows a new record after a random time up to the one of "Late by".',
			'"Named" are the IDs for which all items return the same record, one that is open. "Failed" are items without a record, which a person would have to look into. "Found" are items that found their record after its response was lost: the connection broke before or after the create, HTTP 500 after it, or HTTP 202.',
			'A Settle Time shorter than the instance is late takes the guarantee away that everybody names the same record. What remains is that none is without an open one.',
		],
	};
}

/** Lets processes that know nothing of each other create the same records, and loses responses. */
export const once: Part = async ({ items }, say) => {
	const workers = (await Promise.all([startWorkers(['ours']), startWorkers(['ours'])])).flat();
	const all: Done[] = [];
	for (const scenario of SCENARIOS) {
		const done = await runScenario(workers, scenario, items * (scenario.share ?? 1));
		all.push(done);
		say(
			`${scenario.title}: ${done.created} created, ${done.open} open, ${done.named} named, ${done.failed} failed, ${seconds(done.ms)}`,
		);
	}
	workers.forEach((worker) => worker.stop());
	return { sections: [sectionOf(all)], targets: all.map(targetOf), highlights: [] };
};
