/** Columns of a record by name. Values are texts, as on the wire. */
export type Row = Record<string, string>;

/** Which requests a fault applies to; every one where a member is left out. */
export interface FaultMatch {
	method?: string;
	/** A pattern, or a text that the path contains. */
	path?: RegExp | string;
	/** Operation, for example `contact.create`. */
	operationId?: string;
	/** Table that the request is about, through whichever API. */
	table?: string;
	/** User name of the login. */
	user?: string;
}

export type FaultKind =
	| 'status'
	| 'accepted202'
	| 'hibernating'
	| 'loginPage'
	| 'proxyPage'
	| 'emptyBody'
	| 'notJson'
	| 'noResult'
	| 'wrongShape'
	| 'businessFailure'
	| 'truncated'
	| 'reset'
	| 'resetAfter'
	| 'timeout'
	| 'cutOff'
	| 'cutInRow'
	| 'quota500'
	| 'dataPolicy'
	| 'gatewayPage'
	| 'proxyAuth'
	| 'redirect';

/** A fault; which of the parameters count depends on the kind, which is `status` when left out. */
export interface Fault {
	kind?: FaultKind;
	/** HTTP status. */
	status?: number;
	message?: string;
	detail?: string | null;
	headers?: Record<string, string>;
	/** HTML page instead of the error envelope. */
	html?: string;
	/** `Retry-After`: seconds, or as it is to be sent. */
	retryAfter?: number | string;
	/** Where `redirect` points. */
	location?: string;
	/** Whether `timeout` and `quota500` have the request carried out first. */
	afterProcessing?: boolean;
	/** Rows that `cutOff` lets through: a number, or a share between 0 and 1. */
	keep?: number;
}

export interface FaultRule {
	match?: FaultMatch;
	/** How often it applies at most. */
	times?: number;
	/** Probability from 0 to 1, by the seed of the instance. */
	rate?: number;
	/** Matching requests that are spared first. */
	skip?: number;
	fault: FaultKind | Fault;
}

/** A request, as the instance saw it. */
export interface SeenRequest {
	method: string;
	path: string;
	query: Record<string, unknown>;
	body: unknown;
	headers: Record<string, string | string[] | undefined>;
	operationId?: string;
	/** 0 where there was no answer; undefined in flight. */
	status?: number;
	/** UNIX milliseconds of arrival. */
	at: number;
	/** Parts that were left out, in words. */
	ignored?: string[];
	/** What the simulator does not have of an instance, in words. */
	notSimulated?: string;
	/** ID of the batch that it came in. */
	batch?: string;
	/** Kind of the fault that applied to it. */
	fault?: string;
}

/** What a request is to be like. What is left out may be anything. */
export interface RequestPattern {
	method?: string;
	/** A pattern, or the whole path. */
	path?: RegExp | string;
	operationId?: string;
	/** Parameters that it has at least. */
	query?: Record<string, unknown>;
	/** Members that the body has at least, within objects too. */
	body?: unknown;
	/** Headers that it has at least, by name in lower case. */
	headers?: Record<string, string>;
	/** User name of the Basic login. */
	user?: string;
	status?: number;
}

/** A request that almost matched, and in what it differs. */
export interface NearMiss {
	request: SeenRequest;
	differences: string[];
}

/** How often something is to have been asked. */
export type Times = number | { atLeast?: number; atMost?: number };

/** How the instance behaves. The page of the simulated instance has every setting. */
export interface SimulatorSettings {
	/** Time that every response takes, in milliseconds. */
	latencyMs: number;
	/** Application nodes behind the balancer. */
	nodes: number;
	/** Requests that each node processes at once; undefined for no limit. */
	permits?: number;
	/** Requests that may wait on a node; the next gets 429. */
	queue: number;
}

