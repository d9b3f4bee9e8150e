import { parseArgs } from 'node:util';

const usage = `Starts n8n with the ServiceNow nodes, and a simulated ServiceNow instance to try them on.

  --port <number>           TCP port of n8n (default 5678)
  --simulator-port <number> TCP port of the simulated instance (default 3141, or any free port)
  --instance <url>          use a real instance instead of the simulated one
  --username <name>         user name for the real instance
  --run                     run the example workflow on the real instance too, where it creates records
  --fresh                   start with an empty n8n
  --exit                    stop after the example workflow
  --help                    show this help

The login to a real instance comes from SERVICENOW_USERNAME and SERVICENOW_PASSWORD, or you are asked for it.`;

const HIGHEST_PORT = 65_535;

export interface Arguments {
	port: number;
	/** TCP port of the simulated instance. */
	simulatorPort?: number;
	/** URL of a real instance. */
	instance?: string;
	username?: string;
	run: boolean;
	fresh: boolean;
	exit: boolean;
}

/** @throws Error that names the option, unless its text is a port to listen on */
function portNumber(name: string, text: string): number {
	if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= HIGHEST_PORT) return Number(text);
	throw new Error(`--${name} takes a number from 1 to ${HIGHEST_PORT}, not "${text}".`);
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
			'simulator-port': { type: 'string' },
			instance: { type: 'string' },
			username: { type: 'string' },
			run: { type: 'boolean', default: false },
			fresh: { type: 'boolean', default: false },
			exit: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	const { help, port, 'simulator-port': simulatorPort, ...others } = values;
	if (help) return usage;
	const n8nPort = portNumber('port', port);
	if (others.instance === '') throw new Error('--instance takes the URL of the instance.');
	if (simulatorPort === undefined) return { ...others, port: n8nPort };
	return { ...others, port: n8nPort, simulatorPort: portNumber('simulator-port', simulatorPort) };
}
