import type { SeenRecords } from './seenRecords';
import type { KeyedRecord, Sighting } from './sighting';

/** What making a record once needs of the instance, and of time. */
export interface OnceSteps {
	/** Searches for the records with the key. @param own sys_id of one that was created just now */
	search: (own?: string) => Promise<Sighting>;
	/** Creates a record. @returns its sys_id */
	create: () => Promise<string>;
	/** Whether a create that failed may have been carried out. */
	mayHaveBeenDone: (error: Error) => boolean;
	/** Whether an error says that a request failed or was held back, and not that the execution ended. */
	isFailure: (error: Error) => boolean;
	/** Waits, and sends nothing meanwhile. */
	wait: (milliseconds: number) => Promise<void>;
	/** UNIX milliseconds. */
	now: () => number;
	seen: SeenRecords;
}

/** How long to wait. */
export interface OnceTimes {
	/** Milliseconds within which the instance shows what was created; 0 to trust the first search. */
	settleMs: number;
	/** The same for a create whose answer got lost. */
	recoveryMs: number;
	/** Milliseconds for which a create whose answer got lost is tried again. */
	maxWaitMs: number;
}

/** What came of it. */
export interface OnceResult {
	/** The one record of the key; nothing when the one that was created is not visible. */
	record?: KeyedRecord;
	/** sys_id of the record that was created. */
	own?: string;
	/** Whether the record was there before. */
	isReused: boolean;
	/** Whether it was found after the answer to its create got lost. */
	isFoundAfterFailure: boolean;
	/** Records that this made, and that another one came before: to be closed. */
	superseded: KeyedRecord[];
	/** Other records with the key. */
	others: KeyedRecord[];
	/** Those of them that are open, and that whoever made them would have closed by now. */
	abandoned: KeyedRecord[];
	/** Whether the record that was created is not visible, so that nothing is known of it. */
	isOwnHidden: boolean;
	/** Why it is not known whether there are others. */
	checkError?: Error;
}
