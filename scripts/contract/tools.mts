import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../bootstrap.mjs';
import { mustRun, run, type Outcome } from '../program.mts';

/** Git ignores it: other people's tools, and what they are given. */
export const HOME = join(root, '.contract');

const VERSIONS = {
	'@apideck/portman': '1.33.0',
	'@redocly/cli': '2.77.0',
	'@stoplight/prism-cli': '5.14.2',
	'@stoplight/spectral-cli': '6.16.3',
	newman: '6.2.2',
	'openapi-typescript': '7.13.0',
	typescript: '5.9.3',
};

/** Installs the tools, in a folder of their own: they are many, and nothing else needs them. */
export async function installContractTools(): Promise<void> {
	// npm writes it as the last thing, so an install that broke off does not count.
	if (existsSync(join(HOME, 'node_modules', '.package-lock.json'))) return;
	console.log('Installing the tools. This takes about a minute, only once.');
	await mkdir(HOME, { recursive: true });
	const manifest = { private: true, dependencies: VERSIONS };
	await writeFile(join(HOME, 'package.json'), JSON.stringify(manifest));
	await mustRun('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: HOME });
}

/** Where a tool's program is. */
export const programOf = (name: string) => join(HOME, 'node_modules', '.bin', name);

/** Runs one of the tools in its folder. @returns how it ended, never throws */
export async function runTool(name: string, args: string[]): Promise<Outcome> {
	return await run(programOf(name), args, { cwd: HOME });
}
