import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const launch = async (...args: string[]) =>
	await promisify(execFile)(process.execPath, ['scripts/run.mjs', ...args]);

const commands = readdirSync('scripts/commands').map((file) => file.replace(/\.mts$/, ''));

test('lists every command with what it does', async () => {
	const { stdout } = await launch('--help');
	const listed = [...stdout.matchAll(/^ {2}(\S+) +\S.*[^.]$/gm)].map(([, name]) => name);
	expect(listed.sort()).toEqual(commands.sort());
	expect((await launch()).stdout).toBe(stdout);
});

test('explains a command that has no options instead of running it', async () => {
	expect((await launch('test', '--help')).stdout).toMatch(/^test checks .*\n$/);
});

test('refuses an unknown command, and lists those there are', async () => {
	const failure = launch('tset');
	await expect(failure).rejects.toMatchObject({ code: 1, stdout: '' });
	await expect(failure).rejects.toThrow(/There is no command "tset"\.\n\nusage: /);
});

test('npm has a script for every command', () => {
	const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
		scripts: Record<string, string>;
	};
	for (const command of commands) {
		expect(scripts[command.replace('-', ':')]).toBe(`node scripts/run.mjs ${command}`);
	}
});
