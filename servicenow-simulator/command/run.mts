import { writeFileSync } from 'node:fs';
import { start } from '../start.mts';
import { version } from '../version.mts';
import { readArguments, type Arguments } from './arguments.mts';
import { onEnd } from './signals.mts';
import { welcome } from './welcome.mts';

/** Addresses that stand for every address of the machine. */
const EVERY_ADDRESS = ['0.0.0.0', '::'];

async function serve({ instance: options, https, certificate: file }: Arguments): Promise<void> {
	const { instance, certificate } = await start({ ...options, https, print: console.warn }).catch(
		(error: NodeJS.ErrnoException) => {
			if (error.code !== 'EADDRINUSE') throw error;
			throw new Error(
				`Port ${options.port} is in use. Stop the program that uses it, or select another port with --port <number> (0 for any free port).`,
			);
		},
	);
	if (file !== undefined && certificate !== undefined) writeFileSync(file, certificate);
	onEnd(() => void instance.close().then(() => process.exit(0)));
	const everywhere = EVERY_ADDRESS.includes(options.host ?? '');
	const { port } = instance;
	const url = everywhere ? `${https ? 'https' : 'http'}://localhost:${port}` : instance.url;
	console.log(welcome(url, certificate, options.dataFolder));
}

/** Does what the command line says. Prints what went wrong, and sets the exit code. */
export async function main(args: string[]): Promise<void> {
	try {
		const given = readArguments(args, version);
		if (typeof given === 'string') console.log(given);
		else await serve(given);
	} catch (error) {
		console.error((error as Error).message);
		process.exitCode = 1;
	}
}
