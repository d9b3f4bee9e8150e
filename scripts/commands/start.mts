import { rm } from 'node:fs/promises';
import { N8nClient, owner } from '../n8n/client.mts';
import { installPackage } from '../n8n/install.mts';
import { isFree } from '../n8n/ports.mts';
import { startN8n, type N8n } from '../n8n/server.mts';
import { buildPackage, dataFolder, packPackage, userFolderOf } from '../package.mts';
import { runtimeTasks } from '../n8n/runtime.mts';
import { readArguments, type Arguments } from '../start/arguments.mts';
import { importExamples, runExample, type Example } from '../start/examples.mts';
import { openInstance, type Instance } from '../start/instance.mts';
import { onEnd } from '../../servicenow-simulator/command/signals.mts';
import { resultTable } from '../start/table.mts';
import { runTasks } from '../tasks.mts';

/** What was started, and has to be ended. */
const running: Array<{ stop(): Promise<void> }> = [];

async function stopAll(): Promise<void> {
	await Promise.all(running.splice(0).map((one) => one.stop()));
}

async function showTour(client: N8nClient, example: Example): Promise<boolean> {
	const execution = await runExample(client, example);
	const { text, succeeded } = resultTable(example.workflow, execution);
	console.log(`\nWorkflow "${example.workflow.name}": ${execution.status}\n${text}`);
	return succeeded;
}

function welcome(url: string, instance: Instance, exampleId: string): string {
	const kind = instance.simulated ? 'simulated ServiceNow' : 'ServiceNow instance';
	return [
		'',
		`n8n:       ${url}/workflow/${exampleId}`,
		`Login:     ${owner.email} / ${owner.password}`,
		`Instance:  ${instance.url} (${kind})`,
	].join('\n');
}

async function start(given: Arguments): Promise<void> {
	if (!(await isFree(given.port))) {
		throw new Error(
			`Port ${given.port} is in use, perhaps by another n8n. Stop the program that uses it, or select another port with npm start -- --port <number>.`,
		);
	}
	const instance = await openInstance(given);
	running.push(instance);
	// Apart from each other, so that what was meant for the simulation never reaches a real instance.
	const userFolder = userFolderOf(instance.simulated ? 'simulated' : 'instance');
	if (given.fresh) await rm(dataFolder, { recursive: true, force: true });

	let n8n: N8n | undefined;
	const client = new N8nClient(`http://127.0.0.1:${given.port}`);
	let example: Example | undefined;
	await runTasks([
		...runtimeTasks,
		{ title: 'Build the nodes', task: buildPackage },
		{
			title: 'Install them in n8n',
			task: async () => await installPackage(await packPackage('start'), userFolder),
		},
		{
			title: 'Start n8n',
			task: async () => {
				n8n = await startN8n(userFolder, given.port);
				running.push(n8n);
			},
		},
		{
			title: 'Set up account, credentials, and example workflows',
			task: async () => {
				await client.signIn();
				example = await importExamples(client, instance.credentials);
			},
		},
	]);

	if (instance.simulated || given.run) {
		if (!(await showTour(client, example!))) process.exitCode = 1;
	} else {
		console.log(
			'\nThe example workflow creates records, so it was not run on your instance. Adapt it in the editor, or start again with --run.',
		);
	}
	console.log(welcome(client.url, instance, example!.id));
	if (given.exit) return;
	console.log('\nPress Ctrl+C to stop everything.');
	await n8n!.ended;
	if (running.length > 0) throw new Error(`n8n stopped. Its messages are in ${n8n!.logFile}.`);
}

async function main(): Promise<void> {
	let stopping: Promise<void> | undefined;
	onEnd(() => {
		stopping = stopAll().then(() => process.exit(0));
	});
	try {
		const given = readArguments(process.argv.slice(2));
		if (typeof given === 'string') console.log(given);
		else await start(given);
	} catch (error) {
		if (stopping) await stopping;
		console.error(`\n${(error as Error).message}`);
		process.exitCode = 1;
	}
	await stopAll();
}

await main();
