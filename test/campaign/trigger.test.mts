import { newSysId } from '../../simulator/records/values.mts';
import type { Row } from '../../simulator/records/values.mts';
import { bytesOf, Trigger } from '../engine/trigger.mts';
import { useInstance } from '../support/instance.mts';

const WEEK = 7 * 86_400;

/** Seconds that the trigger looks back; what is committed later than this is lost by agreement. */
const LOOK_BACK = 120;

const instance = useInstance({ seed: false, logLimit: 10 });

/** Random numbers that are the same in every run (mulberry32). */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** A change as both sides name it. */
function nameOf(row: Record<string, unknown>): string {
	return `${String(row.sys_id)} ${String(row.sys_mod_count)}`;
}

/** What happened on the instance, and what the workflow got of it. */
class Ledger {
	private readonly happened = new Set<string>();

	private readonly got = new Map<string, number>();

	/** Places at which an older change came after a newer one. */
	outOfOrder = 0;

	happen(row: Row): void {
		this.happened.add(nameOf(row));
	}

	take(rows: Array<Record<string, unknown>>, column: string): void {
		rows.forEach((row, index) => {
			const name = nameOf(row);
			this.got.set(name, (this.got.get(name) ?? 0) + 1);
			const before = rows[index - 1];
			if (before && String(before[column]) > String(row[column])) this.outOfOrder += 1;
		});
	}

	get changes(): number {
		return this.happened.size;
	}

	get missed(): number {
		return [...this.happened].filter((name) => !this.got.has(name)).length;
	}

	get doubled(): number {
		return [...this.got.values()].filter((times) => times > 1).length;
	}

	get invented(): number {
		return [...this.got.keys()].filter((name) => !this.happened.has(name)).length;
	}
}

/** How the changes of an event come about on the instance. */
interface Kind {
	table: string;
	event: string;
	column: string;
	parameters?: Record<string, string>;
	/** Makes a change that counts, at a time of the instance. @returns the record */
	change: (at: string) => Row;
	/** The records may change again. */
	settle: () => void;
}

/** Updates of contacts, each once between two polls: of two at once only the last can be seen. */
function updatesOf(count: number): Kind {
	const table = 'customer_contact';
	const rows = Array.from({ length: count }, (_, index) =>
		instance.store.insert(table, { name: `Contact ${index}`, sys_id: newSysId() }),
	);
	let next = 0;
	let free = count;
	return {
		table,
		event: 'contactUpdated',
		column: 'sys_updated_on',
		change: (at) => {
			if (free === 0) throw new Error('More changes between two polls than records');
			free -= 1;
			const row = rows[next++ % count];
			instance.store.update(row, { title: String(next) }, 'admin', at);
			return row;
		},
		settle: () => {
			free = count;
		},
	};
}

function creations(): Kind {
	return {
		table: 'customer_contact',
		event: 'contactCreated',
		column: 'sys_created_on',
		change: (at) =>
			instance.store.insert('customer_contact', { sys_created_on: at, sys_updated_on: at }),
		settle: () => {},
	};
}

/** Interactions that are closed, changed again, and reopened at times. */
function closings(): Kind {
	const closed: Row[] = [];
	let settled = 0;
	let count = 0;
	return {
		table: 'interaction',
		event: 'interactionStateChanged',
		column: 'sys_updated_on',
		parameters: { state: 'closed_complete' },
		change: (at) => {
			count += 1;
			const other = closed[(count * 7919) % Math.max(1, settled)];
			// A change of another field, which must start nothing. Its name stays that of the closing.
			if (other && settled > 0) {
				const { sys_mod_count: version } = other;
				instance.store.update(other, { short_description: String(count) });
				other.sys_mod_count = version;
			}
			const row = instance.store.insert('interaction', {
				state: 'closed_complete',
				closed_at: at,
				sys_created_on: at,
				sys_updated_on: at,
			});
			closed.push(row);
			return row;
		},
		settle: () => {
			settled = closed.length;
		},
	};
}

interface Week {
	kind: () => Kind;
	changes: number;
	polls: number;
	seed: number;
	/** Changes that come in one second, now and then. */
	burst: number;
}

