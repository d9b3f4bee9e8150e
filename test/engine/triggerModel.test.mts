import fc from 'fast-check';
import type { Row } from '../../simulator/records/values.mts';
import { bytesOf, Trigger } from './trigger.mts';
import { useInstance } from '../support/instance.mts';

const CONTACTS = 'customer_contact';
const LOOK_BACK = 120;

/** Rows that may change; few, so that the same one changes often. */
const ROWS = 12;

const instance = useInstance({ seed: false });

type Step =
	| { does: 'update'; rows: number[] }
	| { does: 'begin'; row: number }
	| { does: 'commit' }
	| { does: 'pass'; seconds: number }
	| { does: 'poll' }
	| { does: 'restart' }
	| { does: 'crash' }
	| { does: 'fail'; skip: number }
	| { does: 'zone'; zone: string };

const rowNumber = fc.nat(ROWS - 1);

const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			does: fc.constant('update' as const),
			rows: fc.uniqueArray(rowNumber, { minLength: 1, maxLength: 5 }),
		}),
	},
	{ weight: 2, arbitrary: fc.record({ does: fc.constant('begin' as const), row: rowNumber }) },
	{ weight: 2, arbitrary: fc.constant({ does: 'commit' as const }) },
	{
		weight: 3,
		arbitrary: fc.record({
			does: fc.constant('pass' as const),
			seconds: fc.constantFrom(0, 1, 1, 5, 30, 60, 900),
		}),
	},
	{ weight: 6, arbitrary: fc.constant({ does: 'poll' as const }) },
	{ weight: 1, arbitrary: fc.constant({ does: 'restart' as const }) },
	{ weight: 1, arbitrary: fc.constant({ does: 'crash' as const }) },
	{
		weight: 2,
		arbitrary: fc.record({ does: fc.constant('fail' as const), skip: fc.nat(3) }),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			does: fc.constant('zone' as const),
			zone: fc.constantFrom('UTC', 'America/New_York', 'Asia/Kolkata'),
		}),
	},
);

function nameOf(row: Record<string, unknown>): string {
	return `${String(row.sys_id)} ${String(row.sys_mod_count)}`;
}

/** An instance that is changed, and the trigger that watches it. */
class World {
	readonly rows: Row[];

	/** Changes that are visible, and were not handed out yet. */
	private readonly owed = new Set<string>();

	private readonly got = new Set<string>();

	/** A change that has its time, and is not committed. */
	private open?: { row: Row; at: string };

	readonly trigger: Trigger;

	constructor() {
		instance.reset();
		this.rows = Array.from({ length: ROWS }, (_, index) =>
			instance.store.insert(CONTACTS, { name: `Contact ${index}` }),
		);
		this.trigger = new Trigger({
			url: instance.url,
			parameters: { event: 'contactUpdated', simplify: false, options: { lookBack: LOOK_BACK } },
		});
	}

	async take(step: Step): Promise<void> {
		switch (step.does) {
			case 'update':
				for (const row of step.rows) this.change(this.rows[row]);
				break;
			case 'begin':
				this.open ??= { row: this.rows[step.row], at: instance.store.now() };
				break;
			case 'commit':
				this.commit();
				break;
			case 'pass':
				instance.settings.clockSkewMs += step.seconds * 1000;
				break;
			case 'zone':
				instance.settings.queryTimeZone = step.zone;
				break;
			case 'fail':
				await this.fail(step.skip);
				break;
			case 'poll':
				this.receive(await this.trigger.poll());
				break;
			// n8n starts again from what it stored when a poll last handed something out.
			case 'restart':
			case 'crash':
				this.receive(await this.trigger.activate());
				break;
		}
	}

	/** Polls once more. @throws where a change was not handed out */
	async end(): Promise<void> {
		this.receive(await this.trigger.poll());
		expect(bytesOf(this.trigger)).toBeLessThan(20_000);
	}

	private change(row: Row, at?: string): void {
		this.owed.delete(nameOf(row));
		instance.store.update(row, { title: 'Changed' }, 'admin', at);
		this.owed.add(nameOf(row));
	}

	/** Later than the look-back time, it would be lost by agreement: the transaction is rolled back. */
	private commit(): void {
		if (!this.open) return;
		const { row, at } = this.open;
		this.open = undefined;
		const behind = Date.parse(`${instance.store.now()}Z`) - Date.parse(`${at}Z`);
		// The instance would have refused the update of a row that another transaction changed.
		if (behind < (LOOK_BACK - 5) * 1000 && row.sys_updated_on <= at) this.change(row, at);
	}

	private async fail(skip: number): Promise<void> {
		instance.faults.add({ skip, times: 1, fault: { kind: 'status', status: 400 } });
		await this.trigger.poll().then(
			(items) => this.receive(items),
			() => {},
		);
		instance.faults.clear();
	}

	private receive(items: Array<{ json: Record<string, unknown> }>): void {
		for (const { json } of items) {
			const name = nameOf(json);
			expect(this.got).not.toContain(name);
			expect(this.owed).toContain(name);
			this.got.add(name);
			this.owed.delete(name);
		}
		expect([...this.owed]).toEqual([]);
	}
}

test('whatever happens between the polls, each change that can be seen is handed out once', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
			const world = new World();
			await world.trigger.activate();
			for (const one of steps) await world.take(one);
			await world.end();
		}),
		{ numRuns: 15 },
	);
}, 120_000);
