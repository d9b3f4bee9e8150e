import { NotPossible, type Client } from './client.mts';
import type { Probe, Seen } from './probe.mts';
import { reads } from './reads.mts';
import { sampleChecks, type SampleCheck } from './samples.mts';
import { writes } from './writes.mts';

/** What came of one check. */
export interface Outcome {
	/** What was checked. */
	title: string;
	/** In words, one line each; none where everything is as expected. */
	differences: string[];
	/** Why it could not be made; undefined where it was. */
	skipped?: string;
}

export interface VerifyOptions {
	/** The instance to look at. */
	real: Client;
	/** A simulated instance at its start, to compare with. */
	simulated: Client;
	/** Asks whether to carry out what creates or changes records. @param what in words, one line each */
	mayWrite(what: string[]): Promise<boolean>;
	/** Takes a line about each check as it is made. */
	print(line: string): void;
}

const inWords = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));

function seenDifferences(real: Seen, simulated: Seen): string[] {
	const names = [...new Set([...Object.keys(real), ...Object.keys(simulated)])];
	return names
		.filter((name) => real[name] !== simulated[name])
		.map(
			(name) =>
				`\`${name}\` is ${inWords(real[name])}, the simulator has ${inWords(simulated[name])}`,
		);
}

async function outcomeOf(title: string, check: () => Promise<string[]>): Promise<Outcome> {
	try {
		return { title, differences: await check() };
	} catch (error) {
		if (!(error instanceof NotPossible)) throw error;
		return { title, differences: [], skipped: error.message };
	}
}

/**
 * Holds guesses and documented samples against a real instance: first what only reads, then, where
 * that is allowed, what creates or changes records.
 *
 * @returns what came of each check, in order
 * @throws Error where the instance rejects the login, or is not reached
 */
export async function verify({
	real,
	simulated,
	mayWrite,
	print,
}: VerifyOptions): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	const note = (outcome: Outcome) => {
		const { title, differences, skipped } = outcome;
		const result = differences.length > 0 ? 'DIFFERS' : 'as expected';
		print(`${skipped === undefined ? result : `skipped: ${skipped}`}: ${title}`);
		outcomes.push(outcome);
	};
	const probe = async ({ guess, look }: Probe) =>
		note(
			await outcomeOf(guess, async () => seenDifferences(await look(real), await look(simulated))),
		);
	const sample = async ({ operationId, differences }: SampleCheck) =>
		note(await outcomeOf(`Documented sample of ${operationId}`, () => differences(real)));

	const { status } = await real.get('/api/now/table/sys_user?sysparm_limit=1');
	if (status === 401) throw new Error('The instance rejected the login. Nothing was checked.');
	const samples = sampleChecks();
	for (const one of reads) await probe(one);
	for (const one of samples.filter((check) => !check.writes)) await sample(one);

	const changing = samples.filter((check) => check.writes);
	const what = [
		...writes.map((one) => one.writes ?? one.guess),
		...changing.map(({ operationId }) => `sends the documented sample of ${operationId}`),
	];
	if (await mayWrite(what)) {
		for (const one of writes) await probe(one);
		for (const one of changing) await sample(one);
	} else {
		for (const one of writes) {
			note({ title: one.guess, differences: [], skipped: 'it would change records' });
		}
	}
	return outcomes;
}

/** @returns the outcomes as an issue in Markdown, without the address of the instance */
export function report(outcomes: Outcome[], version: string): string {
	const differing = outcomes.filter(({ differences }) => differences.length > 0);
	const skipped = outcomes.filter((outcome) => outcome.skipped !== undefined);
	const same = outcomes.length - differing.length - skipped.length;
	const list = (titled: Outcome[], lines: (outcome: Outcome) => string[]) =>
		titled.flatMap((outcome) => [`- ${outcome.title}`, ...lines(outcome)]);
	return [
		`# A real instance and servicenow-simulator ${version}`,
		'',
		`${same} checks as expected, ${differing.length} differ, ${skipped.length} skipped. Release of the instance: (please add)`,
		...(differing.length === 0
			? []
			: [
					'',
					'## Differs',
					'',
					...list(differing, ({ differences }) => differences.map((line) => `  - ${line}`)),
				]),
		...(skipped.length === 0
			? []
			: ['', '## Skipped', '', ...list(skipped, (outcome) => [`  - ${outcome.skipped}`])]),
	].join('\n');
}
