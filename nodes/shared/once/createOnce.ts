import type { OnceResult, OnceSteps, OnceTimes } from './onceSteps';
import {
	existedBefore,
	isOlderThan,
	oldestFirst,
	type KeyedRecord,
	type Sighting,
} from './sighting';

/** Timestamps of ServiceNow have whole seconds: whatever shares one was created within this time. */
const TIMESTAMP_MS = 1000;

/** Milliseconds by which a timer may be early. */
const TIMER_MS = 5;

/** Further searches, at most, for what is not visible after the settle time. */
const MOST_SEARCHES = 4;

/** How often a record is created, at most, where an answer gets lost each time. */
const MOST_CREATES = 6;

interface Seen extends Sighting {
	/** UNIX milliseconds when the search began. */
	startedAt: number;
}

/** One key that is to have one record. */
class Once {
	/** What the search before the create saw. */
	private first: Seen = { records: [], startedAt: 0 };

	private own?: string;

	/** Why it is not known whether a create was carried out; nothing where that is known of each. */
	private lost?: Error;

	constructor(
		private readonly steps: OnceSteps,
		private readonly times: OnceTimes,
	) {}

	private get isUncertain(): boolean {
		return this.lost !== undefined;
	}

	async run(): Promise<OnceResult> {
		this.first = await this.search();
		const { settleMs } = this.times;
		const known = settleMs === 0 ? this.first : await this.settle(this.first, settleMs);
		if (known.records.length > 0) return this.result(known);
		const found = await this.create();
		if (found) return this.result(found);
		if (settleMs === 0) return this.unchecked();
		return await this.check(settleMs);
	}

	/** Creates the record. @returns what was found instead, after an answer that got lost */
	private async create(): Promise<Seen | undefined> {
		const { steps, times } = this;
		const begin = steps.now();
		for (let count = 1; ; count += 1) {
			const lost = await this.tryToCreate();
			if (lost === undefined) return undefined;
			const found = await this.findLost(lost);
			if (found.records.length > 0) return found;
			if (count >= MOST_CREATES || steps.now() - begin > times.maxWaitMs) throw lost;
		}
	}

	/** @returns why it is not known whether the record was created; nothing where it was */
	private async tryToCreate(): Promise<Error | undefined> {
		const { steps } = this;
		return await steps.create().then(
			(id) => {
				this.own = id;
				steps.seen.note(id, steps.now());
				return undefined;
			},
			(error: Error) => {
				// What fails for certain now says nothing of the create before it.
				if (!steps.mayHaveBeenDone(error)) {
					throw steps.isFailure(error) ? (this.lost ?? error) : error;
				}
				this.lost = error;
				return error;
			},
		);
	}

	/** Looks for a record of which it is not known whether it was created. @throws `lost` when that fails */
	private async findLost(lost: Error): Promise<Seen> {
		return await this.searchAgain(this.times.recoveryMs).catch((error: Error) => {
			throw this.steps.isFailure(error) ? lost : error;
		});
	}

	/** Looks whether another record came before the one that was created. */
	private async check(settleMs: number): Promise<OnceResult> {
		return await this.searchAgain(settleMs).then(
			(seen) => this.result(seen),
			(error: Error) => {
				// The record exists: as an error, the next execution would have to find it.
				if (!this.steps.isFailure(error)) throw error;
				return { ...this.unchecked(), checkError: error };
			},
		);
	}

	private async searchAgain(settleMs: number): Promise<Seen> {
		await this.wait(TIMESTAMP_MS + settleMs);
		const seen = await this.search();
		return this.times.settleMs === 0 ? seen : await this.settle(seen, settleMs);
	}

	private unchecked(): OnceResult {
		return {
			own: this.own,
			isReused: false,
			isFoundAfterFailure: false,
			isOwnHidden: false,
			superseded: [],
			others: [],
			abandoned: [],
		};
	}

	private async wait(milliseconds: number): Promise<void> {
		await this.steps.wait(milliseconds + TIMER_MS);
	}

