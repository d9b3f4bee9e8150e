import type { IncomingHttpHeaders } from 'node:http';
import type { Faults } from './faults/faults.mts';
import type { Load } from './load.mts';
import type { Login } from './login/logins.mts';
import type { RequestLog } from './requestLog.mts';
import type { Settings } from './settings.mts';
import type { Store } from './records/store.mts';
import type { Tokens } from './login/tokens.mts';

/** Everything one simulated instance consists of. */
export interface World {
	readonly store: Store;
	readonly settings: Settings;
	readonly faults: Faults;
	readonly log: RequestLog;
	readonly load: Load;
	readonly tokens: Tokens;
	/** Origin of the instance, without a slash at the end. */
	url: string;
}

/** A request as it arrived. */
export interface Incoming {
	method: string;
	/** Path without the query string. */
	path: string;
	query: Record<string, unknown>;
	params: Record<string, string>;
	headers: IncomingHttpHeaders;
	/** Bytes, or the fields of a form. */
	body: unknown;
}

/** An authenticated call of an API: its parameters are those of the contract. */
export interface Call {
	world: World;
	login: Login;
	params: Record<string, string>;
	query: Record<string, unknown>;
	body: Record<string, unknown>;
}
