import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { logins, startInstance, type InstanceOptions } from '../../simulator/instance.mts';

const usage = `Runs a simulated ServiceNow instance until Ctrl-C.

  --port <n>          TCP port (default 3141, 0 for any free one)
  --contacts <n>      generated contacts to add to the seed
  --latency <ms>      time every answer takes
  --permits <n>       requests worked on at once
  --queue <n>         requests that may wait for a permit (default 50)
  --hourly-limit <n>  requests allowed per hour
  --help              this text

See simulator/README.md for faults and the control surface.`;

const numbers = ['port', 'contacts', 'latency', 'permits', 'queue', 'hourly-limit'] as const;

type Numbers = Partial<Record<(typeof numbers)[number], number>>;

/** Reads the command line. @throws Error that names the option and what it takes */
function readArguments(): Numbers | 'help' {
	const option = { type: 'string' } as const;
	const { values } = parseArgs({
		options: {
			help: { type: 'boolean', short: 'h' },
			port: option,
			contacts: option,
			latency: option,
			permits: option,
			queue: option,
			'hourly-limit': option,
		},
	});
	if (values.help) return 'help';
	const read: Numbers = {};
	for (const name of numbers) {
		const text = values[name];
		if (text === undefined) continue;
		if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number, not "${text}".`);
		read[name] = Number(text);
	}
	if ((read.port ?? 0) > 65535) throw new Error('--port takes a number up to 65535.');
	return read;
}

function optionsOf(given: Numbers): InstanceOptions {
	const hourly = given['hourly-limit'];
	return {
		port: given.port ?? 3141,
		seedContacts: given.contacts ?? 0,
		latencyMs: given.latency ?? 0,
		permits: given.permits,
		queue: given.queue ?? 50,
		hourlyLimit: hourly === undefined ? undefined : { limit: hourly, windowSeconds: 3600 },
	};
}

function welcome(url: string): string {
	const { integration, limited, mfa, apiKey, oauth } = logins;
	const table = new Table({
		head: ['Login', 'How', 'What it may do'],
		style: { head: [], border: [], compact: true },
	});
	table.push(
		['Basic', `${integration.userName} / ${integration.password}`, 'all five APIs, every table'],
		['Basic', `${limited.userName} / ${limited.password}`, 'no roles: 403'],
		['Basic', `${mfa.userName} / ${mfa.password}`, '401, wants a second factor'],
		['API key', `x-sn-apikey: ${apiKey}`, `as ${integration.userName}`],
		['OAuth 2', `${oauth.clientId} / ${oauth.clientSecret}`, `as ${integration.userName}`],
		['', `${url}/oauth_auth.do`, 'authorization URL, agrees by itself'],
		['', `${url}/oauth_token.do`, 'token URL'],
	);
	const user = `--user ${integration.userName}:${integration.password}`;
	return [
		`Simulated ServiceNow instance at ${url}`,
		table.toString(),
		'Try it:',
		`  curl ${user} "${url}/api/now/contact?sysparm_limit=2"`,
		`  curl ${user} --json '{"channel": "Chat"}' ${url}/api/now/interaction`,
		'Ctrl-C stops it. Records are gone then.',
	].join('\n');
}

async function main(): Promise<void> {
	const given = readArguments();
	if (given === 'help') {
		console.log(usage);
		return;
	}
	const options = optionsOf(given);
	const instance = await startInstance(options).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== 'EADDRINUSE') throw error;
		throw new Error(
			`Port ${options.port} is taken: stop the program that uses it, or choose another port with --port <n> (0 for any free one).`,
		);
	});
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void instance.close().then(() => process.exit(0)));
	}
	console.log(welcome(instance.url));
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
