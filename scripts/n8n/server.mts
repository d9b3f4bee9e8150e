import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import pWaitFor from 'p-wait-for';
import { ownEnvironment, WITHOUT_N8N_SERVERS } from './environment.mts';
import { n8nEntry, nodeBinary, pathWithNode } from './runtime.mts';
import { freePort } from './ports.mts';

const START_MS = 120_000;
const POLL_MS = 250;

// Task runners of n8n that are busy get a moment, then everything has to be gone.
const STOP_MS = 10_000;

/** A running n8n. */
export interface N8n {
	url: string;
	/** Where its messages go. */
	logFile: string;
	/** Settles when the process has ended, for whatever reason. */
	ended: Promise<unknown>;
	/** Ends it and waits until it is gone. */
	stop(): Promise<void>;
}

const host = '127.0.0.1';

async function environment(userFolder: string, port: number): Promise<NodeJS.ProcessEnv> {
	return {
		...ownEnvironment(),
		...WITHOUT_N8N_SERVERS,
		PATH: pathWithNode(),
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: host,
		// Else n8n says localhost, where the browser that is to come back from an OAuth2 login has no session.
		WEBHOOK_URL: `http://${host}:${port}/`,
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		// On this machine only, over plain http.
		N8N_SECURE_COOKIE: 'false',
	};
}

async function responds(url: string): Promise<boolean> {
	try {
		const response = await fetch(`${url}/rest/settings`);
		return response.ok && (response.headers.get('content-type') ?? '').includes('json');
	} catch {
		return false;
	}
}

/**
 * Starts n8n and waits until its REST API responds.
 *
 * @param userFolder holds its database and the installed package; made when it is not there
 * @throws Error with the end of the log, when n8n does not come up
 */
export async function startN8n(userFolder: string, port: number): Promise<N8n> {
	await mkdir(userFolder, { recursive: true });
	const logFile = join(userFolder, 'n8n.log');
	const log = createWriteStream(logFile);
	const child = execa(nodeBinary, [n8nEntry, 'start'], {
		cwd: userFolder,
		env: await environment(userFolder, port),
		extendEnv: false,
		stdin: 'ignore',
		all: true,
		buffer: false,
		reject: false,
		forceKillAfterDelay: STOP_MS,
	});
	child.all.pipe(log);
	let running = true;
	const ended = child.finally(() => {
		running = false;
	});
	const stop = async () => {
		if (running) child.kill('SIGTERM');
		await ended;
	};

	const url = `http://${host}:${port}`;
	// Not p-wait-for's own timeout, which warns of a leak of listeners after ten looks.
	const end = Date.now() + START_MS;
	const isOver = async () => !running || Date.now() > end || (await responds(url));
	await pWaitFor(isOver, { interval: POLL_MS });
	if (!running || !(await responds(url))) {
		await stop();
		const lines = (await readFile(logFile, 'utf8')).trim().split('\n').slice(-20);
		throw new Error(`n8n did not start. The end of ${logFile}:\n${lines.join('\n')}`);
	}
	return { url, logFile, ended, stop };
}
