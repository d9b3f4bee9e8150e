export default {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.mts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', '<rootDir>/test/campaign/'],
	modulePathIgnorePatterns: [
		'<rootDir>/dist/',
		'<rootDir>/runtime/',
		'<rootDir>/.n8n-data/',
		'<rootDir>/.mutation/',
		'<rootDir>/.contract/',
		'<rootDir>/.versions/.*/package.json',
	],
	moduleFileExtensions: ['mts', 'ts', 'mjs', 'js', 'json'],
	// Also packages that are ES modules only, which Jest cannot require.
	transform: {
		'^.+\\.m?[jt]s$': [
			'@swc/jest',
			{ jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
		],
	},
	transformIgnorePatterns: [
		'/node_modules/(?!(@apidevtools/json-schema-ref-parser|get-port|markdown-table|p-wait-for)/)',
	],
	globalTeardown: '<rootDir>/scripts/checks/openHandles.mjs',
	setupFiles: ['<rootDir>/test/engine/environment.mts', '<rootDir>/test/support/chance.mts'],
};
