import { readArguments as readInstanceArguments } from '../../../servicenow-simulator/command/arguments.mts';
import { readArguments as readStartArguments } from '../../../scripts/start/arguments.mts';

describe('the arguments of npm run instance', () => {
	test('are the usual port and no load when left out', () => {
		expect(readInstanceArguments([])).toEqual({
			https: false,
			instance: {
				port: 3141,
				seed: true,
				seedContacts: 0,
				latencyMs: 0,
				nodes: 1,
				permits: undefined,
				queue: 50,
				hourlyLimit: undefined,
			},
		});
	});

	test('become options of the instance', () => {
		const options = readInstanceArguments(
			'--port 0 --contacts 5 --latency 20 --nodes 3 --permits 16 --queue 0 --hourly-limit 100'.split(
				' ',
			),
		);
		expect(options).toMatchObject({
			instance: {
				port: 0,
				seedContacts: 5,
				latencyMs: 20,
				nodes: 3,
				permits: 16,
				queue: 0,
				hourlyLimit: { limit: 100, windowSeconds: 3600 },
			},
		});
	});

	test.each([
		[['--latency', '1.5'], '--latency takes a whole number, not "1.5".'],
		[['--contacts', ''], '--contacts takes a whole number, not "".'],
		[['--port', '65536'], '--port takes a number up to 65535.'],
		[['--host', ''], '--host takes an address or a host name.'],
		[['--certificate', 'a.pem'], '--certificate goes with --https.'],
	])('%j is refused', (args, message) => {
		expect(() => readInstanceArguments(args)).toThrow(message);
	});

	test('the highest port is accepted', () => {
		const given = readInstanceArguments(['--port', '65535']);
		expect(given).toMatchObject({ instance: { port: 65_535 } });
	});

	test('say where it listens, and with what', () => {
		const args = ['--host', '0.0.0.0', '--https', '--certificate', 'a.pem'];
		expect(readInstanceArguments(args)).toMatchObject({
			https: true,
			certificate: 'a.pem',
			instance: { host: '0.0.0.0' },
		});
	});

	test('ask for the version', () => {
		expect(readInstanceArguments(['--version'], '1.2.3')).toBe('1.2.3');
	});
});

describe('the arguments of npm start', () => {
	test('are the port of n8n and the simulated instance when left out', () => {
		const given = readStartArguments([]);
		expect(given).toEqual({ port: 5678, run: false, fresh: false, exit: false });
	});

	test('name a real instance and its user', () => {
		const args = ['--instance', 'https://dev1.service-now.com', '--username', 'ann', '--run'];
		expect(readStartArguments(args)).toMatchObject({
			instance: 'https://dev1.service-now.com',
			username: 'ann',
			run: true,
		});
	});

	test.each(['0', '65536', 'http', '-1'])('port %s is refused', (port) => {
		expect(() => readStartArguments([`--port=${port}`])).toThrow(
			`--port takes a number from 1 to 65535, not "${port}".`,
		);
	});

	test('name the port of the simulated instance', () => {
		expect(readStartArguments(['--simulator-port', '4000'])).toMatchObject({ simulatorPort: 4000 });
		expect(() => readStartArguments(['--simulator-port', '0'])).toThrow('--simulator-port takes');
	});

	test.each(['1', '65535'])('port %s is accepted', (port) => {
		expect(readStartArguments(['--port', port])).toMatchObject({ port: Number(port) });
	});

	test('an empty instance is refused', () => {
		expect(() => readStartArguments(['--instance='])).toThrow('takes the URL of the instance');
	});
});

test.each([
	['npm run instance', readInstanceArguments],
	['npm start', readStartArguments],
])('%s explains every option', (_command, readArguments) => {
	const usage = readArguments(['--help']);
	expect(readArguments(['-h'])).toBe(usage);
	const lines = String(usage).match(/^ {2}--.*$/gm) ?? [];
	expect(lines.length).toBeGreaterThan(5);
	for (const line of lines) expect(line).toMatch(/^ {2}--[a-z-]+( <[a-z]+>)? +[a-zA-Z][^.]*$/);
});

test('an unknown option is refused', () => {
	expect(() => readInstanceArguments(['--unknown'])).toThrow('--unknown');
	expect(() => readStartArguments(['--unknown'])).toThrow('--unknown');
});
