import { spawn } from 'node:child_process';
import { startInstance } from '../../simulator/instance.mts';

interface Ended {
	code: number | null;
	output: string;
	errors: string;
}

/** Runs the script. @param until text in its output at which it is interrupted as by Ctrl+C */
async function run(args: string[], until?: string): Promise<Ended> {
	const child = spawn(process.execPath, ['scripts/run.mjs', 'instance', ...args]);
	let output = '';
	let errors = '';
	child.stderr.on('data', (chunk) => (errors += String(chunk)));
	child.stdout.on('data', (chunk) => {
		output += String(chunk);
		if (until !== undefined && output.includes(until)) child.kill('SIGINT');
	});
	const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
	return { code, output, errors };
}

test('prints URL and logins, and closes on Ctrl+C', async () => {
	const { code, output, errors } = await run(['--port', '0', '--contacts', '5'], 'Ctrl+C');
	expect(errors).toBe('');
	expect(code).toBe(0);
	expect(output).toMatch(/instance runs at http:\/\/127\.0\.0\.1:\d+\n/);
	expect(output).toContain('integration / integration-password');
	expect(output.match(/curl --user/g)).toHaveLength(2);
}, 60_000);

test('says what to do about a port in use', async () => {
	const other = await startInstance();
	const { code, output, errors } = await run(['--port', String(other.port)]);
	await other.close();
	expect(code).toBe(1);
	expect(output).toBe('');
	expect(errors).toBe(
		`Port ${other.port} is in use. Stop the program that uses it, or select another port with --port <number> (0 for any free port).\n`,
	);
}, 60_000);

test('explains itself', async () => {
	const [help, wrong, unknown, file] = await Promise.all([
		run(['--help']),
		run(['--permits', 'many']),
		run(['--unknown']),
		run(['--seed', 'none.json']),
	]);
	expect(help).toMatchObject({ code: 0, output: expect.stringContaining('--hourly-limit') });
	expect(wrong.errors).toBe('--permits takes a whole number, not "many".\n');
	expect(file).toMatchObject({ code: 1, errors: expect.stringContaining('--seed none.json: ') });
	expect(unknown).toMatchObject({ code: 1, errors: expect.stringContaining('--unknown') });
}, 60_000);
