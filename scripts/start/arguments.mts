import { parseArgs } from 'node:util';

const usage = `Starts n8n with the ServiceNow nodes, and a simulated ServiceNow instance to try them on.

  --port <number>   TCP port of n8n (default 5678)
  --instance <url>  use a real instance instead of the simulated one
  --username <name> user name for the real instance
  --run             run the example workflow on the real instance too, where it creates records
  --fresh           start with an empty n8n
  --exit            stop after the example workflow
  --help            show this help

The login to a real instance comes from SERVICENOW_USERNAME and SERVICENOW_PASSWORD, or you are asked for it.`;

const HIGHEST_PORT = 65_535;

export interface Arguments {
	port: number;
	/** URL of a real instance. */
	instance?: string;
	username?: string;
	run: boolean;
	fresh: boolean;
	exit: boolean;
}

/**
 * Reads the command line.
 *
 * @returns the arguments, or the text to show instead of doing anything
 * @throws Error that names the option and what it takes
 */
export function readArguments(args: string[]): Arguments | string {
	const { values } = parseArgs({
		args,
		options: {
			port: { type: 'string', default: '5678' },
			instance: { type: 'string' },
			username: { type: 'string' },
			run: { type: 'boolean', default: false },
			fresh: { type: 'boolean', default: false },
			exit: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	const { help, port, ...others } = values;
	if (help) return usage;
	if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > HIGHEST_PORT) {
		throw new Error(`--port takes a number from 1 to ${HIGHEST_PORT}, not "${port}".`);
	}
	if (others.instance === '') throw new Error('--instance takes the URL of the instance.');
	return { ...others, port: Number(port) };
}
