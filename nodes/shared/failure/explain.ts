import type { Redact } from '../instance/redact';
import { quote } from './quote';
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
	return ['unknown', 'away', 'slow', 'failed'].includes(retryabilityOf(failure));
}

/** By which an administrator finds the request; anything else in the header is not shown. */
function transactionOf({ headers }: Failure): string | undefined {
	return /^[\w-]{1,64}$/.exec(headers['x-transaction-id'] ?? '')?.[0];
}

/**
 * Explains a failure.
 *
 * @param redact takes the secrets of the credential out of what the instance said
 * @returns what happened; and what to do, followed by ServiceNow's own words and its transaction ID
 */
export function explain(failed: Failure, redact: Redact): Explanation {
	const row = rowOf(failed);
	const failure = { ...failed, instanceMessage: quote(failed.instanceMessage, redact) };
	const details = [fill(row.advice, failure)];
	if (failure.operation.note) details.push(failure.operation.note);
	if (failure.mayHaveBeenDone) {
		details.push('An earlier attempt was interrupted and may have been carried out.');
	}
	const reason = failure.instanceMessage.replace(/\.$/, '');
	if (reason) details.push(`ServiceNow says: ${reason}.`);
	const transaction = transactionOf(failure);
	if (transaction && redact(transaction) === transaction)
		details.push(`Transaction ID: ${transaction}.`);
	return { message: fill(row.message, failure), advice: details.join(' ') };
}
