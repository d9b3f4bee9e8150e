import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { root } from '../bootstrap.mjs';
import { mustRun } from '../program.mts';

const USAGE = `Changes the code of a folder or a file in every place, and looks whether the tests in test/unit see it.

usage: npm run mutation -- <folder or file> [processes, default 1]`;

const STRYKER = '9.0.1';

/** Git ignores it: the tool, its copy of the repository, and what it found. */
const HOME = join(root, '.mutation');

/** A mutant whose tests take longer than they did before, by this much, has made them run for ever. */
const PATIENCE_MS = 20_000;

async function install(): Promise<void> {
	// npm writes it as the last thing, so an install that broke off does not count.
	if (existsSync(join(HOME, 'node_modules', '.package-lock.json'))) return;
	console.log('Installing Stryker. This takes about a minute, only once.');
	await mkdir(HOME, { recursive: true });
	const dependencies = {
		'@stryker-mutator/core': STRYKER,
		'@stryker-mutator/jest-runner': STRYKER,
	};
	await writeFile(join(HOME, 'package.json'), JSON.stringify({ private: true, dependencies }));
	await mustRun('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: HOME });
}

/** @returns the folder in test/unit that has the tests of a place in nodes/, all of them for other places */
function roomOf(place: string): string {
	const [node, room = ''] = place.split('/').slice(1);
	const own: Record<string, string> = {
		ServiceNowContact: 'contact',
		ServiceNowCsmTrigger: 'trigger',
	};
	const name = own[node] ?? room;
	return existsSync(join(root, 'test', 'unit', name)) && name ? `${name}/` : '';
}

/** @returns the file that has Stryker's options, https://stryker-mutator.io/docs/stryker-js/configuration */
async function configure(place: string, concurrency: number): Promise<string> {
	const isFile = place.endsWith('.ts');
	const name = place.replace(/^nodes\/|\/$|\.ts$/g, '').replaceAll('/', '-');
	const file = join(HOME, `${name}.options.json`);
	const options = {
		mutate: [isFile ? place : `${place.replace(/\/$/, '')}/**/*.ts`],
		testRunner: 'jest',
		jest: {
			configFile: 'jest.mutation.config.mjs',
			config: { testMatch: [`<rootDir>/test/unit/${roomOf(place)}**/*.test.mts`] },
			enableFindRelatedTests: false,
		},
		coverageAnalysis: 'perTest',
		concurrency,
		// Tables and texts that are made once, when a file is loaded, would need all tests for each.
		ignoreStatic: true,
		ignorePatterns: ['runtime', '.*', 'dist', 'docs', 'bench', 'examples'],
		incremental: true,
		incrementalFile: join('.mutation', `${name}.incremental.json`),
		tempDirName: join('.mutation', 'copy'),
		reporters: ['clear-text', 'json'],
		clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
		jsonReporter: { fileName: join('.mutation', `${name}.report.json`) },
		timeoutMS: PATIENCE_MS,
	};
	await writeFile(file, JSON.stringify(options, null, '\t'));
	return file;
}

async function main([place, processes = '1']: string[]): Promise<void> {
	if (place === undefined || !existsSync(join(root, place))) {
		console.error(USAGE);
		process.exitCode = 1;
		return;
	}
	await install();
	const stryker = join(HOME, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
	const args = [stryker, 'run', await configure(place, Number(processes))];
	const { exitCode } = await execa(process.execPath, args, {
		cwd: root,
		stdio: 'inherit',
		reject: false,
	});
	process.exitCode = exitCode;
}

await main(process.argv.slice(2));
