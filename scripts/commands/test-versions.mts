import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../bootstrap.mjs';
import { mustRun } from '../program.mts';
import { runJest } from '../checks/jest.mts';
import { runChecks, type Check } from '../checks/runChecks.mts';

/** An engine that users have, beside today's, which `npm test` tests. */
interface Engine {
	n8n: string;
	core: string;
	workflow: string;
	/** Tests, as a pattern of their names, of what this engine keeps from the nodes; the README says so. */
	loses?: string;
	/** Whether it never ends by itself: it looks for idle SSH connections once a minute. */
	runsOn?: boolean;
}

const ENGINES: Engine[] = [
	{ n8n: '2.35.7', core: '2.35.5', workflow: '2.35.3' },
	// It hands 401 on like any other status, though it is asked not to, so no token is renewed. Of its
	// errors it keeps neither what the token endpoint answered nor the end of a handshake, and the rules of
	// a credential test see less of a response, after the redirects that it follows.
	{
		n8n: '1.123.81',
		core: '1.122.48',
		workflow: '1.120.31',
		loses: [
			'an OAuth2 token that',
			'logs in with oAuth2',
			'no token was issued',
			'OAuth2: only the answer of ServiceNow',
			'that n8n cannot renew',
			'hangs up during the handshake',
			'the test of OAuth2',
		].join('|'),
		runsOn: true,
	},
];

/** Versions of dependencies are those of this day, so that every install is the same. */
const DAY = '2026-10-01';

const INSTALL = ['install', '--ignore-scripts', '--legacy-peer-deps', `--before=${DAY}`];

/** Installs an engine into a folder of its own. @returns the folder */
async function install({ n8n, core, workflow }: Engine): Promise<string> {
	const folder = join(root, '.versions', n8n);
	// npm writes it as the last thing, so an install that broke off does not count.
	if (existsSync(join(folder, 'node_modules', '.package-lock.json'))) return folder;
	await mkdir(folder, { recursive: true });
	const dependencies = { 'n8n-core': core, 'n8n-workflow': workflow };
	await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
	await mustRun('npm', [...INSTALL, '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: folder,
	});
	return folder;
}

function check(engine: Engine): Check {
	return {
		title: `Engine of n8n ${engine.n8n}`,
		run: async () => {
			const args = engine.loses ? ['--testNamePattern', `^(?!.*(?:${engine.loses}))`] : [];
			if (engine.runsOn) args.push('--forceExit');
			return runJest('jest.versions.config.mjs', args, { ENGINE: await install(engine) });
		},
	};
}

/** The tests of the engine, with the engines of older n8n. */
await runChecks(ENGINES.map(check));
