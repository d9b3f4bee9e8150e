import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { InstanceOptions, RecordsDocument } from '../../simulator/instance.mts';

const usage = `Runs a simulated ServiceNow instance.

  --port <number>         TCP port (default 3141, 0 for any free port)
  --host <address>        address to listen on (default this machine alone)
  --https                 listen to HTTPS, with a certificate of its own that is printed
  --certificate <file>    write that certificate to a file too
  --contacts <number>     number of generated contacts to add to the seed
  --seed <file>           JSON file of tables and records to add to the seed
  --empty                 begin without the seed
  --data <folder>         folder to keep the records in (default in memory)
  --record <url>          pass requests on to this instance, and store its answers without secrets
  --replay <folder>       answer as recorded, and simulate what was not
  --recordings <folder>   folder that --record stores in (default recordings)
  --latency <ms>          delay of every response in ms
  --nodes <number>        number of application nodes (default 1)
  --permits <number>      number of requests a node handles at once (default no limit)
  --queue <number>        number of requests that may wait for a node (default 50)
  --hourly-limit <number> number of requests allowed per hour (default no limit)
  --version               show the version
  --help                  show this help

Faults, settings, and the log of requests are at /__simulator of the instance.

servicenow-simulator verify <url> holds the simulator against a real instance.`;

const DEFAULT_PORT = 3141;
const DEFAULT_QUEUE = 50;
const HIGHEST_PORT = 65_535;
const SECONDS_PER_HOUR = 3600;

/** What the command line asks for. */
export interface Arguments {
	instance: InstanceOptions;
	https: boolean;
	/** Folder of recordings to answer with. */
	replay?: string;
	/** What to record instead of simulating. */
	record?: { target: string; folder: string };
	/** File for the certificate of `https`. */
	certificate?: string;
}

/** @throws Error that names the option, unless its text is a whole number */
function wholeNumber(name: string, text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number, not "${text}".`);
	return Number(text);
}

/** @throws Error that names the file, unless it has JSON */
function documentIn(path: string | undefined): RecordsDocument | undefined {
	if (path === undefined) return undefined;
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as RecordsDocument;
	} catch (error) {
		throw new Error(`--seed ${path}: ${(error as Error).message}`);
	}
}

/**
 * Reads the command line.
 *
 * @param version of the package
 * @returns what to start, or the text to show instead
 * @throws Error that names the option and what it takes
 */
export function readArguments(args: string[], version = ''): Arguments | string {
	const option = { type: 'string' } as const;
	const { values } = parseArgs({
		args,
		options: {
			help: { type: 'boolean', short: 'h' },
			version: { type: 'boolean' },
			port: option,
			host: option,
			https: { type: 'boolean', default: false },
			certificate: option,
			record: option,
			recordings: option,
			replay: option,
			contacts: option,
			seed: option,
			empty: { type: 'boolean' },
			data: option,
			latency: option,
			nodes: option,
			permits: option,
			queue: option,
			'hourly-limit': option,
		},
	});
	if (values.help) return usage;
	if (values.version) return version;
	const { host, https, certificate } = values;
	if (host === '') throw new Error('--host takes an address or a host name.');
	if (certificate !== undefined && !https) throw new Error('--certificate goes with --https.');
	const port = wholeNumber('port', values.port) ?? DEFAULT_PORT;
	if (port > HIGHEST_PORT) throw new Error(`--port takes a number up to ${HIGHEST_PORT}.`);
	const limit = wholeNumber('hourly-limit', values['hourly-limit']);
	return {
		https,
		certificate,
		replay: values.replay,
		record:
			values.record === undefined
				? undefined
				: { target: values.record, folder: values.recordings ?? 'recordings' },
		instance: {
			port,
			host,
			seed: !values.empty,
			seedData: documentIn(values.seed),
			dataFolder: values.data,
			seedContacts: wholeNumber('contacts', values.contacts) ?? 0,
			latencyMs: wholeNumber('latency', values.latency) ?? 0,
			nodes: wholeNumber('nodes', values.nodes) ?? 1,
			permits: wholeNumber('permits', values.permits),
			queue: wholeNumber('queue', values.queue) ?? DEFAULT_QUEUE,
			hourlyLimit: limit === undefined ? undefined : { limit, windowSeconds: SECONDS_PER_HOUR },
		},
	};
}
