import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../scripts/bootstrap.mjs';
import type { ContenderName, Job, Measured } from './job.mts';

const script = fileURLToPath(new URL('worker.mts', import.meta.url));

/** The process of one contender. */
export interface Worker {
	name: ContenderName;
	/** @throws Error when the process ends instead of responding */
	run(job: Job): Promise<Measured>;
	stop(): void;
}

async function answerOf(child: ChildProcess, name: string): Promise<unknown> {
	const done = new AbortController();
	const { signal } = done;
	const ended = once(child, 'exit', { signal }).then(([code]) => {
		throw new Error(`The process of "${name}" ended with ${code}.`);
	});
	try {
		const [message] = await Promise.race([once(child, 'message', { signal }), ended]);
		return message as unknown;
	} finally {
		// Takes the listener that was not called away.
		ended.catch(() => {});
		done.abort();
	}
}

/** Starts the process of a contender. */
export async function startWorker(name: ContenderName): Promise<Worker> {
	// Without these n8n writes a key and settings into the home folder.
	const userFolder = mkdtempSync(join(tmpdir(), 'n8n-bench-'));
	const env = {
		...process.env,
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: 'bench',
		N8N_LOG_LEVEL: 'silent',
	};
	const child = fork(script, [name], {
		cwd: root,
		env,
		execArgv: ['--expose-gc', '--import', 'tsx'],
	});
	const stop = () => {
		child.kill();
		process.removeListener('exit', stop);
		rmSync(userFolder, { recursive: true, force: true });
	};
	process.once('exit', stop);
	await answerOf(child, name);
	const run = async (job: Job) => {
		child.send(job);
		return (await answerOf(child, name)) as Measured;
	};
	return { name, run, stop };
}
