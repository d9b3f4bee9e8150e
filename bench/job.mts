/** Who does the work, in the order of the report. */
export const contenderNames = ['raw', 'ours', 'plain', 'httpRequest', 'builtIn'] as const;

export type ContenderName = (typeof contenderNames)[number];

/** Names of the contenders in the report. */
export const titles: Record<ContenderName, string> = {
	raw: 'Raw client (undici)',
	ours: 'This package',
	plain: 'Plain declarative node',
	httpRequest: 'HTTP Request node',
	builtIn: 'Built-in ServiceNow node',
};

/** Requests that the raw client has in flight, unless a job says otherwise. */
export const CONCURRENCY = 16;

/** Records that a reader asks for at once. */
export const PAGE_SIZE = 1000;

/** How a contender has to do it, where it has a choice. */
export interface Manner {
	/** Requests in flight, at most; this package finds them by itself when left out. */
	concurrency?: number;
	/** Batching of n8n's own, in items and milliseconds between batches. */
	batch?: { size: number; intervalMs: number };
}

/** What a contender has to do. */
export type Workload = Manner &
	(
		| { kind: 'create'; items: Array<Record<string, string>> }
		| { kind: 'get'; ids: string[] }
		| { kind: 'readAll' }
		/** Makes sure of one record for each ID. @param settleTime seconds of the option; default when left out */
		| { kind: 'once'; record: 'call' | 'contact'; ids: string[]; settleTime?: number }
	);

/** A workload on an instance, as it is sent to the process of a contender. */
export type Job = Workload & { url: string };

/** What came of a job. */
export interface Outcome {
	/** Records that the contender returned. */
	records: number;
	/** Message of the error that stopped it. */
	error?: string;
	/** What each item of `once` returned, in their order. */
	once?: Array<{ sysId?: string; error?: string; foundAfterFailure: boolean }>;
}

/** What a job cost. */
export interface Measured extends Outcome {
	ms: number;
	/** Processor time of the process, all threads, in milliseconds. */
	cpuMs: number;
	/** Largest resident set that was sampled, in MB. */
	peakMb: number;
	/** By how much the largest resident set was above the one at the start, in MB. */
	grownMb: number;
	/** Delay of the event loop: 99 % of the samples were below it, in milliseconds. */
	delayP99: number;
	/** Longest time for which the event loop stood still, in milliseconds. */
	delayMax: number;
}

export interface Contender {
	run(job: Job): Promise<Outcome>;
}

/** Fields of a contact, in the order in which jobs fill them. */
const fieldNames = [
	'email',
	'first_name',
	'last_name',
	'city',
	'phone',
	'country',
	'employee_number',
	'home_phone',
	'introduction',
	'middle_name',
	'mobile_phone',
	'state',
	'street',
	'title',
	'zip',
];

/**
 * Contacts to create, one an item.
 *
 * @param tag what their emails start with, so that they can be counted afterwards
 * @param fields how many fields each one has, up to 15
 */
export function createWorkload(count: number, tag: string, fields = 5): Workload {
	const names = fieldNames.slice(0, fields);
	const items = Array.from({ length: count }, (_, index) =>
		Object.fromEntries(
			names.map((name) => {
				if (name === 'email') return [name, `${tag}-${index}@example.com`];
				return [name, name === 'country' ? 'USA' : `${name} ${index}`];
			}),
		),
	);
	return { kind: 'create', items };
}

/** Input items of a node that does the job. */
export function itemsOf(job: Job): Array<Record<string, string>> {
	if (job.kind === 'readAll') return [{}];
	return job.kind === 'create' ? job.items : job.ids.map((id) => ({ id }));
}
