import type { SimulatedInstance } from '../../simulator/instance.mts';
import type { Row } from '../../simulator/records/values.mts';
import { Trigger } from './trigger.mts';

/** The table of each event. */
export const TABLES: Record<string, string> = {
	contactCreated: 'customer_contact',
	contactUpdated: 'customer_contact',
	interactionCreated: 'interaction',
	interactionStateChanged: 'interaction',
	interactionUpdated: 'interaction',
};

/** Every event. */
export const EVENTS = Object.keys(TABLES);

/** Lets time of the instance go by. */
export function pass({ settings }: SimulatedInstance, seconds: number): void {
	settings.clockSkewMs += seconds * 1000;
}

/** Records that are older than what a trigger looks for. */
export function makeOld(instance: SimulatedInstance): void {
	for (const table of ['customer_contact', 'interaction']) {
		for (let index = 0; index < 30; index += 1) {
			instance.store.insert(table, { city: 'Lyon', state: 'new', short_description: `${index}` });
		}
	}
	pass(instance, 3 * 86_400);
}

/** A trigger for an event; the state that it waits for is `queued`. */
export function triggerFor(instance: SimulatedInstance, event: string, query = ''): Trigger {
	const parameters = { event, state: 'queued', sysparm_query: query, options: { maxWait: 5 } };
	return new Trigger({ url: instance.url, parameters });
}

/** Makes something happen that the event is about. @returns the sys_ids */
export function makeHappen(instance: SimulatedInstance, event: string, count: number): string[] {
	const table = TABLES[event];
	const old = [...instance.store.table(table).values()].slice(0, count);
	return Array.from({ length: count }, (_, index) => {
		const row: Row = event.endsWith('Created')
			? instance.store.insert(table, { city: 'Lyon', state: 'new' })
			: old[index];
		if (!event.endsWith('Created')) {
			const state = row.state === 'queued' ? 'new' : 'queued';
			instance.store.update(row, event.includes('State') ? { state: 'queued' } : { state });
		}
		pass(instance, 1);
		return row.sys_id;
	}).sort();
}

/** Takes interactions back to the state in which they were. */
export function takeBack({ store }: SimulatedInstance): void {
	for (const row of store.table('interaction').values()) row.state = 'new';
}

/** Polls once. @returns the sys_ids that come */
export async function polled(trigger: Trigger): Promise<string[]> {
	return (await trigger.poll()).map(({ json }) => String(json.sys_id)).sort();
}
