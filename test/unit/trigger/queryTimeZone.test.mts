import type { ChangeSource } from '../../../nodes/ServiceNowCsmTrigger/changeSource';
import { EVENTS } from '../../../nodes/ServiceNowCsmTrigger/events';
import { detectTimeZone } from '../../../nodes/ServiceNowCsmTrigger/queryTimeZone';

const TIME = '2026-11-28 12:00:00';

const utc = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`);

/** What is found out of an instance that reads dates so many minutes ahead of UTC, and by how many requests. */
async function detected(minutes: number, known: number, isThere = true, skips = false) {
	const asked: string[] = [];
	const source = {
		query: { event: EVENTS.contactCreated },
		find: async ([condition]: string[], order: string, page: object) => {
			asked.push(condition);
			expect([order, page]).toEqual(['ORDERBYsys_id', { limit: 1 }]);
			const [, operator, literal] = /^sys_id=a\^sys_created_on(>?=)(.*)$/.exec(condition)!;
			const read = utc(literal) - minutes * 60_000;
			const holds = operator === '=' ? !skips && read === utc(TIME) : read <= utc(TIME);
			return isThere && holds ? [{ sys_id: 'a' }] : [];
		},
	} as unknown as ChangeSource;
	const found = await detectTimeZone(source, { time: TIME, id: 'a' }, known);
	return [found, asked.length];
}

test.each([
	['what is known', 60, 60, 1],
	['UTC, which is known', 0, 0, 1],
	['UTC, which is not known', 0, -300, 2],
])('%s takes few requests', async (_what, minutes, known, requests) => {
	expect(await detected(minutes, known)).toEqual([minutes, requests]);
});

test.each([-720, -480, -15, 15, 60, 345, 840])('%i minutes are found', async (minutes) => {
	const [found, requests] = await detected(minutes, 0);
	expect(found).toBe(minutes);
	expect(requests).toBeLessThanOrEqual(9);
});

test('of a time that a clock change skips, the reading that hides nothing is taken', async () => {
	expect((await detected(60, 120, true, true))[0]).toBe(60);
});

test('of a record that is gone nothing is found', async () => {
	expect(await detected(60, 60, false)).toEqual([undefined, 3]);
});
