import { coveringArray, type Row } from './coveringArray.mts';
import { executeIn, WIRINGS, type Outcome } from './graph.mts';
import { MARK_OF_PLACE, markOf, type MarkedInstance } from './markedInstance.mts';
import { OPERATIONS, parametersWith } from './markedParameters.mts';

/** Which items of a run the instance refuses. @param count items of the run */
const struck = {
	none: () => false,
	first: (index: number) => index === 0,
	last: (index: number, count: number) => index === count - 1,
	'one of each batch': (index: number) => index % 10 === 3,
	all: () => true,
};

const FATES = [
	{ refused: 'none', times: 0 },
	{ refused: 'last', times: Infinity },
	...(['first', 'one of each batch', 'all'] as const).flatMap((refused) => [
		{ refused, times: 1 },
		{ refused, times: Infinity },
	]),
] as const;

/** Every way in which n8n runs a node, but for its number of items and what holds for one operation. */
const factors = {
	operation: OPERATIONS,
	/** What becomes of the items: some may be refused, always or in the first try. */
	fate: FATES,
	/** The option Batching, milliseconds for the interval. */
	batch: [
		undefined,
		{ batchSize: 1, batchInterval: 1 },
		{ batchSize: 10, batchInterval: 0 },
		{ batchSize: 10, batchInterval: 3 },
		{ batchSize: 50, batchInterval: 3 },
	],
	wiring: WIRINGS,
	amount: [
		{ count: 1, executeOnce: false },
		{ count: 5, executeOnce: false },
		{ count: 14, executeOnce: false },
		{ count: 8, executeOnce: true },
	],
	onError: ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const,
	retryOnFail: [false, true],
	alwaysOutputData: [false, true],
	/** Whether all items share one JSON object. */
	isShared: [false, true],
};

export type Setting = Row<typeof factors>;

/** The settings of the matrix, and how many combinations of three they cover. */
export const { rows: settings, combinations } = coveringArray(factors);

/** Tries of Retry On Fail. */
export const MAX_TRIES = 3;

/** Items of each round of the loop. */
const ROUND_SIZE = 10;

function roundSizeOf({ wiring, amount }: Setting): number {
	return wiring === 'in a loop' ? ROUND_SIZE : amount.count;
}

/** Whether an item of a run is one that the instance refuses. */
export function isStruck(setting: Setting, index: number): boolean {
	const { amount, fate } = setting;
	return struck[fate.refused](index, Math.min(amount.count, roundSizeOf(setting)));
}

/** One line that says what a setting is. */
export function titleOf(setting: Setting): string {
	const { amount, batch, fate, onError, wiring } = setting;
	const { count, executeOnce } = amount;
	return [
		`${count} items ${wiring}`,
		onError,
		`refused: ${fate.refused}${fate.times === 1 ? ' once' : ''}`,
		batch ? `batches of ${batch.batchSize} every ${batch.batchInterval} ms` : 'no batches',
		...(executeOnce ? ['Execute Once'] : []),
		...(setting.retryOnFail ? ['Retry On Fail'] : []),
		...(setting.alwaysOutputData ? ['Always Output Data'] : []),
		...(setting.isShared ? ['one JSON'] : []),
	].join(', ');
}

/** Executes a setting. */
export async function execute(setting: Setting, instance: MarkedInstance): Promise<Outcome> {
	const { amount, batch, fate, isShared, operation, wiring } = setting;
	const { alwaysOutputData, onError, retryOnFail } = setting;
	const roundSize = roundSizeOf(setting);
	const one = { isShared };
	const items = Array.from({ length: amount.count }, (_, index) =>
		isShared ? one : { mark: markOf(index % roundSize, Math.floor(index / roundSize)) },
	);
	instance.verdict = (index, before) =>
		isStruck(setting, index) && before < fate.times ? 'refuse' : 'accept';
	return await executeIn({
		operation,
		url: instance.url,
		node: {
			onError,
			executeOnce: amount.executeOnce,
			alwaysOutputData,
			...(retryOnFail && { retryOnFail, maxTries: MAX_TRIES, waitBetweenTries: 1 }),
			parameters: {
				...parametersWith(operation, isShared ? `=${MARK_OF_PLACE}` : '={{ $json.mark }}'),
				...(batch && { requestOptions: { batching: { batch } } }),
			},
		},
		items,
		wiring,
		roundSize,
	});
}
