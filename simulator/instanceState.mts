import type { DataFolder } from './data/folder.mts';
import type { Snapshots } from './data/snapshots.mts';
import type { HttpResponse } from './http/response.mts';
import type { Replay } from './http/request.mts';
import type { Faults } from './faults/faults.mts';
import type { Load } from './load/load.mts';
import type { Tokens } from './login/tokens.mts';
import type { Store } from './records/store.mts';
import type { RequestLog } from './requestLog.mts';
import type { Settings } from './settings.mts';

/** Everything one simulated instance consists of. */
export interface InstanceState {
	readonly store: Store;
	readonly snapshots: Snapshots;
	/** Where the records are kept; undefined where they are in memory alone. */
	readonly folder: DataFolder | undefined;
	readonly settings: Settings;
	readonly faults: Faults;
	readonly log: RequestLog;
	readonly load: Load;
	readonly tokens: Tokens;
	/** The next number of chance, from 0 up to but not including 1, by the instance's seed. */
	chance: () => number;
	/** Prints what was left out of a request, or what the simulator does not have. */
	readonly report: (request: string, response: HttpResponse) => void;
	/** What a real instance was recorded to answer, if anything, before what is simulated. */
	readonly replay?: Replay;
	/** Address that the instance listens on. */
	readonly host: string;
	/** Origin of the instance, without a slash at the end. */
	url: string;
}
