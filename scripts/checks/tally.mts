import type { Outcome } from '../program.mts';

/** Tests counted, and what there is to read about them. */
export interface Tally {
	passed: number;
	failed: number;
	output: string;
}

/** What Jest counts, in the file that it writes: https://jestjs.io/docs/cli#--json */
export interface JestCounts {
	numPassedTests: number;
	numFailedTests: number;
	/** Files that could not even be loaded. */
	numRuntimeErrorTestSuites: number;
}

/** A program as one check that passes or fails. */
export function once({ ok, output }: Pick<Outcome, 'ok' | 'output'>): Tally {
	return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, output };
}

/** The tests of Jest. A file that does not load is a failure, and so is an end without success. */
export function tallyOfJest(counts: JestCounts, { ok, output }: Omit<Outcome, 'seconds'>): Tally {
	const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
	return { passed: counts.numPassedTests, failed: ok ? failed : Math.max(failed, 1), output };
}

/** The sums of some tallies, without their output. */
export function sumOf(tallies: Tally[]): Tally {
	return tallies.reduce(
		(sum, { passed, failed }) => ({
			passed: sum.passed + passed,
			failed: sum.failed + failed,
			output: '',
		}),
		{ passed: 0, failed: 0, output: '' },
	);
}

/** The counts as a line, which `.ci/run` looks for. */
export function summaryOf({ passed, failed }: Tally): string {
	return `${passed} passed, ${failed} failed`;
}
