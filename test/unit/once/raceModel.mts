import { createOnce } from '../../../nodes/shared/once/createOnce';
import type { OnceResult } from '../../../nodes/shared/once/onceSteps';
import { SeenRecords } from '../../../nodes/shared/once/seenRecords';
import type { Sighting } from '../../../nodes/shared/once/sighting';
import { toGlide } from '../../../nodes/shared/platform/glideDateTime';
import { VirtualTime } from './virtualTime.mts';

/** One delivery of an event, to a worker that knows nothing of the others. Times in milliseconds. */
export interface Delivery {
	/** When the event comes. */
	at: number;
	/** How long a request takes to the instance, and its answer back. */
	latency: number;
	/** How late the record of each create is visible; the last one counts for all further creates. */
	commitDelays: number[];
	/** What becomes of the answers to its creates, in order; the rest comes. */
	answers: Array<'comes' | 'lostDone' | 'lostNotDone'>;
	/** Whether the worker ends after its create, before it looks again. */
	dies: boolean;
}

/** How the instance and the network are. */
export interface World {
	settleMs: number;
	/** UNIX milliseconds at the start; it says where in a second the race begins. */
	start: number;
	/** Milliseconds that the clock of the instance is ahead. */
	clockSkewMs: number;
	/** Whether answers come with `Date`. */
	hasDate: boolean;
	deliveries: Delivery[];
}

interface ModelRecord {
	sysId: string;
	number: string;
	createdOn: string;
	visibleAt: number;
	isOpen: boolean;
}

class Lost extends Error {}
class Died extends Error {}

/** An instance that shows what was created late, in a world with virtual time. */
class Race {
	readonly records: ModelRecord[] = [];

	private readonly time = new VirtualTime();

	constructor(private readonly world: World) {}

	async run(): Promise<Array<PromiseSettledResult<OnceResult>>> {
		return await this.time.run(this.world.deliveries.map(async (each) => await this.deliver(each)));
	}

	private get instanceTime(): number {
		return this.world.start + this.time.now + this.world.clockSkewMs;
	}

	private async deliver(delivery: Delivery): Promise<OnceResult> {
		await this.time.sleep(delivery.at);
		let creates = 0;
		const { settleMs } = this.world;
		const result = await createOnce(
			{
				search: async () => await this.search(delivery),
				create: async () => await this.create(delivery, creates++),
				mayHaveBeenDone: (error) => error instanceof Lost,
				isFailure: () => false,
				wait: async (milliseconds) => {
					if (delivery.dies && creates > 0) throw new Died();
					await this.time.sleep(milliseconds);
				},
				now: () => this.time.now,
				seen: new SeenRecords(),
			},
			{ settleMs, recoveryMs: settleMs, maxWaitMs: 120_000 },
		);
		await this.time.sleep(delivery.latency);
		for (const { sysId } of result.superseded) this.close(sysId);
		return result;
	}

	private async search({ latency }: Delivery): Promise<Sighting> {
		const sent = this.time.now;
		await this.time.sleep(latency);
		const visible = this.records.filter(({ visibleAt }) => visibleAt <= this.time.now);
		const records = visible.map((record) => ({ ...record }));
		const date = Math.floor(this.instanceTime / 1000) * 1000;
		await this.time.sleep(latency);
		const instanceTime = this.world.hasDate ? date - (this.time.now - sent) : undefined;
		return { records, instanceTime };
	}

	private async create(delivery: Delivery, index: number): Promise<string> {
		const { latency, answers, commitDelays } = delivery;
		await this.time.sleep(latency);
		const answer = answers[index] ?? 'comes';
		const delay = commitDelays[Math.min(index, commitDelays.length - 1)];
		const sysId = answer === 'lostNotDone' ? '' : this.insert(delay);
		await this.time.sleep(latency);
		if (answer !== 'comes') throw new Lost();
		return sysId;
	}

	private insert(delay: number): string {
		const place = this.records.length + 1;
		// Neither sys_ids nor numbers of several application nodes have an order in time.
		const sysId = `${(place * 7919) % 1000}-${place}`;
		this.records.push({
			sysId,
			number: `IMS${String((place * 4787) % 1000).padStart(7, '0')}`,
			createdOn: toGlide(this.instanceTime),
			visibleAt: this.time.now + delay,
			isOpen: true,
		});
		return sysId;
	}

	private close(id: string): void {
		for (const record of this.records) if (record.sysId === id) record.isOpen = false;
	}
}

function oldestOf(records: ModelRecord[]): ModelRecord | undefined {
	const places = records.map(({ createdOn, number }) => `${createdOn} ${number}`);
	return records[places.indexOf([...places].sort()[0])];
}

/** What a race left behind. */
export interface Outcome {
	/** sys_ids that the workers name which came to an end. */
	named: string[];
	/** sys_ids of the records that are open. */
	open: string[];
	/** sys_id of the record that comes first by second of its creation, and number. */
	oldest: string;
	results: OnceResult[];
	/** What workers failed with, but for those that die. */
	errors: unknown[];
}

/** Runs a race to its end, in no time. */
export async function runRace(world: World): Promise<Outcome> {
	const race = new Race(world);
	const settled = await race.run();
	const results = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
	const reasons = settled.flatMap((each) =>
		each.status === 'rejected' ? [each.reason as unknown] : [],
	);
	return {
		results,
		named: results.map(({ record, own }) => record?.sysId ?? own ?? ''),
		open: race.records.filter(({ isOpen }) => isOpen).map(({ sysId }) => sysId),
		oldest: oldestOf(race.records)?.sysId ?? '',
		errors: reasons.filter((reason) => !(reason instanceof Died)),
	};
}
