import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Runs a program. @throws Error when it fails */
export const exec = promisify(execFile);

/** A process, and what it has printed so far. */
export interface Running {
	output(): string;
	/** Waits until it has printed something. @throws Error when it ends before */
	printed(text: RegExp): Promise<RegExpExecArray>;
	/** Ends it as Ctrl+C does. @returns its exit code */
	stop(): Promise<number | null>;
}

/** Starts a program. */
export function launch(command: string, args: string[], cwd: string): Running {
	const env = { ...process.env, NO_COLOR: '1' };
	const child = spawn(command, args, { cwd, env, detached: true });
	let output = '';
	const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
	const listeners = new Set<() => void>();
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk) => {
			output += String(chunk);
			for (const listener of listeners) listener();
		});
	}
	return {
		output: () => output,
		printed: (text) =>
			new Promise((resolve, reject) => {
				const look = () => {
					const found = text.exec(output);
					if (found) resolve(found);
				};
				listeners.add(look);
				look();
				void ended.then(() => reject(new Error(`It ended without printing ${text}:\n${output}`)));
			}),
		stop: async () => {
			// As a terminal does, to everything that the command has started.
			if (child.exitCode === null) process.kill(-child.pid!, 'SIGINT');
			return await ended;
		},
	};
}

/** Packs the package as it would be published. @returns folder and path of the tarball */
export async function packSimulator(): Promise<{ folder: string; tarball: string }> {
	await exec(process.execPath, ['scripts/run.mjs', 'simulator']);
	const folder = await mkdtemp(join(tmpdir(), 'servicenow-simulator-'));
	const args = ['pack', '--ignore-scripts', '--pack-destination', folder];
	await exec('npm', args, { cwd: 'servicenow-simulator' });
	const [file] = await readdir(folder);
	return { folder, tarball: join(folder, file) };
}

/** Removes what {@link packSimulator} made. */
export async function removeFolder(folder: string): Promise<void> {
	await rm(folder, { recursive: true, force: true });
}
