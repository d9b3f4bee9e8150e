import { FAILURES, type Row } from './table';
import type { Explanation, Failure, Fate } from './types';

function rowOf(failure: Failure): Row {
	return FAILURES.find(({ when }) => when(failure)) as Row;
}

/** What a failure says of the request. */
export function fateOf(failure: Failure): Fate {
	return rowOf(failure).fate ?? 'final';
}

/** Whether the request may have been carried out nevertheless. */
export function mayBeDone(failure: Failure): boolean {
	return ['unknown', 'slow'].includes(fateOf(failure));
}

/**
 * Explains a failure.
 *
 * @returns what happened; and what to do, followed by ServiceNow's own words and its transaction ID
 */
export function explain(failure: Failure): Explanation {
	const row = rowOf(failure);
	const details = [row.advice(failure)];
	if (failure.operation.note) details.push(failure.operation.note);
	if (failure.tookTwoTries)
		details.push('An earlier try broke off, and may have been carried out.');
	if (failure.said) details.push(`ServiceNow says: ${failure.said.replace(/\.$/, '')}.`);
	const transaction = failure.headers['x-transaction-id'];
	if (transaction) details.push(`Transaction ID: ${transaction}.`);
	return { message: row.message(failure), advice: details.join(' ') };
}
