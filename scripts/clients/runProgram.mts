import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../bootstrap.mjs';
import { run } from '../program.mts';
import type { Call } from './call.mts';
import type { Target } from './client.mts';
import { pythonBinary } from './install.mts';

/** Folder of the programs that use the clients. */
export const programs = join(root, 'scripts', 'clients', 'programs');

/** Lets a program make its calls. @throws Error with what it printed, where it handed over nothing */
async function runProgram(
	command: string,
	args: string[],
	{ url, userName, password, certificate }: Target,
): Promise<Call[]> {
	const folder = await mkdtemp(join(tmpdir(), 'clients-'));
	const results = join(folder, 'results.json');
	try {
		const { output } = await run(command, args, {
			env: {
				CLIENT_URL: url,
				CLIENT_USER: userName,
				CLIENT_PASSWORD: password,
				CLIENT_RESULTS: results,
				NODE_EXTRA_CA_CERTS: certificate,
				REQUESTS_CA_BUNDLE: certificate,
			},
		});
		const text = await readFile(results, 'utf8').catch(() => {
			throw new Error(`${args.at(-1)} broke off:\n${output}`);
		});
		return JSON.parse(text) as Call[];
	} finally {
		await rm(folder, { recursive: true });
	}
}

/** Runs a program that uses a client of Node.js. */
export async function runNode(file: string, target: Target): Promise<Call[]> {
	return await runProgram(process.execPath, ['--import', 'tsx', file], target);
}

/** Runs a program that uses a client of Python. */
export async function runPython(file: string, target: Target): Promise<Call[]> {
	return await runProgram(pythonBinary, [file], target);
}
