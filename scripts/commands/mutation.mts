import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { root } from '../bootstrap.mjs';
import { mustRun } from '../program.mts';

const USAGE = `Changes the code of folders or files in every place, and looks whether the tests in test/unit see it.

usage: npm run mutation -- <folder or file> …`;

const STRYKER = '9.0.1';

/** Git ignores it: the tool, its copy of the repository, and what it found. */
const HOME = join(root, '.mutation');

/** A mutant whose tests take longer than they did before, by this much, has made them run for ever. */
const PATIENCE_MS = 5_000;

/** What Jest loads before each file. */
const SETUP = ['test/engine/environment.mts', 'test/support/chance.mts'];

/** Tests of other code, those that read the sources, and models that take seconds, which is too long here. */
const LEFT_OUT = /^(drift|scripts|simulator)\/|errorsPage|paceModel|createOnce/;

async function install(): Promise<void> {
	// npm writes it as the last thing, so an install that broke off does not count.
	if (existsSync(join(HOME, 'node_modules', '.package-lock.json'))) return;
	console.log('Installing Stryker. This takes about a minute, only once.');
	await mkdir(HOME, { recursive: true });
	const dependencies = { '@stryker-mutator/core': STRYKER };
	await writeFile(join(HOME, 'package.json'), JSON.stringify({ private: true, dependencies }));
	await mustRun('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: HOME });
}

async function testFiles(): Promise<string[]> {
	const names = await readdir(join(root, 'test', 'unit'), { recursive: true });
	const tests = names.filter((name) => name.endsWith('.test.mts') && !LEFT_OUT.test(name));
	return tests.sort().map((name) => `test/unit/${name}`);
}

/** What results of the same places are kept by. */
function nameOf(places: string[]): string {
	const [first] = places.map((place) => place.replace(/^nodes\/|\/$|\.ts$/g, ''));
	const all = createHash('sha256').update(places.join()).digest('hex');
	return [first.replaceAll('/', '-'), ...(places.length > 1 ? [all.slice(0, 8)] : [])].join('-');
}

/** @returns the file that has Stryker's options, https://stryker-mutator.io/docs/stryker-js/configuration */
async function configure(places: string[]): Promise<string> {
	const name = nameOf(places);
	const file = join(HOME, `${name}.options.json`);
	const options = {
		mutate: places.map((place) =>
			place.endsWith('.ts') ? place : `${place.replace(/\/$/, '')}/**/*.ts`,
		),
		plugins: [join(root, 'scripts', 'mutation', 'plugin.mts')],
		testRunner: 'unit',
		unitRunner: { setup: SETUP, files: await testFiles() },
		warnings: { unknownOptions: false },
		coverageAnalysis: 'perTest',
		concurrency: 1,
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

async function main(places: string[]): Promise<void> {
	if (places.length === 0 || !places.every((place) => existsSync(join(root, place)))) {
		console.error(USAGE);
		process.exitCode = 1;
		return;
	}
	await install();
	const stryker = join(HOME, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
	const { exitCode } = await execa(process.execPath, [stryker, 'run', await configure(places)], {
		cwd: root,
		// Also for the processes that Stryker starts.
		env: { NODE_OPTIONS: '--import tsx' },
		stdio: 'inherit',
		reject: false,
	});
	process.exitCode = exitCode;
}

await main(process.argv.slice(2));
