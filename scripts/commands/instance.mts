import { startInstance, type InstanceOptions } from '../../simulator/instance.mts';
import { readArguments } from '../instance/arguments.mts';
import { welcome } from '../instance/welcome.mts';

async function start(options: InstanceOptions): Promise<void> {
	const instance = await startInstance({ ...options, print: console.warn }).catch(
		(error: NodeJS.ErrnoException) => {
			if (error.code !== 'EADDRINUSE') throw error;
			throw new Error(
				`Port ${options.port} is in use. Stop the program that uses it, or select another port with --port <number> (0 for any free port).`,
			);
		},
	);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void instance.close().then(() => process.exit(0)));
	}
	console.log(welcome(instance.url, options.dataFolder));
}

try {
	const given = readArguments(process.argv.slice(2));
	if (typeof given === 'string') console.log(given);
	else await start(given);
} catch (error) {
	console.error((error as Error).message);
	process.exitCode = 1;
}
