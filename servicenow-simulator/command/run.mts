import { writeFileSync } from 'node:fs';
import { record } from '../record/record.mts';
import { replayer } from '../record/replay.mts';
import { start } from '../start.mts';
import { version } from '../version.mts';
import { readArguments, type Arguments } from './arguments.mts';
import { onEnd } from './signals.mts';
import { verifyCommand } from './verify.mts';
import { welcome } from './welcome.mts';

/** Addresses that stand for every address of the machine. */
const EVERY_ADDRESS = ['0.0.0.0', '::'];

/** Says what to do about a port that another program has. */
async function onPort<T>(port: number | undefined, listening: Promise<T>): Promise<T> {
	return await listening.catch((error: NodeJS.ErrnoException) => {
		if (error.code !== 'EADDRINUSE') throw error;
		throw new Error(
			`Port ${port} is in use. Stop the program that uses it, or select another port with --port <number> (0 for any free port).`,
		);
	});
}

async function recordAnswers(
	{ target, folder }: { target: string; folder: string },
	port = 0,
): Promise<void> {
	const { url, stop } = await onPort(port, record({ target, folder, port, print: console.log }));
	onEnd(() => void stop().then(() => process.exit(0)));
	console.log(
		[
			`Requests to ${url} are passed on to ${target}`,
			`Its answers are stored in ${folder}, without secrets. Records in them are real: look before you share them.`,
			'Press Ctrl+C to stop.',
		].join('\n'),
	);
}

async function serve({
	instance: options,
	https,
	certificate: file,
	replay,
}: Arguments): Promise<void> {
	const { instance, certificate } = await onPort(
		options.port,
		start({
			...options,
			https,
			print: console.warn,
			replay: replay === undefined ? undefined : replayer(replay),
		}),
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
		if (args[0] === 'verify') return await verifyCommand(args.slice(1));
		const given = readArguments(args, version);
		if (typeof given === 'string') console.log(given);
		else if (given.record) await recordAnswers(given.record, given.instance.port);
		else await serve(given);
	} catch (error) {
		console.error((error as Error).message);
		process.exitCode = 1;
	}
}
