import { fileURLToPath } from 'node:url';
import { checkNode, installTools, root } from './bootstrap.mjs';

/** What the files in commands/ do. */
const COMMANDS = {
	start: 'starts n8n with the nodes and a simulated ServiceNow instance',
	instance: 'starts the simulated ServiceNow instance alone',
	simulator: 'builds the package servicenow-simulator; with --pack, packs and tries it',
	test: 'checks format, lint, types, tests, and package, without n8n itself',
	'test-campaign': 'runs the tests that take long: every fault with every operation, and loads',
	'test-e2e': 'runs the tests in n8n; takes parts of file names',
	'test-versions': 'runs the tests of the engine with older versions of n8n',
	bench: 'compares the speed with other nodes and a bare HTTP client',
	mutation: 'changes the code of a folder in every place, and lists what no unit test sees',
	docs: 'writes the generated parts of docs/',
	parameters: 'writes the list of parameters that saved workflows rely on; takes --accept-breaks',
	drift: "compares the contract with a working copy of ServiceNow's documentation",
	contract: 'writes the contract for other tools, and lets them check it: write <file> or check',
	clients: "lets other people's clients of ServiceNow talk to the simulated instance",
	owner: 'copies the owner from package.json to where else it stands; takes --check',
	screenshots: 'retakes the screenshots of the documentation',
};

/** Those that explain their options themselves. */
const WITH_HELP = ['start', 'instance', 'bench', 'drift', 'contract', 'clients'];

const HELP = ['--help', '-h'];

function usage() {
	const lines = Object.entries(COMMANDS).map(([name, does]) => `  ${name.padEnd(15)}${does}`);
	return `usage: node scripts/run.mjs <command> [options]\n\n${lines.join('\n')}`;
}

/** @throws Error when there is no such command, or its tools cannot be installed */
async function prepare(command) {
	if (!Object.hasOwn(COMMANDS, command))
		throw new Error(`There is no command "${command}".\n\n${usage()}`);
	checkNode();
	process.chdir(root);
	await installTools();
}

/**
 * Installs what is missing, then runs a command in this very process, so that a signal has one process
 * to end.
 */
async function run(command = '--help', options = []) {
	if (HELP.includes(command)) return console.log(usage());
	if (!WITH_HELP.includes(command) && options.some((option) => HELP.includes(option))) {
		return console.log(`${command} ${COMMANDS[command] ?? 'is not a command'}`);
	}
	try {
		await prepare(command);
	} catch (error) {
		console.error(error.message);
		process.exitCode = 1;
		return;
	}
	const script = new URL(`commands/${command}.mts`, import.meta.url);
	// The command finds its options where it would if Node.js had started it.
	process.argv.splice(1, 2, fileURLToPath(script));
	await import('tsx');
	await import(script.href);
}

await run(process.argv[2], process.argv.slice(3));
