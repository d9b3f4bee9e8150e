import type { Answer } from '../../nodes/shared/transport/pace/permitWaitLimit.ts';
import type { ModelInstance } from './instance.mts';
import type { VirtualTime } from './virtualTime.mts';

/** What decides how many requests may be in flight. */
export interface ModelPace {
	/** How many may be. */
	readonly limit: number;
	/** An answer came. */
	told(answer: Answer): void;
	/** The instance rejects requests: called once for those that left together. */
	cut(inFlight: number): void;
}

/** How a process works. */
export interface ClientSettings {
	items: number;
	/** Milliseconds until the first request leaves: n8n prepares all items first. */
	startMs: number;
	/** Milliseconds of processor time for each request, half before and half after it. */
	cpuMs: number;
}

/** Milliseconds of the first wait after a rejection; each further one is twice as long. */
const FIRST_WAIT_MS = 250;

/** A process that sends one request for each of its items, as the nodes of this package do. */
export class ModelClient {
	/** When the last item was done. */
	endMs = 0;

	rejected = 0;

	concurrency = 0;

	private done = 0;

	private left: number;

	private inFlight = 0;

	/** Cuts so far, so that a burst of rejections cuts once. */
	private epoch = 0;

	private idleFrom = 0;

	constructor(
		private readonly time: VirtualTime,
		private readonly instance: ModelInstance,
		private readonly pace: ModelPace,
		private readonly settings: ClientSettings,
	) {
		this.left = settings.items;
		time.after(settings.startMs, () => this.sendAll());
	}

	get isDone(): boolean {
		return this.done === this.settings.items;
	}

	private sendAll(): void {
		while (this.left > 0 && this.inFlight < this.pace.limit) {
			this.left -= 1;
			this.send(0);
		}
	}

	private send(attempt: number): void {
		const { time, epoch } = this;
		const since = time.now;
		this.inFlight += 1;
		this.concurrency = Math.max(this.concurrency, this.inFlight);
		this.compute(() =>
			this.instance.request(({ isRejected, toldMs }) =>
				this.compute(() => {
					const { inFlight } = this;
					if (isRejected) this.retry(attempt, epoch);
					else this.pace.told({ answerMs: time.now - since, waitedMs: toldMs, inFlight });
					this.inFlight -= 1;
					if (!isRejected) this.finishOne();
					this.sendAll();
				}),
			),
		);
	}

	private finishOne(): void {
		this.done += 1;
		if (this.isDone) this.endMs = this.time.now;
	}

	private retry(attempt: number, epoch: number): void {
		this.rejected += 1;
		if (epoch === this.epoch) {
			this.epoch += 1;
			this.pace.cut(this.inFlight);
		}
		const wait = FIRST_WAIT_MS * 2 ** Math.min(attempt, 5);
		this.time.after(wait * (0.5 + this.instance.chance() / 2), () => this.send(attempt + 1));
	}

	/** Uses the processor, one piece of work after the other. */
	private compute(then: () => void): void {
		const { now } = this.time;
		this.idleFrom = Math.max(now, this.idleFrom) + this.settings.cpuMs / 2;
		this.time.after(this.idleFrom - now, then);
	}
}

/** Somebody else, who sends one request after the other and sees how long they wait. */
export class Probe {
	longestWaitMs = 0;

	rejected = 0;

	private waits: number[] = [];

	/** @param pauseMs between two requests */
	constructor(
		private readonly time: VirtualTime,
		private readonly instance: ModelInstance,
		private readonly pauseMs = 50,
	) {
		time.after(pauseMs, () => this.send());
	}

	get meanWaitMs(): number {
		return this.waits.reduce((sum, wait) => sum + wait, 0) / Math.max(1, this.waits.length);
	}

	private send(): void {
		this.instance.request(({ isRejected, waitedMs }) => {
			if (isRejected) this.rejected += 1;
			else this.waits.push(waitedMs);
			this.longestWaitMs = Math.max(this.longestWaitMs, waitedMs);
			this.time.after(this.pauseMs, () => this.send());
		});
	}
}
