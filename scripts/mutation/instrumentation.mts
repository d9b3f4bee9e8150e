/** What Stryker's instrumented code reads and writes. */
interface Instrumentation {
	activeMutant?: string;
	currentTestId?: string;
	mutantCoverage?: object;
	hitCount?: number;
	hitLimit?: number;
}

const global = globalThis as { __stryker__?: Instrumentation };

/** Shared with all code that Stryker has instrumented in this process. */
export const instrumentation: Instrumentation = (global.__stryker__ ??= {});
