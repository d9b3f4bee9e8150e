import {
	logins,
	seeded,
	type FaultRule,
	type RecordsDocument,
	type SeenRequest,
	type Settings,
} from '../../simulator/instance.mts';
import { addDocument, checkedDocument } from '../../simulator/data/document.mts';
import { newSysId, type Row } from '../../simulator/records/values.mts';
import type { RequestPattern } from '../../simulator/verification/differences.mts';
import {
	findRequests,
	verificationProblem,
	type NearMiss,
	type Times,
} from '../../simulator/verification/find.mts';
import { start, type StartOptions } from '../start.mts';

/** A running instance, as tests use it. */
export interface Simulator {
	readonly url: string;
	readonly port: number;
	readonly certificate?: string;
	readonly logins: typeof logins;
	readonly ids: typeof seeded;
	readonly settings: Settings;
	readonly requests: readonly SeenRequest[];
	seed(records: NonNullable<RecordsDocument['records']>): void;
	records(table: string): Row[];
	fail(rule: FaultRule): void;
	find(pattern: RequestPattern): SeenRequest[];
	nearMisses(pattern: RequestPattern): NearMiss[];
	verify(pattern: RequestPattern, times?: Times): void;
	reset(): void;
	stop(): Promise<void>;
}

/** A request that was expected and did not come, or the other way round. */
export class VerificationError extends Error {
	override readonly name = 'VerificationError';
}

/**
 * Starts an instance.
 *
 * @param options those of the command line and the settings; any free port when left out
 * @throws Error with code `EADDRINUSE` where the port is taken
 */
export async function startSimulator(options: StartOptions = {}): Promise<Simulator> {
	const { instance, certificate } = await start(options);
	const { url, port, settings, requests, store, faults } = instance;
	return {
		url,
		port,
		certificate,
		logins,
		ids: seeded,
		settings,
		requests,
		seed: (records) => {
			addDocument(store, checkedDocument({ records }), newSysId);
		},
		records: (table) => [...store.table(table).values()].map((row) => ({ ...row })),
		fail: (rule) => faults.add(rule),
		find: (pattern) => findRequests(pattern, requests).requests,
		nearMisses: (pattern) => findRequests(pattern, requests).nearMisses,
		verify: (pattern, times = 1) => {
			const problem = verificationProblem(pattern, times, requests);
			if (problem !== undefined) throw new VerificationError(problem);
		},
		reset: () => instance.reset(),
		stop: () => instance.close(),
	};
}
