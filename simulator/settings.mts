import type { RecordsDocument } from './data/document.mts';
import type { CorsRule } from './http/cors.mts';
import type { Page } from './http/page.mts';
import type { Replay } from './http/request.mts';
import { startLoad, type LoadSettings } from './load/load.mts';
import { startApis, type ApiRules } from './rules/apiRules.mts';
import { startLogin, type LoginRules } from './login/loginRules.mts';
import { startAccess, type AccessRules } from './records/access.mts';

/** What can be changed while the instance runs. */
export interface Settings extends AccessRules, ApiRules, LoadSettings, LoginRules {
	/** Time every response takes at least, in milliseconds. A permit is held meanwhile. */
	latencyMs: number;
	/** Whether responses tell in `Server-Timing` how long they waited; a proxy may strip it. */
	serverTiming: boolean;
	/** UNIX milliseconds until which every connection is destroyed; 0 when the instance is there. */
	awayUntil: number;
	/** Lifetime of access tokens issued from now on, in seconds. */
	tokenLifetimeSeconds: number;
	/** The property glide.invalid_query.returns_no_rows. */
	invalidQueryReturnsNoRows: boolean;
	/** Whether rows without ORDERBY come in another order with each request. */
	unstableOrder: boolean;
	/** Plugins that are not active: their URLs respond with 400. */
	inactivePlugins: string[];
	/** Tables that nobody may read through the Table API. */
	deniedTables: string[];
	/** IANA zone in which dates in queries are read; values in responses are in UTC. */
	queryTimeZone: string;
	/**
	 * IANA zones of users by user name, UTC for the others. Display values of dates are in it, and the
	 * days of `gs` functions begin in it.
	 *
	 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_TableAPI.md
	 */
	userTimeZones: Record<string, string>;
	/** Origin to which every URL redirects, as after the instance was renamed; '' while it was not. */
	renamedTo: string;
	/**
	 * Origin of the custom URL that is the instance URL: links in responses begin with it, whatever address
	 * the request was sent to, and all addresses answer; '' without one. That links of the Table API are
	 * among those URLs is a guess.
	 *
	 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-security/authentication/custom-url-error-fix.md
	 */
	customUrl: string;
	/** Whether conditions behind `EQ`, which ends a query, still count. A guess either way. */
	conditionsAfterEq: 'ignored' | 'applied';
	/** Milliseconds, at most, after which reads see what openframe or the Contact API created. */
	commitDelayMs: number;
	/** Which pages of another origin may call the APIs; none at the start. */
	corsRules: CorsRule[];
	/** Whether answers of some length come compressed to a client that accepts it. */
	gzip: boolean;
	/** Whether a write through the Table API adds the table, and the columns, that there are not. */
	tablesOnWrite: boolean;
	/** Tables that nobody may write to through the Table API; they can be read. */
	writeProtectedTables: string[];
	/** Columns, by table, without which a data policy takes no record through the Table API. */
	mandatoryColumns: Record<string, string[]>;
	/** Requests kept in the log; older ones are dropped. */
	logLimit: number;
}

export interface InstanceOptions extends Partial<Settings> {
	/** TCP port; 0 for any free one. */
	port?: number;
	/** Address to listen on. */
	host?: string;
	/** PEM texts with which it listens to https. */
	tls?: { key: string; cert: string };
	/** The page at `/`; an instance without it answers as to any other URL. */
	page?: Page;
	/** Answers before anything is simulated, such as those of a real instance. */
	replay?: Replay;
	/** Whether the seed records are there. */
	seed?: boolean;
	/** Tables and records to begin with, besides those of the seed. */
	seedData?: RecordsDocument;
	/**
	 * Folder in which the records are kept. Where it has any, they come in the place of the seed and of
	 * `seedData`.
	 */
	dataFolder?: string;
	/** Takes lines about what was left out of requests, or is not simulated; nothing when left out. */
	print?: (line: string) => void;
	/** How many generated contacts are added to the seed. */
	seedContacts?: number;
	/** Seed of the chance of faults with a `rate` and of the balancer; the same one if left out. */
	chanceSeed?: number;
}

const defaults: Omit<Settings, keyof (AccessRules & ApiRules & LoadSettings & LoginRules)> = {
	latencyMs: 0,
	serverTiming: true,
	awayUntil: 0,
	tokenLifetimeSeconds: 1799,
	invalidQueryReturnsNoRows: false,
	unstableOrder: false,
	inactivePlugins: [],
	deniedTables: [],
	queryTimeZone: 'UTC',
	userTimeZones: {},
	renamedTo: '',
	customUrl: '',
	conditionsAfterEq: 'ignored',
	commitDelayMs: 0,
	corsRules: [],
	gzip: false,
	tablesOnWrite: false,
	writeProtectedTables: [],
	mandatoryColumns: {},
	logLimit: 10_000,
};

/**
 * @param options what startInstance was given
 * @returns the settings an instance starts with, and comes back to on reset
 */
export function startSettings(options: InstanceOptions): Settings {
	const {
		port,
		host,
		tls,
		page,
		seed,
		seedContacts,
		seedData,
		dataFolder,
		chanceSeed,
		print,
		...settings
	} = options;
	return {
		...defaults,
		...startAccess(),
		...startLoad(),
		...startLogin(),
		...startApis(),
		...settings,
		inactivePlugins: [...(settings.inactivePlugins ?? [])],
		deniedTables: [...(settings.deniedTables ?? [])],
		writeProtectedTables: [...(settings.writeProtectedTables ?? [])],
		corsRules: [...(settings.corsRules ?? [])],
		mandatoryColumns: { ...settings.mandatoryColumns },
		userTimeZones: { ...settings.userTimeZones },
	};
}

/** Lets the instance destroy every connection for `ms` milliseconds, as while it restarts. */
export function goAway(settings: Settings, ms: number): void {
	settings.awayUntil = Date.now() + ms;
}
