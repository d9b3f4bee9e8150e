import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { Checkpoint } from '../../../nodes/ServiceNowCsmTrigger/checkpoint';
import type * as Module from '../../../nodes/ServiceNowCsmTrigger/checkpointStore';

/** The position of a poll that came to a time. */
function at(complete: string): Checkpoint {
	return { complete } as Checkpoint;
}

/** The class as another process of n8n has it, which remembers nothing. */
function anotherProcess(): typeof Module.CheckpointStore {
	let store: typeof Module | undefined;
	jest.isolateModules(() => {
		store = jest.requireActual<typeof Module>(
			'../../../nodes/ServiceNowCsmTrigger/checkpointStore',
		);
	});
	return (store as typeof Module).CheckpointStore;
}

/** What n8n gives a poll: with durable cursors, the node's data comes from a table of its own. */
function contextOf(node: unknown, global: IDataObject, id = 'trigger'): IPollFunctions {
	return {
		getWorkflow: () => ({ id: 'workflow' }),
		getNode: () => ({ id }),
		getWorkflowStaticData: (type: string) => ({ node, global })[type],
	} as unknown as IPollFunctions;
}

describe('with durable cursors', () => {
	test('what the poll at publishing left is there for another process', () => {
		const global: IDataObject = {};
		new (anotherProcess())(contextOf({}, global)).write(at('1'), false);
		const stored = JSON.parse(JSON.stringify(global)) as IDataObject;
		const Store = anotherProcess();
		expect(new Store(contextOf({}, stored)).read()).toEqual(at('1'));
		expect(new Store(contextOf({}, stored, 'another node')).read()).toBeUndefined();
	});

	test('it is passed over when n8n has stored a later position', () => {
		const global: IDataObject = {};
		new (anotherProcess())(contextOf({}, global)).write(at('1'), false);
		const later = { checkpoint: at('2') as unknown as IDataObject };
		expect(new (anotherProcess())(contextOf(later, global)).read()).toEqual(at('2'));
	});

	test('it goes with the first poll that emits, and the other nodes keep theirs', () => {
		const global: IDataObject = { ofTheUser: 1 };
		const Store = anotherProcess();
		new Store(contextOf({}, global, 'another node')).write(at('1'), false);
		new Store(contextOf({}, global)).write(at('2'), false);
		new Store(contextOf({}, global)).write(at('3'), true);
		expect(global.ofTheUser).toBe(1);
		const Restarted = anotherProcess();
		expect(new Restarted(contextOf({}, global)).read()).toBeUndefined();
		expect(new Restarted(contextOf({}, global, 'another node')).read()).toEqual(at('1'));
	});
});

test('without durable cursors, the data of the node is enough', () => {
	const node: IDataObject = {};
	Object.defineProperty(node, '__dataChanged', { value: false, writable: true });
	const global: IDataObject = {};
	const store = new (anotherProcess())(contextOf(node, global));
	expect(store.read()).toBeUndefined();
	store.write(at('1'), false);
	expect(store.read()).toEqual(at('1'));
	expect([node, global]).toEqual([{ checkpoint: at('1') }, {}]);
});

test.each([null, 'cut off', 5])('data of a node that is %j is broken, and does no harm', (data) => {
	const Store = anotherProcess();
	const store = new Store(contextOf(data, {}));
	expect(store.read()).toBe(data);
	store.write(at('1'), false);
	expect(new Store(contextOf(data, {})).read()).toEqual(at('1'));
});
