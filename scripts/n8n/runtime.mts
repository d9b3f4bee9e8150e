import { existsSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { ListrTask } from 'listr2';
import { isInstalled, root } from '../bootstrap.mjs';
import { mustRun } from '../program.mts';
import { withClock } from '../tasks.mts';

const folder = join(root, 'runtime');
const packages = join(folder, 'node_modules');
const nodePackage = join(packages, 'node');
const sqlitePackage = join(packages, 'sqlite3');
const sqliteBinary = join(sqlitePackage, 'build', 'Release', 'node_sqlite3.node');

/** The Node.js that n8n needs, whatever Node.js the user has. */
export const nodeBinary = join(
	nodePackage,
	'bin',
	process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Start file of n8n, for {@link nodeBinary}. */
export const n8nEntry = join(packages, 'n8n', 'bin', 'n8n');

/** The library that n8n shares with the nodes of other packages. */
export const n8nWorkflow = join(packages, 'n8n-workflow');

/** PATH with the Node.js of n8n in front. */
export function pathWithNode(): string {
	return [dirname(nodeBinary), process.env.PATH].join(delimiter);
}

/** The binary's package brings its headers along: compiling then downloads nothing. */
function headers(): Record<string, string> {
	const inner = join(nodePackage, 'node_modules');
	const found = readdirSync(inner).find((name) => existsSync(join(inner, name, 'include', 'node')));
	return found === undefined ? {} : { npm_config_nodedir: join(inner, found) };
}

/**
 * What installs the real n8n into `runtime/`, in the versions of its lockfile; what is there already
 * is skipped. No install script runs but the two that are needed, and these as plain `npm run`: newer
 * versions of npm block install scripts, and `npm rebuild` then does nothing without a word.
 */
export const runtimeTasks: ListrTask[] = [
	{
		title: 'Install n8n (about 2,000 packages, 2 GB)',
		skip: () => isInstalled(folder) && 'n8n is installed',
		task: (_, task) =>
			withClock(
				task,
				'npm installs n8n, which takes 2 to 5 minutes, only once',
				mustRun('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
					cwd: folder,
				}),
			),
	},
	{
		title: 'Install Node.js 24 for n8n',
		skip: () => existsSync(nodeBinary) && 'Node.js 24 for n8n is installed',
		task: (_, task) =>
			withClock(
				task,
				'npm downloads Node.js 24 into the folder of n8n',
				mustRun('npm', ['run', 'preinstall'], { cwd: nodePackage }),
			),
	},
	{
		title: 'Install the database of n8n',
		skip: () => existsSync(sqliteBinary) && 'The database of n8n is installed',
		task: (_, task) =>
			withClock(
				task,
				'npm downloads sqlite3, or compiles it in about a minute',
				mustRun('npm', ['run', 'install'], {
					cwd: sqlitePackage,
					env: { PATH: pathWithNode(), ...headers() },
				}),
			),
	},
];
