import base from './jest.config.mjs';

/** The tests that run code of the nodes alone: those that read sources would see the mutants in them. */
export default {
	...base,
	testMatch: ['<rootDir>/test/unit/**/*.test.mts'],
	testPathIgnorePatterns: [
		...base.testPathIgnorePatterns,
		'<rootDir>/test/unit/(drift|scripts|simulator)/',
		// It compares a generated page with the sources.
		'<rootDir>/test/unit/failure/errorsPage',
	],
	// A mutant may leave something running, which is not what is asked here.
	globalTeardown: undefined,
};
