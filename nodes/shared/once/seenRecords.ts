import { IdleMap } from '../transport/idleMap';

/** Milliseconds for which it is remembered when a record was first seen. */
const REMEMBERED_MS = 300_000;

/** When records were first seen in this process. They were created no later than that. */
export class SeenRecords {
	/** UNIX milliseconds by sys_id, in the order of their entry. */
	private readonly firstSeen = new Map<string, number>();

	/** A record was seen, or its creation was confirmed. @param at UNIX milliseconds */
	note(id: string, at: number): void {
		if (!this.firstSeen.has(id)) this.firstSeen.set(id, at);
		for (const [oldest, since] of this.firstSeen) {
			if (at - since <= REMEMBERED_MS) return;
			this.firstSeen.delete(oldest);
		}
	}

	/** Whether nothing is remembered. */
	get isIdle(): boolean {
		return [...this.firstSeen.values()].every((since) => Date.now() - since > REMEMBERED_MS);
	}

	/** When it was first seen; nothing when it was not. @returns UNIX milliseconds */
	get(id: string): number | undefined {
		return this.firstSeen.get(id);
	}
}

const seen = new IdleMap(() => new SeenRecords());

/** What was seen of an instance. @param origin of its address */
export function seenRecordsOf(origin: string): SeenRecords {
	return seen.get(origin);
}
