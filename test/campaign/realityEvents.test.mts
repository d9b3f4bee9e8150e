import type { Row } from '../../simulator/records/values.mts';
import { isChosen, isVisible } from '../../simulator/records/access.mts';
import {
	EVENTS,
	makeHappen,
	pass,
	TABLES,
	takeBack,
	triggerFor,
} from '../engine/triggerEvents.mts';
import { useInstance } from '../support/instance.mts';
import { establish, expectNoScripts, realities } from './realities.mts';

const instance = useInstance({ seed: false });

/** Most requests of one poll or activation, with one row a page for all that is made here. */
const MOST_REQUESTS = 60;

/** Changes that are made for a test. */
const MADE = 25;

/** Polls until the last change is there, at most: an instance can give one row a page. */
const MOST_POLLS = 40;

/** Polls after the last change, which must bring nothing. */
const POLLS_AFTER = 2;

/** Most requests of a poll by the rows of a page, where there are at most so many. */
const most: Record<string, number> = {};

afterEach(() => expectNoScripts(instance));

afterAll(() => {
	process.stdout.write(`Most requests of a poll, by rows of a page: ${JSON.stringify(most)}\n`);
});

function isReadable(table: string, row: Row): boolean {
	const { settings } = instance;
	if (settings.unreadableTables.includes(table)) return false;
	return isVisible(table, row, settings) && !isChosen(row, settings.emptyRows[table]);
}

/** Polls within a bound of requests. @returns the sys_ids; undefined where it fails with a reason */
async function bounded(poll: () => Promise<unknown>): Promise<string[] | undefined> {
	const before = instance.requests.length;
	const items = (await poll().catch((error: Error) => {
		expect(error.message).not.toBe('');
		return undefined;
	})) as Array<{ json: { sys_id: string } }> | undefined;
	// Retries come on top.
	if (instance.faults.size === 0) {
		const requests = instance.requests.length - before;
		const rows = instance.settings.rowCap.interaction ?? 'any';
		most[rows] = Math.max(most[rows] ?? 0, requests);
		expect(requests).toBeLessThanOrEqual(MOST_REQUESTS);
	}
	return items?.map(({ json }) => json.sys_id);
}

beforeEach(() => {
	for (const table of new Set(Object.values(TABLES))) {
		for (let index = 0; index < MADE + 5; index += 1) {
			instance.store.insert(table, { state: 'new', short_description: `${index}` });
		}
	}
	pass(instance, 3 * 86_400);
	takeBack(instance);
});

describe.each(realities)('$name', (reality) => {
	test.each(EVENTS)('the event %s', async (event) => {
		establish(instance, reality);
		const trigger = triggerFor(instance, event);
		const activated = await bounded(() => trigger.activate());
		if (!activated) return;
		expect(activated).toEqual([]);
		pass(instance, 10);
		const made = new Set(makeHappen(instance, event, MADE));
		const table = instance.store.table(TABLES[event]);
		const wanted = [...table.values()].filter(
			(row) => made.has(row.sys_id) && isReadable(TABLES[event], row),
		);
		const got: string[] = [];
		let after = 0;
		for (let polls = 0; polls < MOST_POLLS && after < POLLS_AFTER; polls += 1) {
			pass(instance, 60);
			const found = await bounded(() => trigger.poll());
			if (!found) return;
			got.push(...found);
			after += got.length < wanted.length ? 0 : 1;
		}
		expect(got.sort()).toEqual(wanted.map(({ sys_id }) => sys_id).sort());
	});
});
