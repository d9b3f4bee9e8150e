import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { logins, startInstance } from '../../simulator/instance.mts';
import { originOf } from '../record/record.mts';
import { Client } from '../verify/client.mts';
import { report, verify } from '../verify/verify.mts';
import { version } from '../version.mts';
import { askPassword, askUserName, askYesNo } from './ask.mts';

const usage = `usage: servicenow-simulator verify <url> [options]

Holds the simulator's guesses and ServiceNow's documented samples against a real instance, and
prints what differs, ready for an issue. It reads first, and asks before it creates or changes
records. Use an instance for development.

  --username <name>       user name, else SERVICENOW_USERNAME, else you are asked for it
  --writes                create and change records without asking
  --report <file>         write what differs to a file too
  --help                  show this help

The password comes from SERVICENOW_PASSWORD, or you are asked for it.`;

const basic = (userName: string, password: string) => ({
	Authorization: `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`,
});

/**
 * Does what `verify` on the command line asks for. The exit code is 1 where something differs.
 *
 * @throws Error that says what is missing or wrong
 */
export async function verifyCommand(args: string[]): Promise<void> {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			username: { type: 'string' },
			writes: { type: 'boolean', default: false },
			report: { type: 'string' },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	if (values.help) return console.log(usage);
	const [target, ...others] = positionals;
	if (target === undefined || others.length > 0) throw new Error(usage);
	const origin = originOf(target);
	const { SERVICENOW_USERNAME, SERVICENOW_PASSWORD } = process.env;
	const userName = values.username ?? SERVICENOW_USERNAME ?? (await askUserName());
	const password = SERVICENOW_PASSWORD ?? (await askPassword());
	const simulator = await startInstance();
	const { integration } = logins;
	try {
		const outcomes = await verify({
			real: new Client(origin, basic(userName, password)),
			simulated: new Client(simulator.url, basic(integration.userName, integration.password)),
			mayWrite: async (what) =>
				values.writes ||
				(await askYesNo(
					`\nThe other checks change records of ${origin}:\n${what.map((line) => `  ${line}`).join('\n')}\nCarry them out?`,
				)),
			print: console.error,
		});
		const text = report(outcomes, version);
		console.log(text);
		if (values.report !== undefined) writeFileSync(values.report, `${text}\n`);
		if (outcomes.some(({ differences }) => differences.length > 0)) process.exitCode = 1;
	} finally {
		await simulator.close();
	}
}
