import { AimdLimit } from '../../nodes/shared/transport/pace/aimdLimit.ts';
import { Pace } from '../../nodes/shared/transport/pace/pace.ts';
import type { Answer } from '../../nodes/shared/transport/pace/permitWaitLimit.ts';
import type { ModelPace } from './client.mts';

const START = 8;
const FLOOR = 4;
const CAP = 64;

/** As many requests in flight as at the start, always. */
class Fixed implements ModelPace {
	constructor(readonly limit: number) {}

	told(): void {}

	cut(): void {}
}

/** From 64 on down and up again by rejections alone. */
class Aimd implements ModelPace {
	private readonly by = new AimdLimit(CAP);

	get limit(): number {
		return this.by.current;
	}

	told(): void {
		this.by.succeeded();
	}

	cut(inFlight: number): void {
		this.by.cut(inFlight);
	}
}

/** Times of one round of answers. */
interface Round {
	/** Mean wait in proportion to the mean work. */
	wait: number;
	answerMs: number;
}

/** Decides once for each round of answers. */
abstract class ByRounds implements ModelPace {
	protected exact = START;

	private answers = 0;

	private answerMs = 0;

	private waitedMs = 0;

	get limit(): number {
		return Math.floor(this.exact);
	}

	told({ answerMs, waitedMs }: Answer): void {
		this.answers += 1;
		this.answerMs += answerMs;
		this.waitedMs += waitedMs;
		if (this.answers < this.limit) return;
		const wait = this.waitedMs / Math.max(1, this.answerMs - this.waitedMs);
		const next = this.next({ wait, answerMs: this.answerMs / this.answers });
		this.exact = Math.min(CAP, Math.max(Math.min(FLOOR, this.exact), next));
		this.forget();
	}

	cut(inFlight: number): void {
		this.exact = Math.max(1, Math.min(inFlight, this.exact) * 0.7);
		this.forget();
	}

	/** The limit after a round. */
	protected abstract next(round: Round): number;

	private forget(): void {
		this.answers = 0;
		this.answerMs = 0;
		this.waitedMs = 0;
	}
}

/** Grows while up to half as long is waited as worked, shrinks when longer is waited than worked. */
class Band extends ByRounds {
	private hasWaited = false;

	protected next({ wait }: Round): number {
		this.hasWaited ||= wait > 0;
		if (wait > 1) return (this.exact * 1.5) / (1 + wait);
		if (wait > 0.5) return this.exact;
		return this.hasWaited ? Math.max(this.exact + 1, this.exact * 1.1) : this.exact * 2;
	}
}

/** Takes the fastest answer for one that did not wait. https://github.com/Netflix/concurrency-limits */
class Vegas extends ByRounds {
	private fastest = Infinity;

	protected next({ answerMs }: Round): number {
		this.fastest = Math.min(this.fastest, answerMs);
		const queued = this.exact * (1 - this.fastest / answerMs);
		const step = Math.max(1, Math.log10(this.exact));
		if (queued <= step) return this.exact + 6 * step;
		if (queued < 3 * step) return this.exact + step;
		return queued > 6 * step ? this.exact - step : this.exact;
	}
}

/** Compares answers with those of a long time. https://github.com/Netflix/concurrency-limits */
class Gradient2 extends ByRounds {
	private usual?: number;

	protected next({ answerMs }: Round): number {
		this.usual ??= answerMs;
		this.usual += (answerMs - this.usual) * 0.05;
		if (this.usual > 2 * answerMs) this.usual *= 0.95;
		const gradient = Math.max(0.5, Math.min(1, (1.5 * this.usual) / answerMs));
		return this.exact * 0.8 + (this.exact * gradient + 4) * 0.2;
	}
}

/** Ways to find the number of requests in flight, by what they are called in the decision. */
export const alternatives: Record<string, () => ModelPace> = {
	'Permit wait (ours)': () => new Pace(),
	'Band of waits': () => new Band(),
	Vegas: () => new Vegas(),
	Gradient2: () => new Gradient2(),
	'8, always': () => new Fixed(8),
	'16, always': () => new Fixed(16),
	'64, AIMD': () => new Aimd(),
};

/** As many requests in flight as the raw client has connections. */
export function fixed(limit: number): ModelPace {
	return new Fixed(limit);
}
