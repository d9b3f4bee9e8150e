import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { contractFile } from '../../contract/loadDocument.mts';
import { toolDocument } from '../../contract/tools/toolDocument.mts';
import { runPortman } from '../contract/portman.mts';
import { validateThroughPrism } from '../contract/prism.mts';
import { HOME, installContractTools, runTool } from '../contract/tools.mts';
import { compileTypes } from '../contract/types.mts';

const USAGE = `usage: npm run contract -- write <file> | check

  write <file>  writes the contract as plain OpenAPI 3.1 for other tools: with the samples as examples,
                the answers that all operations share, and the URLs with a version
  check         lets other people's tools judge it: Redocly, Spectral, openapi-typescript, Prism as a
                proxy before a simulated instance, and Portman`;

const HELP = ['--help', '-h'];

/** Whether one tool has nothing to object to, and what it counted or said. */
interface Verdict {
	tool: string;
	ok: boolean;
	text: string;
}

async function write(file: string): Promise<void> {
	await writeFile(file, stringify(toolDocument(), { aliasDuplicateObjects: false }));
}

/** @see https://redocly.com/docs/cli/commands/lint */
async function redocly(document: string, name: string): Promise<Verdict> {
	const args = ['lint', document, '--extends=recommended-strict', '--format=stylish'];
	const { ok, output } = await runTool('redocly', args);
	return { tool: `Redocly, ${name}`, ok, text: ok ? '0 errors, 0 warnings' : output };
}

/** @see https://docs.stoplight.io/docs/spectral */
async function spectral(document: string, name: string): Promise<Verdict> {
	const ruleset = join(HOME, 'spectral.yaml');
	await writeFile(ruleset, 'extends: ["spectral:oas"]\n');
	const args = ['lint', document, '--ruleset', ruleset, '--fail-severity', 'hint'];
	const { ok, output } = await runTool('spectral', args);
	return { tool: `Spectral, ${name}`, ok, text: ok ? '0 errors, 0 warnings' : output };
}

async function types(document: string): Promise<Verdict> {
	const { ok, output } = await compileTypes(document);
	return { tool: 'openapi-typescript', ok, text: ok ? 'the program compiles' : output };
}

async function prism(document: string): Promise<Verdict> {
	const { exchanges, violations, unnoticed } = await validateThroughPrism(document);
	const details = [
		...violations.map(({ exchange, messages }) => `  ${exchange}: ${messages.join('; ')}`),
		...unnoticed.map((exchange) => `  not noticed: ${exchange}`),
	];
	const counts = `${exchanges} exchanges, ${violations.length} violations`;
	return { tool: 'Prism', ok: details.length === 0, text: [counts, ...details].join('\n') };
}

async function portman(document: string): Promise<Verdict> {
	const { requests, assertions, failed, output } = await runPortman(document);
	const counts = `${requests} requests, ${assertions} assertions, ${failed} failed`;
	return { tool: 'Portman', ok: failed === 0, text: failed === 0 ? counts : output };
}

/** @returns the exit code */
async function check(): Promise<number> {
	await installContractTools();
	const document = join(HOME, 'servicenow-csm.yaml');
	await write(document);
	const verdicts: Verdict[] = [];
	for (const verdict of [
		() => redocly(contractFile, 'the contract'),
		() => spectral(contractFile, 'the contract'),
		() => redocly(document, 'the document for tools'),
		() => spectral(document, 'the document for tools'),
		() => types(document),
		() => prism(document),
		() => portman(document),
	]) {
		verdicts.push(await verdict());
		const { tool, ok, text } = verdicts[verdicts.length - 1];
		console.log(`${ok ? 'ok' : 'NOT OK'}  ${tool}: ${text}`);
	}
	return verdicts.every(({ ok }) => ok) ? 0 : 1;
}

/** @returns the exit code */
async function main([order, file]: string[]): Promise<number> {
	if (order === 'check') return await check();
	if (order === 'write' && file !== undefined) {
		// npm changes to the folder of the package; the path was meant from where the command was given.
		await write(resolve(process.env.INIT_CWD ?? '.', file));
		return 0;
	}
	console.log(USAGE);
	return HELP.includes(order) ? 0 : 2;
}

process.exitCode = await main(process.argv.slice(2));
