import { fill } from './placeholders';
import type { Row } from './row';
import { FAILURES } from './table';
import type { Explanation, Failure, Retryability } from './types';

function rowOf(failure: Failure): Row {
	return FAILURES.find(({ when }) => when(failure)) as Row;
}

/** What a failure says of the request. */
export function retryabilityOf(failure: Failure): Retryability {
	return rowOf(failure).retryability ?? 'final';
}

/** Whether the request may have been carried out nevertheless. */
export function isOutcomeUnknown(failure: Failure): boolean {
	return ['unknown', 'slow', 'failed'].includes(retryabilityOf(failure));
}

/**
 * Explains a failure.
 *
 * @returns what happened; and what to do, followed by ServiceNow's own words and its transaction ID
 */
export function explain(failure: Failure): Explanation {
	const row = rowOf(failure);
	const details = [fill(row.advice, failure)];
	if (failure.operation.note) details.push(failure.operation.note);
	if (failure.mayHaveBeenDone) {
		details.push('An earlier attempt was interrupted and may have been carried out.');
	}
	const reason = failure.instanceMessage.replace(/\.$/, '');
	if (reason) details.push(`ServiceNow says: ${reason}.`);
	const transaction = failure.headers['x-transaction-id'];
	if (transaction) details.push(`Transaction ID: ${transaction}.`);
	return { message: fill(row.message, failure), advice: details.join(' ') };
}
