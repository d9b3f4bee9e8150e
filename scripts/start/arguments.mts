import { parseArgs } from 'node:util';

const usage = `Starts n8n with the ServiceNow nodes, and a simulated ServiceNow instance to try them on.

  --port <n>        port of n8n (default 5678)
  --instance <url>  use a real instance instead of the simulated one
  --username <name> login for it; the password comes from SERVICENOW_PASSWORD or is asked for
  --run             run the example workflow on the real instance too: it creates records there
  --fresh           begin with an empty n8n
  --exit            end after the example workflow
  --help            this text

SERVICENOW_USERNAME and SERVICENOW_PASSWORD give the login without questions.`;

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
export function readArguments(): Arguments | string {
	const { values } = parseArgs({
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
	if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65535) {
		throw new Error(`--port takes a number from 1 to 65535, not "${port}".`);
	}
	if (others.instance === '') throw new Error('--instance takes the URL of the instance.');
	return { ...others, port: Number(port) };
}