/** A table that is declared; what is left out has a default. */
export interface DeclaredTable {
	label?: string;
	/** Column that a reference to a record shows. */
	display?: string;
	columns?: string[];
	/** Tables that columns refer to, by column. */
	references?: Record<string, string>;
	/** Columns that hold numbers. */
	numeric?: string[];
	/** Values of columns that a new record is not given. */
	defaults?: Record<string, string>;
	mandatory?: string[];
	/** Letters in front of the `number` of a new record, for example `PRB`. */
	numberPrefix?: string;
	/** Table that it extends. */
	extended?: string;
	/** Columns whose entries are records of their own. */
	journal?: string[];
}

export interface SimulatorOptions extends Partial<SimulatorSettings> {
	/** TCP port; any free one when left out. */
	port?: number;
	/** Address to listen on; this machine alone when left out. */
	host?: string;
	/** Whether it listens to HTTPS, with a certificate of its own. */
	https?: boolean;
	/** Whether the seed records are there; they are when left out. */
	seed?: boolean;
	/** How many generated contacts are added to the seed. */
	seedContacts?: number;
	/** Tables and records to begin with, besides those of the seed. */
	seedData?: {
		tables?: Record<string, DeclaredTable>;
		records?: Record<string, Record<string, unknown>[]>;
	};
	/** Folder in which the records are kept; in memory when left out. */
	dataFolder?: string;
}

export interface Login {
	userName: string;
	password: string;
}

/** A running instance. */
export interface Simulator {
	/** Origin, for example `http://127.0.0.1:3141`. */
	readonly url: string;
	readonly port: number;
	/** PEM text of the certificate; undefined without `https`. */
	readonly certificate?: string;
	readonly logins: {
		readonly integration: Login;
		readonly limited: Login;
		readonly mfa: Login;
		readonly apiKey: string;
		readonly oauth: { readonly clientId: string; readonly clientSecret: string };
	};
	/** sys_ids of seed records, for example `ids.contacts.george`. */
	readonly ids: Readonly<Record<string, Readonly<Record<string, string>>>>;
	/** Takes effect with the next request. */
	readonly settings: SimulatorSettings;
	/** What was asked since the start or the last reset, oldest first. */
	readonly requests: readonly SeenRequest[];
	/**
	 * Adds records, a list for each table. Values of `sys_id` may be left out.
	 *
	 * @throws Error that names what is wrong with them
	 */
	seed(records: Record<string, Record<string, unknown>[]>): void;
	/** @returns copies of the records of a table @throws Error where there is no such table */
	records(table: string): Row[];
	/** Arms a fault. */
	fail(rule: FaultRule): void;
	/** @returns the requests that match, in the order of their arrival */
	find(pattern: RequestPattern): SeenRequest[];
	/** @returns the requests that come closest, where none matches */
	nearMisses(pattern: RequestPattern): NearMiss[];
	/**
	 * Holds how often something was asked.
	 *
	 * @param times exactly once when left out
	 * @throws VerificationError that names the requests that come closest
	 */
	verify(pattern: RequestPattern, times?: Times): void;
	/** Puts records, log, faults, tokens and settings back to the start. */
	reset(): void;
	/** Stops listening and ends every connection. */
	stop(): Promise<void>;
}

/** A request that was expected and did not come, or the other way round. */
export class VerificationError extends Error {
	readonly name: 'VerificationError';
}

/** Starts an instance. @throws Error with code `EADDRINUSE` where the port is taken */
export function startSimulator(options?: SimulatorOptions): Promise<Simulator>;

type Hook = (work: () => unknown) => void;

/** The hooks of a test runner. */
export interface Hooks {
	beforeAll?: Hook;
	before?: Hook;
	beforeEach: Hook;
	afterAll?: Hook;
	after?: Hook;
}

/**
 * Gives the tests of a file or of a `describe` block an instance, which starts before the first of
 * them, goes back to its start before each, and stops after the last.
 *
 * @param hooks of the test runner; not needed where they are globals, nor with node:test
 * @returns the instance, to be used within tests and their hooks
 */
export function useSimulator(options?: SimulatorOptions, hooks?: Hooks): Simulator;

/** Does what the command line says. */
export function main(args: string[]): Promise<void>;