async function live({ kind: begin, changes, polls, seed, burst }: Week) {
	const random = randomFrom(seed);
	instance.settings.clockSkewMs = -3 * 3600_000;
	const kind = begin();
	instance.settings.clockSkewMs += 3600_000;
	const trigger = new Trigger({
		url: instance.url,
		parameters: { event: kind.event, simplify: false, ...kind.parameters },
	});
	// Of a table without a record, nobody can tell whether it may be read.
	instance.store.insert(kind.table, {});
	await trigger.activate();
	const ledger = new Ledger();
	const seen = { restarts: 0, failed: 0, late: 0, mostBytes: 0, handedOut: 0 };
	const at = (secondsAgo: number) =>
		new Date(Date.now() + instance.settings.clockSkewMs - secondsAgo * 1000)
			.toISOString()
			.slice(0, 19)
			.replace('T', ' ');
	const happen = (count: number, secondsAgo: () => number) => {
		for (let made = 0; made < count && ledger.changes < changes; made += 1) {
			ledger.happen(kind.change(at(secondsAgo())));
		}
	};
	const pass = (seconds: number) => (instance.settings.clockSkewMs += seconds * 1000);
	const look = async (restarts: boolean) => {
		const items = restarts ? await trigger.activate() : await trigger.poll();
		const rows = items.map(({ json }) => json);
		ledger.take(rows, kind.column);
		kind.settle();
		seen.handedOut += rows.length;
		seen.mostBytes = Math.max(seen.mostBytes, bytesOf(trigger));
	};

	const perPoll = Math.ceil(changes / polls);
	for (let poll = 0; poll < polls || ledger.changes < changes; poll += 1) {
		const interval = WEEK / polls;
		const isBurst = random() < 0.01;
		const step = Math.floor(perPoll * 1.4 * random());
		for (let part = 0; part < 3; part += 1) {
			pass(interval / 3);
			happen(Math.floor(step / 3), () => 0);
			if (random() < 0.2) {
				const behind = Math.floor(random() * (LOOK_BACK - 10));
				const before = ledger.changes;
				happen(1 + Math.floor(random() * 5), () => behind);
				seen.late += ledger.changes - before;
			}
		}
		if (isBurst) {
			happen(burst, () => 0);
			// The poll can come within the second of the burst, or after it.
			if (random() < 0.5) pass(20);
		}
		const restarts = random() < 0.02;
		if (random() < 0.05) {
			// The third request on average, so that it breaks off half-way.
			instance.faults.add({
				skip: Math.floor(random() * 4),
				times: 1,
				fault: { kind: 'status', status: 400 },
			});
			await look(restarts).catch(() => (seen.failed += 1));
			instance.faults.clear();
		} else {
			await look(restarts);
		}
		if (restarts) seen.restarts += 1;
	}
	pass(60);
	for (let more = 0; more < 30; more += 1) await look(false);
	return {
		event: kind.event,
		changes: ledger.changes,
		missed: ledger.missed,
		doubled: ledger.doubled,
		invented: ledger.invented,
		outOfOrder: ledger.outOfOrder,
		polls: polls + 30,
		...seen,
		bytesAtTheEnd: bytesOf(trigger),
	};
}

const weeks: Array<[string, Week]> = [
	[
		'100,000 updates of contacts',
		{ kind: () => updatesOf(12_000), changes: 100_000, polls: 700, seed: 1, burst: 5000 },
	],
	['10,000 new contacts', { kind: creations, changes: 10_000, polls: 300, seed: 2, burst: 900 }],
	[
		'10,000 interactions that are closed, and changed afterwards',
		{ kind: closings, changes: 10_000, polls: 300, seed: 3, burst: 900 },
	],
];

test.each(weeks)(
	'a week with %s: none missed, none doubled',
	async (_what, week) => {
		const startedAt = performance.now();
		const result = await live(week);
		const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
		process.stdout.write(`${JSON.stringify({ ...result, seconds })}\n`);
		expect(result).toMatchObject({ changes: week.changes, missed: 0, doubled: 0, invented: 0 });
		expect(result.outOfOrder).toBe(0);
		expect(result.bytesAtTheEnd).toBeLessThan(50_000);
	},
	300_000,
);

test('a backlog of 50,000 changes is worked off in bounded polls, in order', async () => {
	const BACKLOG = 50_000;
	const kind = creations();
	const trigger = new Trigger({
		url: instance.url,
		parameters: { event: kind.event, simplify: false },
	});
	instance.store.insert(kind.table, {});
	await trigger.activate();
	const startedAt = Date.now();
	// Thirteen a second, while n8n is down.
	instance.settings.clockSkewMs += (BACKLOG / 13 + 60) * 1000;
	const made = Array.from({ length: BACKLOG }, (_, index) => {
		const at = new Date(startedAt + 1000 + Math.floor(index / 13) * 1000);
		return nameOf(kind.change(at.toISOString().slice(0, 19).replace('T', ' ')));
	});
	const polls: Array<Array<Record<string, unknown>>> = [];
	while (polls.flat().length < BACKLOG && polls.length < 30) {
		polls.push((await trigger.poll()).map(({ json }) => json));
	}
	expect(Math.max(...polls.map(({ length }) => length))).toBeLessThanOrEqual(6000);
	const times = polls.flat().map((row) => String(row.sys_created_on));
	expect(times).toEqual([...times].sort());
	expect(polls.flat().map(nameOf).sort()).toEqual([...made].sort());
	process.stdout.write(`A backlog of ${BACKLOG}: ${polls.length} polls\n`);
}, 120_000);
