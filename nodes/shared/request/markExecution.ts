import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import { isEmpty } from '../input/sendable';
import type { Operation } from '../operation';

/** Values of one execution; n8n keeps ten, and the workflow may have some of its own. */
const MOST_VALUES = 5;

/**
 * Notes the numbers of records in the custom data of the execution, so that the execution of a call is
 * found by the number of its interaction. The first number has the name alone, others have it with
 * their count: `servicenow_interaction_2`.
 *
 * https://docs.n8n.io/workflows/executions/custom-executions-data/
 */
export function markExecution(
	context: IExecutePaginationFunctions,
	{ executionKey }: Operation,
	records: IDataObject[],
): void {
	// Old versions of n8n have no custom data for nodes.
	const { customData } = context as Partial<IExecutePaginationFunctions>;
	if (executionKey === undefined || customData === undefined) return;
	for (const { number } of records) {
		if (typeof number !== 'string' || isEmpty(number)) continue;
		for (let count = 1; count <= MOST_VALUES; count += 1) {
			const name = count === 1 ? executionKey : `${executionKey}_${count}`;
			const known: unknown = customData.get(name);
			if (known === number) break;
			if (isEmpty(known)) {
				customData.set(name, number);
				break;
			}
		}
	}
}
