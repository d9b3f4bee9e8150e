import { guesses } from '../../simulator/fidelity/areas.mts';
import { NotPossible, type Client } from './client.mts';
import { NOT_ASKED } from './notAsked.mts';
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
	/** Why no instance is asked that; undefined where it is. */
	notAsked?: string;
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

const titleOf = (guess: string) => `${guess}: ${guesses.get(guess)?.does}`;

/** Guesses and samples that no instance is asked about, with the reasons. */
function notAsked(samples: SampleCheck[]): Outcome[] {
	const ofGuesses = Object.entries(NOT_ASKED).map(([guess, reason]) => ({
		title: titleOf(guess),
		notAsked: reason,
	}));
	const ofSamples = samples.filter((sample) => sample.notAsked !== undefined);
	return [...ofGuesses, ...ofSamples].map(({ title, notAsked: reason }) => ({
		title,
		differences: [],
		notAsked: reason,
	}));
}

function lineOf({ title, differences, skipped, notAsked: reason }: Outcome): string {
	if (reason !== undefined) return `not asked: ${title}: ${reason}`;
	if (skipped !== undefined) return `skipped: ${skipped}: ${title}`;
	return `${differences.length > 0 ? 'DIFFERS' : 'as expected'}: ${title}`;
}

/** What is checked, in one way for guesses and samples. */
interface Check {
	title: string;
	/** What it creates or changes; undefined where it reads only. */
	writes?: string;
	check(): Promise<string[]>;
}

function checksOf({ real, simulated }: VerifyOptions, samples: SampleCheck[]): Check[] {
	const ofProbe = ({ guess, writes: what, look }: Probe): Check => ({
		title: titleOf(guess),
		writes: what,
		check: async () => seenDifferences(await look(real), await look(simulated)),
	});
	const ofSample = ({ title, writes: changes, differences }: SampleCheck): Check => ({
		title,
		writes: changes ? `sends the ${title.replace('Documented', 'documented')}` : undefined,
		check: async () => await differences(real),
	});
	const sent = samples.filter((sample) => sample.notAsked === undefined);
	return [...[...reads, ...writes].map(ofProbe), ...sent.map(ofSample)];
}

/**
 * Holds guesses and documented samples against a real instance: first what only reads, then, where
 * that is allowed, what creates or changes records. Names the others at the end.
 *
 * @returns what came of each check, in order
 * @throws Error where the instance rejects the login, or is not reached
 */
export async function verify(options: VerifyOptions): Promise<Outcome[]> {
	const { real, mayWrite, print } = options;
	const outcomes: Outcome[] = [];
	const note = (outcome: Outcome) => {
		print(lineOf(outcome));
		outcomes.push(outcome);
	};
	const { status } = await real.get('/api/now/table/sys_user?sysparm_limit=1');
	if (status === 401) throw new Error('The instance rejected the login. Nothing was checked.');
	const samples = sampleChecks();
	const checks = checksOf(options, samples);
	for (const { title, writes: what, check } of checks) {
		if (what === undefined) note(await outcomeOf(title, check));
	}
	const changing = checks.filter((check) => check.writes !== undefined);
	const allowed = await mayWrite(changing.map((check) => String(check.writes)));
	for (const { title, check } of changing) {
		if (allowed) note(await outcomeOf(title, check));
		else note({ title, differences: [], skipped: 'it would change records' });
	}
	notAsked(samples).forEach(note);
	return outcomes;
}

const section = (title: string, lines: string[]) =>
	lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];

/** @returns the outcomes as an issue in Markdown, without the address of the instance */
export function report(outcomes: Outcome[], version: string): string {
	const differing = outcomes.filter(({ differences }) => differences.length > 0);
	const skipped = outcomes.filter((outcome) => outcome.skipped !== undefined);
	const others = outcomes.filter((outcome) => outcome.notAsked !== undefined);
	const same = outcomes.length - differing.length - skipped.length - others.length;
	const list = (titled: Outcome[], lines: (outcome: Outcome) => unknown[]) =>
		titled.flatMap((outcome) => [
			`- ${outcome.title}`,
			...lines(outcome).map((line) => `  - ${String(line)}`),
		]);
	return [
		`# A real instance and servicenow-simulator ${version}`,
		'',
		`${same} checks as expected, ${differing.length} differ, ${skipped.length} skipped, ${others.length} not asked. Release of the instance: (please add)`,
		...section(
			'Differs',
			list(differing, ({ differences }) => differences),
		),
		...section(
			'Skipped',
			list(skipped, (outcome) => [outcome.skipped]),
		),
		...section(
			'Not asked',
			list(others, (outcome) => [outcome.notAsked]),
		),
	].join('\n');
}
