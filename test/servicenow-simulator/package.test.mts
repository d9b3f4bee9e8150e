import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { join } from 'node:path';
import { logins } from '../../simulator/instance.mts';
import { exec, launch, packSimulator, removeFolder, type Running } from './installed.mts';

const LARGEST_BYTES = 400_000;

let folder: string;
let tarball: string;
let project: string;

beforeAll(async () => {
	({ folder, tarball } = await packSimulator());
	project = join(folder, 'empty');
	mkdirSync(project);
	await exec('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], {
		cwd: project,
	});
}, 60_000);

afterAll(() => removeFolder(folder));

const started: Running[] = [];
afterEach(async () => {
	await Promise.all(started.splice(0).map((one) => one.stop()));
});

function start(...args: string[]): Running {
	const running = launch(
		'npx',
		['--offline', 'servicenow-simulator', '--port', '0', ...args],
		project,
	);
	started.push(running);
	return running;
}

async function urlOf(running: Running): Promise<string> {
	return (await running.printed(/runs at (https?:\/\/\S+)/))[1];
}

/** The code of the page that is in a language. */
function examples(language: string): string[] {
	const page = readFileSync('servicenow-simulator/README.md', 'utf8');
	const blocks = page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'));
	return [...blocks].map(([, code]) => code);
}

test('the tarball has the bundle, the licenses of what is in it, and little else', async () => {
	const { stdout } = await exec('tar', ['-tzf', tarball]);
	const files = stdout
		.trim()
		.split('\n')
		.map((file) => file.replace('package/', ''));
	expect(files.sort()).toEqual([
		'Dockerfile',
		'LICENSE',
		'README.md',
		'bin/servicenow-simulator.cjs',
		'dist/THIRD_PARTY_LICENSES.txt',
		'dist/servicenow-simulator.cjs',
		'package.json',
		'types.d.cts',
	]);
	expect(statSync(tarball).size).toBeLessThan(LARGEST_BYTES);
	const licenses = readFileSync('servicenow-simulator/dist/THIRD_PARTY_LICENSES.txt', 'utf8');
	expect(licenses).toMatch(/^fastify \d/m);
});

test('npx starts it in an empty folder, and the quick start works', async () => {
	const running = start();
	const url = await urlOf(running);
	const here = (code: string) => code.replaceAll('http://localhost:3141', url);
	const [javascript] = examples('js').map(here);
	const [python] = examples('python').map(here);
	const [create, arm] = examples('bash').map(here);
	const js = await exec(process.execPath, ['--input-type=module', '--eval', javascript]);
	expect(js.stdout).toBe('200 2\n');
	expect((await exec('python3', ['-c', python])).stdout).toBe('200 2\n');
	expect(JSON.parse((await exec('bash', ['-c', create])).stdout).result.state).toBe('new');
	expect(JSON.parse((await exec('bash', ['-c', arm])).stdout)).toEqual({ armed: 1 });
	expect(
		(await exec('npx', ['--offline', 'servicenow-simulator', '--version'], { cwd: project }))
			.stdout,
	).toMatch(/^\d+\.\d+\.\d+\n$/);
}, 60_000);

test('the example of a test passes with node:test, and with Jest', async () => {
	const [example] = examples('js test');
	writeFileSync(join(project, 'own.test.mjs'), example);
	const { stdout } = await exec(process.execPath, ['--test', 'own.test.mjs'], { cwd: project });
	expect(stdout).toMatch(/pass 1\n/);
	const forJest = example
		.replace("import { test } from 'node:test';\n", '')
		.replaceAll(/^import (\w+|\{.*\}) from ('.*');$/gm, 'const $1 = require($2);');
	writeFileSync(join(project, 'own.test.cjs'), forJest);
	const config = JSON.stringify({ rootDir: project, testMatch: ['**/*.test.cjs'], transform: {} });
	const jest = await exec(process.execPath, ['node_modules/jest/bin/jest.js', '--config', config]);
	expect(jest.stderr).toMatch(/Tests: +1 passed/);
}, 60_000);

test('verify reads another instance, and changes nothing where nobody can be asked', async () => {
	const url = await urlOf(start());
	const { userName, password } = logins.integration;
	const login = { SERVICENOW_USERNAME: userName, SERVICENOW_PASSWORD: password };
	const args = ['--offline', 'servicenow-simulator', 'verify', url];
	const { stdout } = await exec('npx', args, { cwd: project, env: { ...process.env, ...login } });
	expect(stdout).toMatch(/^\d+ checks as expected, 0 differ, \d+ skipped, \d+ not asked/m);
}, 60_000);

test('HTTPS has a certificate that is printed, and that clients can trust', async () => {
	const running = start('--https', '--certificate', 'simulator.pem');
	const url = await urlOf(running);
	expect(url).toMatch(/^https:/);
	await running.printed(/Ctrl\+C/);
	const certificate = readFileSync(join(project, 'simulator.pem'), 'utf8');
	expect(running.output()).toContain(certificate);
	const status = await new Promise((resolve, reject) => {
		get(`${url}/__simulator/health`, { ca: certificate }, (response) => {
			response.resume();
			resolve(response.statusCode);
		}).on('error', reject);
	});
	expect(status).toBe(200);
}, 60_000);

test('the steps of the Dockerfile lead to an instance that is healthy', async () => {
	const unpacked = join(folder, 'unpacked');
	mkdirSync(unpacked);
	await exec('tar', ['-xzf', tarball, '-C', unpacked]);
	const source = join(unpacked, 'package');
	const lines = readFileSync(join(source, 'Dockerfile'), 'utf8').split('\n');
	const image = join(folder, 'image');
	for (const [, from, to] of lines.flatMap((line) => [/^COPY (\S+) (\S+)$/.exec(line) ?? []])) {
		if (from === undefined) continue;
		const target = to.endsWith('/') ? join(image, to, from) : join(image, to);
		cpSync(join(source, from), target, { recursive: true });
	}
	const listOf = (text: string): string[] => {
		const line = lines.find((one) => one.includes(text)) ?? '';
		return JSON.parse(line.slice(line.indexOf('['))) as string[];
	};
	const [command, ...args] = listOf('ENTRYPOINT');
	const running = launch(command, [...args, '--port', '0'], image);
	started.push(running);
	const port = (await running.printed(/localhost:(\d+)/))[1];
	const [node, ...check] = listOf('HEALTHCHECK').map((part) => part.replace('3141', port));
	await exec(node, check);
	await expect(
		exec(
			node,
			check.map((part) => part.replace(port, '1')),
		),
	).rejects.toThrow();
}, 60_000);
