import fc from 'fast-check';
import { runRace, type Delivery, type World } from './raceModel.mts';

const SETTLE_MS = 2000;

const commits = (most: number) =>
	fc.oneof(fc.constantFrom(0, most), fc.integer({ min: 0, max: most }));

/** Deliveries that are near enough to each other to race. */
const deliveryOf = (mostCommitMs: number, parts: Partial<Record<keyof Delivery, unknown>> = {}) =>
	fc.record({
		at: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 15_000 })),
		latency: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 3000 })),
		commitDelays: fc.array(commits(mostCommitMs), { minLength: 1, maxLength: 3 }),
		answers: fc.constant([] as Delivery['answers']),
		dies: fc.constant(false),
		...(parts as object),
	}) as fc.Arbitrary<Delivery>;

const worldOf = (delivery: fc.Arbitrary<Delivery>): fc.Arbitrary<World> =>
	fc.record({
		settleMs: fc.constant(SETTLE_MS),
		start: fc.integer({ min: 1_790_000_000_000, max: 1_790_000_002_000 }),
		clockSkewMs: fc.constantFrom(0, 250, -3_600_000, 7_000_000),
		hasDate: fc.boolean(),
		deliveries: fc.array(delivery, { minLength: 2, maxLength: 4 }),
	});

const lost = fc.array(fc.constantFrom('comes', 'lostDone', 'lostNotDone'), { maxLength: 3 });

async function holds(
	delivery: fc.Arbitrary<Delivery>,
	check: (world: World) => Promise<void>,
): Promise<void> {
	await fc.assert(fc.asyncProperty(worldOf(delivery), check), { numRuns: 400 });
}

test('commits within the settle time: one record stays open, and all workers name it', async () => {
	await holds(deliveryOf(SETTLE_MS), async (world) => {
		const { named, open, oldest, errors } = await runRace(world);
		expect(errors).toEqual([]);
		expect(open).toEqual([oldest]);
		expect(named).toEqual(world.deliveries.map(() => oldest));
	});
});

test('so with answers that get lost, done or not', async () => {
	await holds(deliveryOf(SETTLE_MS, { answers: lost }), async (world) => {
		const { named, errors, oldest } = await runRace(world);
		expect(errors).toEqual([]);
		expect(new Set(named)).toEqual(new Set([oldest]));
	});
});

test('with the clock of the instance, what answers that got lost made in vain is closed', async () => {
	await holds(deliveryOf(SETTLE_MS, { answers: lost }), async (world) => {
		const { open, oldest } = await runRace({ ...world, hasDate: true });
		expect(open).toEqual([oldest]);
	});
});

test('workers that die after their create keep the others from nothing', async () => {
	await holds(deliveryOf(SETTLE_MS, { dies: fc.boolean() }), async (world) => {
		const { named, open, oldest } = await runRace(world);
		expect(named.filter((id) => id !== oldest)).toEqual([]);
		expect(open).toContain(oldest);
	});
});

test('however late commits are, the oldest record stays open', async () => {
	await holds(deliveryOf(60_000, { answers: lost, dies: fc.boolean() }), async (world) => {
		const { open, oldest } = await runRace(world);
		// Where all die before the instance gets a create, there is none.
		if (oldest !== '') expect(open).toContain(oldest);
	});
});

test('a record that was there long before is returned at once', async () => {
	const each = { latency: 10, commitDelays: [0], answers: [], dies: false };
	const { results, open } = await runRace({
		settleMs: SETTLE_MS,
		start: 1_790_000_000_000,
		clockSkewMs: 5000,
		hasDate: true,
		deliveries: [
			{ ...each, at: 0 },
			{ ...each, at: 60_000 },
		],
	});
	expect(open).toHaveLength(1);
	expect(results.map(({ isReused }) => isReused)).toEqual([false, true]);
});
