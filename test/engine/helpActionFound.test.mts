import type { IDataObject } from 'n8n-workflow';
import type { FaultKind, SimulatedInstance } from '../../simulator/instance.mts';
import { seeded } from '../../simulator/seed/seeded.mts';
import { onInstance } from '../support/instance.mts';
import { runOperation } from './operation.mts';

// Waits take real time, and all pass at once.
jest.setTimeout(30_000);

const INTERACTION = seeded.interactions.conversation;
const START = '2026-02-18 11:30:00';
const TABLE = 'supervisor_help_action';

async function create({ url }: SimulatedInstance, additionalFields: IDataObject = {}) {
	return await runOperation('supervisorHelpAction.create', url, {
		interaction: INTERACTION,
		action: 'coach',
		additionalFields: { start_time: START, ...additionalFields },
	});
}

const lose = ({ faults }: SimulatedInstance, fault: FaultKind) =>
	faults.add({ match: { method: 'POST' }, fault });

function ofInteraction({ store }: SimulatedInstance) {
	return [...store.table(TABLE).values()].filter(
		({ interaction, start_time: start }) => interaction === INTERACTION && start === START,
	);
}

const methods = ({ requests }: SimulatedInstance) => requests.map(({ method }) => method);

test.concurrent.each(['resetAfter', 'accepted202'] as const)(
	'a create that is answered with %s is found where it was carried out',
	async (fault) => {
		await onInstance(async (instance) => {
			const earlier = fault === 'accepted202';
			// Delivered twice: the first event is what the second one finds.
			if (earlier) expect((await create(instance)).error).toBeUndefined();
			lose(instance, fault);
			const { json, error } = await create(instance);
			expect(error).toBeUndefined();
			const [{ sys_id: id }] = ofInteraction(instance);
			expect(json).toMatchObject([{ success: true, action_sys_id: id, found_after_failure: true }]);
			expect(ofInteraction(instance)).toHaveLength(1);
		})();
	},
);

test.concurrent(
	'of several the oldest is returned',
	onInstance(async (instance) => {
		const key = { interaction: INTERACTION, action: 'coach', start_time: START };
		const add = (created: string) =>
			instance.store.insert(TABLE, { ...key, sys_created_on: created }).sys_id;
		add('2026-02-18 11:30:02');
		const oldest = add('2026-02-18 11:30:01');
		lose(instance, 'reset');
		expect((await create(instance)).json[0].action_sys_id).toBe(oldest);
	}),
);

const NOTHING_PROVEN: Array<[string, (instance: SimulatedInstance) => void]> = [
	['was not carried out', (instance) => void lose(instance, 'reset')],
	[
		'was not carried out, beside others',
		(instance) => {
			const key = { interaction: INTERACTION, action: 'coach', start_time: START };
			const others = [
				{ action: 'monitor' },
				{ start_time: '2026-02-18 11:30:01' },
				{ interaction: seeded.interactions.coachedCall },
			];
			for (const other of others) instance.store.insert(TABLE, { ...key, ...other });
			lose(instance, 'reset');
		},
	],
	[
		'cannot be searched for',
		(instance) => {
			instance.settings.deniedTables = [TABLE];
			lose(instance, 'resetAfter');
		},
	],
	[
		'is shown without its columns',
		(instance) => {
			const rule = { table: TABLE, columns: ['start_time'], answer: 'drop' as const };
			instance.settings.unreadableColumns = [rule];
			lose(instance, 'resetAfter');
		},
	],
];

test.concurrent.each(NOTHING_PROVEN)(
	'one that %s may have been carried out, and is not created again',
	async (_, arrange) => {
		await onInstance(async (instance) => {
			arrange(instance);
			const { error } = await create(instance);
			expect(error?.message).toContain('the request may have been carried out');
			expect(error?.description).toContain('Before you run it again');
			expect(methods(instance).filter((method) => method === 'POST')).toHaveLength(1);
			expect(methods(instance)).toContain('GET');
		})();
	},
);

test.concurrent.each([
	['without a start time nothing tells it from others', { start_time: '' }, 'resetAfter'],
	['what certainly failed is not looked for', {}, 'businessFailure'],
] as const)('%s', async (_, fields, fault) => {
	await onInstance(async (instance) => {
		lose(instance, fault);
		const { error } = await create(instance, fields);
		expect(error).toBeDefined();
		expect(methods(instance)).toEqual(['POST']);
	})();
});
