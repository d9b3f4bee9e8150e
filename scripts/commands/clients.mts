import Table from 'cli-table3';
import { checkClient, type Checked } from '../clients/check.mts';
import { clients } from '../clients/clients.mts';
import { builtSimulator } from '../simulatorPackage.mts';

const USAGE = `usage: npm run clients [-- <part of a name> ...] [--all]

Lets clients of ServiceNow that other people wrote make their calls to a simulated instance, and
checks what they are answered and what is stored. Installs them the first time.

  --all   one that cannot be installed here counts as failed`;

const count = ({ calls }: Checked, outcome: string) =>
	calls.filter((call) => call.outcome === outcome).length;

function tableOf(all: Checked[]): string {
	const table = new Table({
		head: ['Client', 'Passed', 'Failed', 'Skipped', 'Seconds'],
		style: { head: [], border: [], compact: true },
	});
	for (const checked of all) {
		const { name, missing, seconds } = checked;
		if (missing === undefined) {
			const counts = ['passed', 'failed', 'skipped'].map((outcome) => count(checked, outcome));
			table.push([name, ...counts, seconds.toFixed(1)]);
		} else table.push([name, { colSpan: 4, content: 'could not be installed here' }]);
	}
	return table.toString();
}

function details({ name, calls, missing }: Checked): string[] {
	if (missing !== undefined) return [`NOT RUN ${name}: ${missing}`];
	return calls
		.filter(({ outcome }) => outcome !== 'passed')
		.map(({ call, outcome, note }) => `${outcome} ${name}: ${call}: ${note}`);
}

/** @returns the exit code */
async function main(args: string[]): Promise<number> {
	const options = args.filter((arg) => arg.startsWith('-'));
	const parts = args.filter((arg) => !arg.startsWith('-')).map((part) => part.toLowerCase());
	const isWanted = (name: string) =>
		parts.length === 0 || parts.some((part) => name.toLowerCase().includes(part));
	const wanted = clients.filter(({ name }) => isWanted(name));
	if (options.some((option) => option !== '--all') || wanted.length === 0) {
		console.log(USAGE);
		return ['--help', '-h'].includes(options[0]) ? 0 : 2;
	}
	const { startSimulator } = await builtSimulator();
	const all: Checked[] = [];
	for (const client of wanted) {
		console.log(`${client.name} ...`);
		all.push(await checkClient(client, startSimulator));
	}
	console.log([...all.flatMap(details), tableOf(all)].join('\n'));
	const sum = (outcome: string) =>
		all.reduce((total, checked) => total + count(checked, outcome), 0);
	const missing = all.filter((checked) => checked.missing !== undefined).length;
	const failed = sum('failed') + (options.includes('--all') ? missing : 0);
	console.log(`${sum('passed')} passed, ${failed} failed`);
	return failed === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
