import type { IDataObject } from 'n8n-workflow';
import { executeIn, WIRINGS } from './graph.mts';
import { assertInvariants } from './invariants.mts';
import { assertPermitsAreBack, LeftBehind } from './leftBehind.mts';
import { MarkedInstance, markOf } from './markedInstance.mts';
import { OPERATIONS, parametersWith } from './markedParameters.mts';
import { combinations, execute, settings, titleOf, type Setting } from './setting.mts';

const instance = new MarkedInstance();
const leftBehind = new LeftBehind();

beforeAll(async () => {
	await instance.start();
	leftBehind.start();
});

beforeEach(() => {
	instance.reset();
	leftBehind.begin();
});

afterAll(async () => {
	leftBehind.stop();
	await instance.close();
});

async function check(setting: Setting): Promise<void> {
	const outcome = await execute(setting, instance);
	assertInvariants(setting, outcome, instance);
	await leftBehind.assertNothing(outcome);
}

test('the matrix has every combination of three settings', () => {
	const titles = settings.map((setting) => JSON.stringify(setting));
	expect(new Set(titles).size).toBe(settings.length);
	expect(combinations).toBeGreaterThan(7000);
});

describe.each(OPERATIONS)('%s', (operation) => {
	const rows = settings.filter((setting) => setting.operation === operation);

	test.each(rows.map((setting) => [titleOf(setting), setting] as const))(
		'%s',
		async (_title, setting) => await check(setting),
	);

	test('has given all permits back', async () => await assertPermitsAreBack(instance.url));

	test.each(WIRINGS)('without items, %s: sends nothing', async (wiring) => {
		const { error, listeners, runs } = await executeIn({
			operation,
			url: instance.url,
			node: { alwaysOutputData: true, parameters: parametersWith(operation, '={{ $json.mark }}') },
			items: [],
			wiring,
		});
		expect(error).toBeUndefined();
		expect(runs.flatMap(({ items }) => items.map(({ json }) => json))).toEqual([]);
		expect(instance.arrivals).toEqual([]);
		await leftBehind.assertNothing({ listeners });
	});
});

test.each<[string, { pinned?: IDataObject[]; disabled?: boolean }, string[]]>([
	['pinned', { pinned: [{ mark: 'pinned' }] }, ['pinned']],
	['disabled', { disabled: true }, [markOf(0), markOf(1)]],
])('a node that is %s sends nothing', async (_what, { pinned, disabled }, marks) => {
	const { error, listeners, runs } = await executeIn({
		operation: 'contact.create',
		url: instance.url,
		node: { disabled, parameters: parametersWith('contact.create', '={{ $json.mark }}') },
		items: [{ mark: markOf(0) }, { mark: markOf(1) }],
		wiring: 'directly',
		pinned,
	});
	expect(error).toBeUndefined();
	expect(runs[0].items.map(({ json }) => json.mark)).toEqual(marks);
	expect(instance.arrivals).toEqual([]);
	await leftBehind.assertNothing({ listeners });
});

describe('batches of 50, with an item refused in each', () => {
	const [first] = settings;

	test.each([
		['stopWorkflow', false],
		['stopWorkflow', true],
		['continueRegularOutput', false],
		['continueErrorOutput', true],
	] as const)('On Error %s, Retry On Fail: %s', async (onError, retryOnFail) => {
		await check({
			...first,
			operation: 'contact.create',
			fate: { refused: 'one of each batch', times: Infinity },
			batch: { batchSize: 50, batchInterval: 3 },
			amount: { count: 110, executeOnce: false },
			wiring: 'directly',
			isShared: false,
			onError,
			retryOnFail,
		});
	});
});
