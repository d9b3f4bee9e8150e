import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { isInstalled, root } from '../bootstrap.mjs';
import { runtimeTasks } from '../n8n/runtime.mts';
import { userFolderOf } from '../package.mts';
import { mustRun, run } from '../program.mts';
import { runTasks } from '../tasks.mts';
import type { Source } from './client.mts';

const nodeFolder = join(root, 'clients');

const home = userFolderOf('clients');

const venv = join(home, 'python');

const binaries = join(venv, process.platform === 'win32' ? 'Scripts' : 'bin');

/** The Python that has the clients. */
export const pythonBinary = join(binaries, 'python');

/** PATH with the programs of that Python in front; one that the machine has takes their place. */
export const pathWithPython = [binaries, process.env.PATH].join(delimiter);

/** Installs the clients of `clients/package.json`. */
export async function installNodeClients(): Promise<void> {
	if (isInstalled(nodeFolder)) return;
	await mustRun('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: nodeFolder,
	});
}

/** The node is part of the n8n that `npm start` uses. */
export async function installBuiltInNode(): Promise<void> {
	await runTasks(runtimeTasks.slice(0, 1));
}

const lastLine = (output: string) => output.trim().split('\n').pop() ?? '';

/**
 * Installs packages for Python into an environment of their own.
 *
 * @param requirements with their versions
 * @param program that they bring; where the machine has it, they are not needed
 * @throws Error where there is no Python, or a package cannot be had
 */
export async function installPython(requirements: string[], program?: string): Promise<void> {
	if (!existsSync(pythonBinary)) {
		const made = await run('python3', ['-m', 'venv', venv]);
		if (!made.ok) throw new Error(`python3 -m venv: ${lastLine(made.output)}`);
	}
	const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--retries', '1'];
	const { ok, output } = await run(pythonBinary, [...pip, ...requirements]);
	if (ok) return;
	if (program !== undefined && (await run(program, ['--version'])).ok) return;
	throw new Error(`pip: ${lastLine(output)}`);
}

/** Where a source is, once it has been cloned. */
export const folderOf = ({ repository, tag }: Source): string =>
	join(home, 'sources', `${repository.replace('/', '-')}-${tag}`);

/** Clones a source. @throws Error where it cannot be had, or its tag points to something else now */
export async function clonedSource(source: Source): Promise<void> {
	const folder = folderOf(source);
	const inFolder = { cwd: folder };
	if (!existsSync(join(folder, '.git', 'index'))) {
		await rm(folder, { recursive: true, force: true });
		await mkdir(folder, { recursive: true });
		const url = `https://github.com/${source.repository}`;
		const args = ['clone', '--quiet', '--depth', '1', '--branch', source.tag, url, '.'];
		const { ok, output } = await run('git', args, inFolder);
		if (!ok) throw new Error(`git clone ${url}: ${lastLine(output)}`);
	}
	const { output } = await run('git', ['rev-parse', 'HEAD'], inFolder);
	if (output.trim() === source.commit) return;
	throw new Error(`${source.repository} ${source.tag} is ${output.trim()}, not ${source.commit}`);
}
