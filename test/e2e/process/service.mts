import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const stopSeconds = 10;

/** How to start a program that keeps running. */
export interface Start {
	command: string;
	args: string[];
	/** Folder to run in. */
	cwd: string;
	/** Where its messages go. */
	logFile: string;
	env?: NodeJS.ProcessEnv;
	/** Whom to run it as; its own user when left out. */
	user?: { uid: number; gid: number };
	/** What to say when the program is not there. */
	whenMissing: string;
}

/** A program that runs, with everything that it starts itself. */
export class Service {
	private running = true;

	private readonly ended: Promise<unknown>;

	/** Kills the group when the tests are gone. */
	private readonly guard: ReturnType<typeof spawn>;

	private constructor(
		private readonly child: ReturnType<typeof spawn>,
		readonly logFile: string,
	) {
		this.ended = once(child, 'exit').then(() => {
			this.running = false;
		});
		// Jest may be ended in mid-run, and processes in a group of their own would live on. The signals
		// of its process do not reach a test; the end of a pipe always comes.
		this.guard = spawn('sh', ['-c', 'cat > /dev/null; kill -s KILL -- "-$0"', `${child.pid}`], {
			detached: true,
			stdio: ['pipe', 'ignore', 'ignore'],
		});
	}

	/** @throws Error with `whenMissing` when the program is not there */
	static async start({ command, args, cwd, logFile, env, user, whenMissing }: Start) {
		const log = openSync(logFile, 'w');
		// In a process group of its own, so that what it starts can be ended with it: n8n has task runners.
		const child = spawn(command, args, {
			cwd,
			env,
			...user,
			detached: true,
			stdio: ['ignore', log, log],
		});
		closeSync(log);
		await once(child, 'spawn').catch((error: NodeJS.ErrnoException) => {
			throw error.code === 'ENOENT' ? new Error(whenMissing) : error;
		});
		return new Service(child, logFile);
	}

	/** What it has printed so far. */
	get log(): string {
		return readFileSync(this.logFile, 'utf8');
	}

	/** Waits until it can be used. @throws Error with the end of its log, when that does not happen */
	async ready(isReady: () => boolean | Promise<boolean>, seconds: number): Promise<void> {
		const deadline = Date.now() + seconds * 1000;
		while (!(await isReady())) {
			if (this.running && Date.now() < deadline) {
				await sleep(200);
				continue;
			}
			await this.stop();
			const lines = this.log.trim().split('\n').slice(-20);
			throw new Error(`${this.child.spawnfile} did not start:\n${lines.join('\n')}`);
		}
	}

	/** Takes it away at once, as a container that is killed. */
	async kill(): Promise<void> {
		this.killGroup();
		await this.ended;
		this.guard.stdin?.end();
	}

	/** Ends it and waits until it is gone. */
	async stop(): Promise<void> {
		if (this.running) this.child.kill('SIGTERM');
		await Promise.race([this.ended, sleep(stopSeconds * 1000, undefined, { ref: false })]);
		// What it has started may outlive it.
		await this.kill();
	}

	private killGroup(): void {
		try {
			process.kill(-(this.child.pid as number), 'SIGKILL');
		} catch (error) {
			// Nobody of the group is left.
			if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
		}
	}
}
