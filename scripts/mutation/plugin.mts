import { instrumentation } from './instrumentation.mts';
import { Suite } from './suite.mts';
import type { Case } from './collect.mts';

/** As far as they matter, https://stryker-mutator.io/docs/stryker-js/guides/create-a-plugin */
interface Options {
	unitRunner: { setup: string[]; files: string[] };
}

interface MutantRun {
	activeMutant: { id: string };
	testFilter?: string[];
	hitLimit?: number;
}

interface Result {
	test: Case;
	error?: Error;
	timeSpentMs: number;
}

/** Runs the tests of a room for each mutant, in a process where they stay loaded. */
class UnitTestRunner {
	static readonly inject = ['options'];

	private readonly suite: Suite;

	/** Tests of which it is known that they succeed alone, without the others of their file. */
	private readonly succeedAlone = new Set<string>();

	/** The test that saw the last mutant: neighbors are often seen by the same. */
	private lastKiller?: Case;

	/** Milliseconds of each test without a mutant. */
	private readonly usualMs = new Map<string, number>();

	constructor({ unitRunner: { setup, files } }: Options) {
		const inSandbox = (file: string) => `${process.cwd()}/${file}`;
		this.suite = new Suite(process.cwd(), setup.map(inSandbox), files.map(inSandbox));
	}

	capabilities() {
		return { reloadEnvironment: true };
	}

	/** Stryker begins another process where a mutant never ends. */
	init() {
		this.suite.load();
	}

	async dryRun() {
		const results: Result[] = [];
		for (const test of this.suite.cases) {
			instrumentation.currentTestId = test.id;
			results.push(await this.timed(test));
			instrumentation.currentTestId = undefined;
		}
		const { mutantCoverage } = instrumentation;
		for (const { test, timeSpentMs } of results) this.usualMs.set(test.id, timeSpentMs);
		const tests = results.map(({ test, error, timeSpentMs }) => ({
			id: test.id,
			name: test.id,
			fileName: test.file,
			timeSpentMs,
			...(error ? { status: 1, failureMessage: String(error.stack) } : { status: 0 }),
		}));
		return { status: 'complete', tests, mutantCoverage };
	}

	async mutantRun(options: MutantRun) {
		const wanted = new Set(options.testFilter);
		const tests = this.suite.cases.filter(({ id }) => !options.testFilter || wanted.has(id));
		for (const file of this.byCost(tests)) {
			const killer = await this.findKiller(options, file);
			if (killer) {
				this.lastKiller = killer.test;
				return this.outcome(options, killer);
			}
		}
		return this.outcome(options);
	}

	/** Tests by their files: that of the last killer, then those that take the least time. */
	private byCost(tests: Case[]): Case[][] {
		const files = [...new Set(tests.map(({ file }) => file))];
		const groups = files.map((file) => tests.filter((test) => test.file === file));
		const costs = new Map(groups.map((group) => [group, this.costMs(group)]));
		const place = (group: Case[]) =>
			group[0].file === this.lastKiller?.file ? -1 : costs.get(group)!;
		return groups.sort((one, other) => place(one) - place(other));
	}

	private outcome({ testFilter = [] }: MutantRun, killer?: Result) {
		const nrOfTests = testFilter.length;
		if (!killer) return { status: 'survived', nrOfTests };
		const failureMessage = String(killer.error?.stack);
		return { status: 'killed', nrOfTests, killedBy: [killer.test.id], failureMessage };
	}

	/** The first of the tests of a file that fails with the mutant. Nothing of other mutants is left in it. */
	private async findKiller(options: MutantRun, tests: Case[]): Promise<Result | undefined> {
		const wanted = new Set(tests.map(({ id }) => id));
		const loaded = this.suite.loadFile(tests[0].file).filter(({ id }) => wanted.has(id));
		const place = (test: Case) => (test.id === this.lastKiller?.id ? -1 : this.costMs([test]));
		for (const test of loaded.sort((one, other) => place(one) - place(other))) {
			const result = await this.withMutant(options, test);
			if (result.error && (await this.succeedsAlone(test))) return result;
		}
		return undefined;
	}

	private async withMutant({ activeMutant, hitLimit }: MutantRun, test: Case): Promise<Result> {
		instrumentation.hitLimit = hitLimit;
		instrumentation.hitCount = hitLimit === undefined ? undefined : 0;
		instrumentation.activeMutant = activeMutant.id;
		const result = await this.timed(test);
		instrumentation.activeMutant = undefined;
		instrumentation.hitCount = undefined;
		return result;
	}

	/** Whether it is the mutant that makes a test fail, and not a test before it that was left out. */
	private async succeedsAlone({ file, id }: Case): Promise<boolean> {
		if (this.succeedAlone.has(id)) return true;
		const alone = this.suite.loadFile(file).find((test) => test.id === id)!;
		const { error } = await this.timed(alone);
		if (!error) this.succeedAlone.add(id);
		return !error;
	}

	private costMs(tests: Case[]): number {
		return tests.reduce((sum, { id }) => sum + (this.usualMs.get(id) ?? 0), 0);
	}

	private async timed(test: Case): Promise<Result> {
		const start = performance.now();
		const error = await this.suite.run(test);
		return { test, error, timeSpentMs: performance.now() - start };
	}
}

export const strykerPlugins = [
	{ kind: 'TestRunner', name: 'unit', injectableClass: UnitTestRunner },
];
