import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

const oldestNode = 20;

/** @throws Error when this Node.js is too old for the tools */
export function checkNode(version = process.versions.node) {
	if (Number(version.split('.')[0]) >= oldestNode) return;
	throw new Error(
		`Node.js ${oldestNode} or newer is required, but this is ${version}. Install it from https://nodejs.org and run the command again.`,
	);
}

function readPackages(file) {
	return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

/**
 * Whether node_modules of a folder holds what its lockfile says. npm notes in a lockfile of its own
 * what it has installed, as the last thing it does, so an install that broke off does not count.
 */
export function isInstalled(folder) {
	const installed = readPackages(join(folder, 'node_modules', '.package-lock.json'));
	if (!installed) return false;
	return Object.entries(readPackages(join(folder, 'package-lock.json'))).every(
		// Optional packages for other systems are in the one and not in the other.
		([path, { version, optional }]) =>
			path === '' || optional || installed[path]?.version === version,
	);
}

function runNpm(args) {
	return new Promise((resolve, reject) => {
		const npm = spawn('npm', args, {
			cwd: root,
			stdio: 'inherit',
			// npm is a script there, which Windows starts through its shell only.
			shell: process.platform === 'win32',
		});
		npm.on('error', () =>
			reject(
				new Error('npm was not found. Install it together with Node.js from https://nodejs.org.'),
			),
		);
		npm.on('close', (code) => {
			if (code === 0) resolve();
			else reject(new Error(`npm ${args.join(' ')} failed. Its messages are above.`));
		});
	});
}

/** Installs the tools of the repository, unless they are there already. */
export async function installTools() {
	if (isInstalled(root)) return;
	console.log('Installing the tools of this repository. This takes about a minute, only once.');
	await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}
