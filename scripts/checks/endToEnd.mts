import { rm } from 'node:fs/promises';
import { runJest } from './jest.mts';
import { installPackage } from '../n8n/install.mts';
import { buildPackage, packPackage, userFolderOf } from '../package.mts';
import { runtimeTasks } from '../n8n/runtime.mts';
import { runChecks } from './runChecks.mts';
import { runTasks } from '../tasks.mts';

const userFolder = userFolderOf('e2e');

async function prepare(): Promise<void> {
	await runTasks([
		...runtimeTasks,
		{ title: 'Build the nodes', task: buildPackage },
		{
			title: 'Install them in a new n8n',
			task: async () => {
				await rm(userFolder, { recursive: true, force: true });
				await installPackage(await packPackage('e2e'), userFolder);
			},
		},
	]);
}

/**
 * Runs tests with the packed package in the real n8n, against the simulated instance.
 *
 * @param title of what is run
 * @param args further arguments for Jest
 * @param env further variables for the tests
 */
export async function runEndToEnd(
	title: string,
	args: string[] = [],
	env: Record<string, string> = {},
): Promise<void> {
	try {
		await prepare();
		const run = () =>
			runJest('jest.e2e.config.mjs', ['--runInBand', '--verbose', ...args], {
				N8N_E2E_FOLDER: userFolder,
				...env,
			});
		await runChecks([{ title, run }]);
	} catch (error) {
		console.log(`${(error as Error).message}\n\n0 passed, 1 failed`);
		process.exitCode = 1;
	}
}