	private async search(): Promise<Seen> {
		const startedAt = this.steps.now();
		const sighting = await this.steps.search(this.own);
		const now = this.steps.now();
		for (const { sysId } of sighting.records) this.steps.seen.note(sysId, now);
		return { ...sighting, startedAt };
	}

	/** Searches until what is seen is all that counts. */
	private async settle(first: Seen, settleMs: number): Promise<Seen> {
		let seen = first;
		for (let count = 0; count < MOST_SEARCHES && !this.isFinal(seen, settleMs); count += 1) {
			await this.wait(this.missingMs(seen, settleMs));
			seen = await this.search();
		}
		return seen;
	}

	/** Milliseconds since a record was seen for the first time, when the search began. */
	private knownMs({ sysId }: KeyedRecord, { startedAt }: Seen): number {
		return startedAt - (this.steps.seen.get(sysId) ?? startedAt);
	}

	/**
	 * Whether no record can turn up any more that comes before those seen. What comes before one of them was
	 * created by the end of the same second, and is visible after the settle time.
	 */
	private isFinal(seen: Seen, settleMs: number): boolean {
		const { records } = seen;
		if (this.own !== undefined && !this.isVisible(this.own, seen)) return false;
		const enough = TIMESTAMP_MS + settleMs;
		return (
			records.length === 0 ||
			records.some(
				(record) => this.knownMs(record, seen) >= enough || isOlderThan(record, seen, enough),
			)
		);
	}

	/** Milliseconds until one of the records has been known for long enough. */
	private missingMs({ records }: Seen, settleMs: number): number {
		const now = this.steps.now();
		const knownMs = records.map(({ sysId }) => now - (this.steps.seen.get(sysId) ?? now));
		return Math.max(TIMESTAMP_MS + settleMs - Math.max(0, ...knownMs), TIMESTAMP_MS);
	}

	private isVisible(id: string, { records }: Sighting): boolean {
		return records.some(({ sysId }) => sysId === id);
	}

	private result(seen: Seen): OnceResult {
		const [record, ...others] = oldestFirst(seen.records);
		const isOwn = record === undefined || record.sysId === this.own;
		const notMadeHere = others.filter((other) => !this.isMadeHere(other));
		const mayBeOwn = isOwn || this.isUncertain;
		return {
			record,
			own: this.own,
			isReused: record !== undefined && (!mayBeOwn || existedBefore(record, this.first)),
			isFoundAfterFailure: this.isUncertain && !isOwn,
			isOwnHidden: this.own !== undefined && !this.isVisible(this.own, seen),
			superseded: others.filter((other) => this.isMadeHere(other)),
			others: notMadeHere,
			abandoned: notMadeHere.filter(
				(other) => other.isOpen && isOlderThan(other, seen, TIMESTAMP_MS + this.times.settleMs),
			),
		};
	}

	/**
	 * Whether a record that another one came before was made by this. After an answer that got lost that may
	 * be any that was not there before; whoever made it closes it as well.
	 */
	private isMadeHere(record: KeyedRecord): boolean {
		if (existedBefore(record, this.first)) return false;
		if (record.sysId === this.own) return true;
		return this.isUncertain && this.first.instanceTime !== undefined;
	}
}

/**
 * Makes sure that a key has one record, although workers that know nothing of each other create it at once:
 * each looks, creates, waits until whatever was created in the same second is visible, and looks again.
 * All see the same records, and for all of them the oldest by `sys_created_on`, `number` and `sys_id` is
 * the one. What the first search finds is held against the same time while it is young: it may be one that
 * loses.
 *
 * A record is given up only where it was seen together with an older one. However late an instance shows
 * what was created, the oldest stays.
 *
 * @returns the record, what was made in vain, and what else has the key
 * @throws what `create` and the first search throw
 */
export async function createOnce(steps: OnceSteps, times: OnceTimes): Promise<OnceResult> {
	return await new Once(steps, times).run();
}
