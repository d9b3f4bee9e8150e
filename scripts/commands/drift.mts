import { resolve } from 'node:path';
import type { Difference } from '../drift/compare.mts';
import { findDrift, type Drift } from '../drift/findDrift.mts';
import { readSettled, type Settled } from '../drift/settled.mts';

const USAGE = `usage: npm run drift -- <folder>

Compares the contract with the parameter tables of ServiceNow's pages.

  <folder>  a working copy of https://github.com/ServiceNow/ServiceNowDocs; a branch is a release

Ends with 0 where nothing is new, with 1 where something is, and with 2 where there are no pages.
What was looked at and decided is in scripts/drift/settled.yaml.`;

const HELP = ['--help', '-h'];

const lineOf = ({ operation, where, aspect, page, contract }: Difference) =>
	`  ${operation}, ${where}, ${aspect}: the page has ${page}, the contract ${contract}`;

const lineOfOutdated = ({ operations, where, aspect, page }: Settled) =>
	`  ${operations.join(' and ')}, ${where.join(' and ')}, ${aspect}: ${page}`;

function print(drift: Drift): void {
	console.log(`Release ${drift.release}\n${drift.pages.map((page) => `  ${page}`).join('\n')}`);
	if (drift.outdated.length > 0) {
		console.log(
			`Settled, but on the pages no more:\n${drift.outdated.map(lineOfOutdated).join('\n')}`,
		);
	}
	if (drift.unsettled.length > 0) {
		console.log(`New:\n${drift.unsettled.map(lineOf).join('\n')}`);
	}
	console.log(
		`${drift.unsettled.length} differences are new, ${drift.settled.length} are settled.`,
	);
}

/** @returns the exit code */
function main(folder: string | undefined): number {
	if (folder === undefined || HELP.includes(folder)) {
		console.log(USAGE);
		return folder === undefined ? 2 : 0;
	}
	try {
		// npm changes to the folder of the package; the path was meant from where the command was given.
		const drift = findDrift(resolve(process.env.INIT_CWD ?? '.', folder), readSettled());
		print(drift);
		return drift.unsettled.length > 0 ? 1 : 0;
	} catch (error) {
		console.error((error as Error).message);
		return 2;
	}
}

process.exitCode = main(process.argv[2]);
