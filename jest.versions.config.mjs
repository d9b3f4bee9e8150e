import base from './jest.config.mjs';

const { ENGINE } = process.env;

const [[, toCommonJs]] = Object.entries(base.transform);

/** The tests of the engine, with the engine that is installed in the folder `ENGINE`. */
export default {
	...base,
	testMatch: ['<rootDir>/test/engine/**/*.test.mts'],
	moduleNameMapper: {
		'^(n8n-core|n8n-workflow|reflect-metadata)$': `${ENGINE}/node_modules/$1`,
	},
	// Node.js requires packages of this form by itself, and Jest does not.
	transform: { ...base.transform, '/node_modules/.+\\.js$': toCommonJs },
	transformIgnorePatterns: [
		'/node_modules/(?!(@apidevtools/json-schema-ref-parser|p-retry|is-network-error)/)',
	],
};
