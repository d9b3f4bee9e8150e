import type { IDataObject } from 'n8n-workflow';
import type { FaultRule } from '../../../simulator/instance.mts';
import { runOperation } from '../../engine/operation.mts';
import { useInstancePerTest } from '../../support/instance.mts';
import { subjects } from '../subjects.mts';

const COUNT = 24;
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

const instance = useInstancePerTest();

const update = subjects.find(({ id }) => id === 'conversationMember.update')!;

/** A failure that makes no failed item. */
interface Tolerated {
	operation: string;
	parameters: IDataObject;
	options: IDataObject;
	fault: FaultRule;
	/** What the output says of the item that had it. */
	column: string;
}

const cases: Record<string, Tolerated> = {
	'an agent who is a public fulfiller already': {
		operation: update.id,
		parameters: { ...update.parameters, user_id: update.values[0] },
		options: { alreadyIsDone: true },
		fault: { times: 1, fault: { status: 500, message: 'User is already a public_fulfiller' } },
		column: 'already',
	},
	'a contact that cannot be read back': {
		operation: 'contact.create',
		parameters: { first_name: '={{ $json.name }}' },
		options: { readBack: true },
		fault: {
			match: { method: 'GET' },
			times: 1,
			fault: { status: 404, message: 'No Record found' },
		},
		column: 'read_back_error',
	},
};

const batchings: Array<[string, IDataObject | undefined]> = [
	['no batches', undefined],
	['batches of ten', { batchSize: 10, batchInterval: 3 }],
];

describe.each(Object.entries(cases))('%s', (_name, tolerated) => {
	describe.each(batchings)('%s', (_batches, batch) => {
		test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
			'On Error %s: stops none of the others',
			async (onError) => {
				const { operation, parameters, options, fault, column } = tolerated;
				instance.faults.add(fault);
				if (operation === update.id) update.arrange?.(instance);
				const result = await runOperation(
					operation,
					instance.url,
					{
						...parameters,
						options: { maxConcurrency: 2, ...options },
						...(batch && { requestOptions: { batching: { batch } } }),
					},
					{
						items: Array.from({ length: COUNT }, (_, index) => ({ name: `Name ${index}` })),
						onError,
						settings: RETRY,
					},
				);
				expect(result.error).toBeUndefined();
				expect(result.errorItems).toEqual([]);
				expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
					Array.from({ length: COUNT }, (_, item) => ({ item })),
				);
				expect(result.json.some((json) => column in json)).toBe(true);
				expect(instance.counts['contact.create'] ?? COUNT).toBe(COUNT);
			},
		);
	});
});
