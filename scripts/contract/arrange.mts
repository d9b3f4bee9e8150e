import type { SimulatedInstance } from '../../simulator/instance.mts';

/**
 * What a documented sample presupposes beyond the seed: the agent who is to become a public fulfiller
 * is none yet.
 *
 * @param path of the request
 */
export function arrange({ store }: SimulatedInstance, path: string): void {
	if (!path.endsWith('/update')) return;
	const members = store.table('sys_cs_conversation_member').values();
	for (const row of members) store.update(row, { member_type: 'observer' });
}
