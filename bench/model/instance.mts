import { seededChance } from '../../simulator/faults/chance.mts';
import type { VirtualTime } from './virtualTime.mts';

/** An instance of application nodes with permits, behind a balancer that chooses at random. */
export interface InstanceSettings {
	nodes: number;
	/** Requests that each node handles at once. */
	permits: number;
	/** Milliseconds that a request takes, on average. */
	workMs: number;
	/** Whether requests take long and short times, as real ones do (log-normal), and not all the same. */
	varies?: boolean;
	/** Requests of others per second, at random moments. */
	othersPerSecond?: number;
	/** Whether responses hide the wait: `sem_wait` is always 0. */
	hidesWait?: boolean;
}

/** What became of a request. */
export interface Reply {
	isRejected: boolean;
	/** Milliseconds for which it waited for a permit. */
	waitedMs: number;
	/** What the response says of that. */
	toldMs: number;
}

interface Node {
	running: number;
	waiting: Array<() => void>;
}

/** Requests that wait for a permit of a node; one more is rejected. */
const QUEUE = 50;

/** Milliseconds of a rejection. */
const REJECTION_MS = 1;

/** Width of the log-normal distribution, whose mean is 1. */
const SIGMA = 0.8;

/** The instance of the model: a queue with several servers for each node. */
export class ModelInstance {
	readonly chance: () => number;

	private readonly nodes: Node[];

	constructor(
		private readonly time: VirtualTime,
		private readonly settings: InstanceSettings,
		seed: number,
	) {
		this.chance = seededChance(seed);
		this.nodes = Array.from({ length: settings.nodes }, () => ({ running: 0, waiting: [] }));
		if (settings.othersPerSecond) this.addOther(settings.othersPerSecond);
	}

	/** Sends a request. @param done called with what became of it */
	request(done: (reply: Reply) => void): void {
		const { permits, hidesWait } = this.settings;
		const node = this.nodes[Math.floor(this.chance() * this.nodes.length)];
		const arrival = this.time.now;
		const work = () => {
			const waitedMs = this.time.now - arrival;
			node.running += 1;
			this.time.after(this.workMs(), () => {
				node.running -= 1;
				node.waiting.shift()?.();
				done({ isRejected: false, waitedMs, toldMs: hidesWait ? 0 : waitedMs });
			});
		};
		if (node.running < permits) return work();
		if (node.waiting.length < QUEUE) return void node.waiting.push(work);
		this.time.after(REJECTION_MS, () => done({ isRejected: true, waitedMs: 0, toldMs: 0 }));
	}

	private workMs(): number {
		const { workMs, varies } = this.settings;
		if (!varies) return workMs;
		// Box and Muller's way to a normal distribution.
		const radius = Math.sqrt(-2 * Math.log(1 - this.chance()));
		const normal = radius * Math.cos(2 * Math.PI * this.chance());
		return workMs * Math.exp(SIGMA * normal - SIGMA ** 2 / 2);
	}

	private addOther(perSecond: number): void {
		this.request(() => {});
		const pauseMs = (-Math.log(1 - this.chance()) * 1000) / perSecond;
		this.time.after(pauseMs, () => this.addOther(perSecond));
	}
}
