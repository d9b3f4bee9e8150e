import { Suite } from './suite.mts';
import type { Case } from './collect.mts';

/** What Stryker's instrumented code reads and writes. */
interface Instrumentation {
	activeMutant?: string;
	currentTestId?: string;
	mutantCoverage?: object;
	hitCount?: number;
	hitLimit?: number;
}

/** As far as they matter, https://stryker-mutator.io/docs/stryker-js/guides/create-a-plugin */
interface Options {
	unitRunner: { setup: string[]; files: string[] };
}

interface MutantRun {
	activeMutant: { id: string };
	testFilter?: string[];
	hitLimit?: number;
	reloadEnvironment: boolean;
}

const instrumentation: Instrumentation = ((
	globalThis as { __stryker__?: Instrumentation }
).__stryker__ ??= {});

interface Result {
	test: Case;
	error?: Error;
	timeSpentMs: number;
}

/** Runs the tests of a room for each mutant, in a process where they stay loaded. */
class UnitTestRunner {
	static readonly inject = ['options'];

	private readonly suite: Suite;

	/** Tests that can run again only when their file is loaded anew. */
	private readonly onlyFresh = new Set<string>();

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
		if (options.reloadEnvironment) this.suite.load();
		for (;;) {
			const killer = await this.findKiller(options);
			if (!killer || this.onlyFresh.has(killer.test.id)) return this.outcome(options, killer);
			const { error } = await this.timed(killer.test);
			if (!error) return this.outcome(options, killer);
			// Not the mutant made it fail, but what itself or another test has left behind.
			this.onlyFresh.add(killer.test.id);
		}
	}

	private outcome({ testFilter = [] }: MutantRun, killer?: Result) {
		const nrOfTests = testFilter.length;
		if (!killer) return { status: 'survived', nrOfTests };
		const failureMessage = String(killer.error?.stack);
		return { status: 'killed', nrOfTests, killedBy: [killer.test.id], failureMessage };
	}

	/** The first test that fails with the mutant; the fast ones go first. */
	private async findKiller(options: MutantRun): Promise<Result | undefined> {
		const { activeMutant, testFilter, hitLimit } = options;
		const wanted = new Set(testFilter);
		const tests = this.suite.cases
			.filter(({ id }) => !testFilter || wanted.has(id))
			.sort((one, other) => this.usual(one) - this.usual(other));
		try {
			for (const test of tests) {
				instrumentation.hitLimit = hitLimit;
				instrumentation.hitCount = hitLimit === undefined ? undefined : 0;
				instrumentation.activeMutant = activeMutant.id;
				const result = await this.timed(test);
				if (result.error) return result;
			}
			return undefined;
		} finally {
			instrumentation.activeMutant = undefined;
			instrumentation.hitCount = undefined;
		}
	}

	private usual({ id }: Case): number {
		return this.usualMs.get(id) ?? 0;
	}

	private async timed(test: Case): Promise<Result> {
		const start = performance.now();
		const error = await this.suite.run(
			this.onlyFresh.has(test.id) ? this.suite.reload(test) : test,
		);
		return { test, error, timeSpentMs: performance.now() - start };
	}
}

export const strykerPlugins = [
	{ kind: 'TestRunner', name: 'unit', injectableClass: UnitTestRunner },
];
