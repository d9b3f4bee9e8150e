import type { IDataObject } from 'n8n-workflow';
import {
	failureOf,
	failureOfError,
	reportsFailure,
	RequestFailedError,
	type Failure,
} from '../failure';
import { isObject } from '../isObject';
import type { Operation } from '../operation';

/** A response, as far as it matters: the engine and n8n's helpers hand it over in this form. */
export interface HttpResponse {
	statusCode: number;
	headers: object;
	body: unknown;
}

/** What a successful response has. */
export interface Page {
	records: IDataObject[];
	/** How many records match the query, where the instance has counted them. */
	total?: number;
}

/** What became of a request: the records that it returned, or why there are none. */
export type Outcome = Page | { failure: Failure };

/** The count of the Table API, before ACLs hide records. One of fewer than there are beside it is none. */
function totalOf(headers: object, rows: number): number | undefined {
	const [, value] =
		Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-total-count') ?? [];
	const total = /^\d+$/.test(String(value)) ? Number(value) : undefined;
	return total === undefined || total < rows ? undefined : total;
}

/**
 * Decides what success is: a documented status and shape, and a body that reports no failure.
 *
 * @param operation says which shape a success has
 * @param response as it was received, whatever its status
 * @returns the records without the envelope, or what is wrong with the response
 */
export function outcomeOf(operation: Operation, response: HttpResponse): Outcome {
	const { statusCode, headers, body } = response;
	const isSuccess = (statusCode === 200 || statusCode === 201) && !reportsFailure(body);
	const result = isObject(body) ? body.result : undefined;
	const records = isSuccess ? operation.records(result) : undefined;
	if (records && !operation.refused?.(result as IDataObject)) {
		return { records, total: totalOf(headers ?? {}, records.length) };
	}
	return { failure: failureOf(operation, response) };
}

/**
 * Reads what became of a request: the one reader of responses.
 *
 * @param operation says which shape a success has
 * @param response of the request, whatever its status; rejects with n8n's error when there is none,
 * or with the failure for which it was not sent
 * @returns the records without the envelope, or the failure
 * @throws what `response` rejects with, when it says nothing of a request
 */
export async function readResponse(
	operation: Operation,
	response: Promise<HttpResponse>,
): Promise<Outcome> {
	return await response.then(
		(received) => outcomeOf(operation, received),
		(error: Error): Outcome => {
			if (error instanceof RequestFailedError) return { failure: error.failure };
			const failure = failureOfError(operation, error);
			if (failure) return { failure };
			throw error;
		},
	);
}
