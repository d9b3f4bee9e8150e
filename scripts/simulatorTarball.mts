import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import pWaitFor from 'p-wait-for';
import { buildSimulator, packageFolder } from '../servicenow-simulator/build/build.mts';
import { dataFolder } from './package.mts';
import { mustRun } from './program.mts';

const START_MS = 60_000;

/** Builds and packs the package of the simulator as it would be published. @returns path of the tarball */
export async function packSimulator(): Promise<string> {
	await buildSimulator();
	const folder = join(dataFolder, 'packed', 'servicenow-simulator');
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await mustRun('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
		cwd: packageFolder,
	});
	const [file] = await readdir(folder);
	return join(folder, file);
}

/** What a new user does first. @throws Error that says what did not work */
async function tryOut(url: string): Promise<void> {
	for (const path of ['/__simulator/health', '/']) {
		const { status } = await fetch(url + path);
		if (status !== 200) throw new Error(`${path} answered ${status}`);
	}
	const login = btoa('integration:integration-password');
	const headers = { Authorization: `Basic ${login}`, Accept: 'application/json' };
	const response = await fetch(`${url}/api/now/contact?sysparm_limit=2`, { headers });
	const { result } = (await response.json()) as { result?: unknown[] };
	if (result?.length !== 2) throw new Error(`the contacts answered ${response.status}`);
}

/**
 * Starts a tarball with npx in an empty folder, as who has never seen it does.
 *
 * @param version that it must have
 * @throws Error that says what did not work
 */
export async function smokeTest(tarball: string, version: string): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'servicenow-simulator-'));
	const npx = ['--yes', '--package', tarball, 'servicenow-simulator'];
	const options = { cwd: folder, stdin: 'ignore', reject: false, all: true } as const;
	try {
		const { stdout } = await execa('npx', [...npx, '--version'], options);
		if (stdout.trim() !== version) throw new Error(`its version is "${stdout}", not ${version}`);
		const running = execa('npx', [...npx, '--port', '0'], { ...options, detached: true });
		let output = '';
		running.all.on('data', (chunk) => {
			output += String(chunk);
		});
		const end = Date.now() + START_MS;
		const urlIn = () => /runs at (http:\S+)/.exec(output)?.[1];
		try {
			await pWaitFor(() => urlIn() !== undefined || Date.now() > end, { interval: 50 });
			const url = urlIn();
			if (url === undefined) throw new Error(`it did not start:\n${output}`);
			await tryOut(url);
		} finally {
			// To everything that npx has started, as Ctrl+C does.
			process.kill(-running.pid!, 'SIGINT');
			await running;
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
