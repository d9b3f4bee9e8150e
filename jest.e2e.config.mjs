import base from './jest.config.mjs';

export default {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/e2e/**/*.e2e.mts'],
	modulePathIgnorePatterns: base.modulePathIgnorePatterns,
	moduleFileExtensions: base.moduleFileExtensions,
	transform: base.transform,
	transformIgnorePatterns: base.transformIgnorePatterns,
	globalSetup: '<rootDir>/test/e2e/setup.mjs',
	globalTeardown: '<rootDir>/test/e2e/teardown.mjs',
	// The first execution in a new n8n takes its time.
	testTimeout: 60_000,
};
