import base from './jest.config.mjs';

export default {
	...base,
	testMatch: ['<rootDir>/test/campaign/**/*.test.mts'],
	testPathIgnorePatterns: ['/node_modules/'],
	// Loads and waits take real time.
	testTimeout: 60_000,
	// Most of it is waits, of which many can pass at once.
	maxConcurrency: 20,
};
