import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkNode, installTools, root } from './bootstrap.mjs';

const folder = new URL('commands/', import.meta.url);

function usage() {
	const names = readdirSync(folder).map((file) => `  ${file.replace(/\.mts$/, '')}`);
	return `usage: node scripts/run.mjs <command> [options]\n\n${names.join('\n')}`;
}

/** @throws Error when there is no such command, or its tools cannot be installed */
async function prepare(command, script) {
	if (!existsSync(script)) throw new Error(`There is no command "${command}".\n\n${usage()}`);
	checkNode();
	process.chdir(root);
	await installTools();
}

/**
 * Installs what is missing, then runs a command in this very process, so that a signal has one process
 * to end.
 */
async function run(command = '--help') {
	if (command.startsWith('-')) return console.log(usage());
	const script = new URL(`${command}.mts`, folder);
	try {
		await prepare(command, script);
	} catch (error) {
		console.error(error.message);
		process.exitCode = 1;
		return;
	}
	// The command finds its options where it would if Node.js had started it.
	process.argv.splice(1, 2, fileURLToPath(script));
	await import('tsx');
	await import(script.href);
}

await run(process.argv[2]);
