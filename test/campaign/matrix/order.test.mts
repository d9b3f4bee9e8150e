import type { INodeParameters } from 'n8n-workflow';
import { executeIn } from './graph.mts';
import { markIn, MarkedInstance, markOf } from './markedInstance.mts';
import { parametersWith } from './markedParameters.mts';

const ITEMS = 200;
const instance = new MarkedInstance();

beforeAll(async () => await instance.start());
beforeEach(() => instance.reset());
afterAll(async () => await instance.close());

const marks = Array.from({ length: ITEMS }, (_, index) => markOf(index));

async function create(options: INodeParameters, requestOptions?: INodeParameters) {
	const { runs } = await executeIn({
		operation: 'contact.create',
		url: instance.url,
		node: {
			parameters: {
				...parametersWith('contact.create', '={{ $json.mark }}'),
				options,
				...(requestOptions && { requestOptions }),
			},
		},
		items: marks.map((mark) => ({ mark })),
		wiring: 'directly',
	});
	return runs[0].items.map(({ json }) => markIn(String(json.sys_id)));
}

/** By how many places the request came too early or too late that did so most. */
function displacement(): number {
	const places = instance.arrivals.map((mark, place) => Math.abs(marks.indexOf(mark) - place));
	return Math.max(...places);
}

test('one at a time, requests arrive in the order of their items', async () => {
	expect(await create({ maxConcurrency: 1 })).toEqual(marks);
	expect(instance.arrivals).toEqual(marks);
});

test.each([
	['8 at a time', 8, undefined],
	['8 at a time, in batches', 8, { batching: { batch: { batchSize: 25, batchInterval: 5 } } }],
	['64 at a time', 64, undefined],
])('%s, the first item starts first, and the output is in order', async (_name, most, batching) => {
	// Later ones overtake earlier ones at the instance.
	instance.latencyMs = (arrival) => (arrival * 7) % 23;
	expect(await create({ maxConcurrency: most }, batching)).toEqual(marks);
	expect([...instance.arrivals].sort()).toEqual(marks);
	// Those that are under way together have connections of their own.
	expect(displacement()).toBeLessThan(most);
});
