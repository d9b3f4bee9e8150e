import {
	NodeApiError,
	NodeOperationError,
	type DeclarativeRestApiSettings,
	type IDataObject,
	type IExecutePaginationFunctions,
	type IN8nHttpFullResponse,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';
import { explain, failureOf, failureOfError, type Explanation } from './failure';
import { InputProblem } from './inputProblem';
import { INSTANCE_URL_ADVICE, instanceUrlProblem } from './instanceUrl';
import type { Operation } from './operation';
import { filledUrl, withVersion } from './request';
import { applyRules, isEmpty, pathId, shown } from './rules';

type Request = DeclarativeRestApiSettings.ResultOptions;

/** The options that every operation has. */
interface CommonOptions {
	api_version?: unknown;
	checkDocumentedLimits?: boolean;
}

/** An answer of the instance that is no success. Carries what the user reads. */
class RefusedError extends Error {
	constructor(
		readonly explanation: Explanation,
		readonly status?: number,
	) {
		super(explanation.message);
	}
}

/**
 * Both ways to fill an object parameter lead to the same place in the body, where the second would
 * silently win.
 */
function assertOneForm(filled: IDataObject): void {
	for (const name of Object.keys(filled)) {
		const fields = name.replace(/Json$/, '');
		if (fields === name || !(fields in filled)) continue;
		throw new InputProblem(
			`"${fields}" is given twice, with fields and as JSON`,
			'Remove one of the two.',
		);
	}
}

/** @throws {InputProblem} when it is no version: in a URL it could reach another resource */
function checkedVersion(version: unknown): string {
	if (typeof version === 'string' && /^v\d+$/.test(version)) return version;
	throw new InputProblem(
		`"api_version" is ${shown(version)}`,
		'Give a version as the REST API Explorer lists it, such as v1, or leave it out.',
	);
}

/**
 * Checks everything that must hold before a request may leave, and puts the body in order.
 *
 * @throws {InputProblem}
 */
function prepare(this: IExecutePaginationFunctions, operation: Operation, request: Request): void {
	const { options } = request;
	const urlProblem = instanceUrlProblem(options.baseURL ?? '');
	if (urlProblem) throw new InputProblem(urlProblem, INSTANCE_URL_ADVICE);

	options.url = filledUrl(options.url ?? '', (name) => pathId(this.getNodeParameter(name), name));

	const common = this.getNodeParameter('options', {}) as CommonOptions;
	if (!isEmpty(common.api_version)) {
		options.url = withVersion(options.url, checkedVersion(common.api_version));
	}

	if (!operation.body) return;
	assertOneForm((this.getNode().parameters.additionalFields ?? {}) as IDataObject);
	const body = applyRules((options.body ?? {}) as IDataObject, operation.body, {
		name: '',
		timezone: this.getTimezone(),
		limits: common.checkDocumentedLimits ?? true,
	});
	options.body = operation.prepare?.(body) ?? body;
}

/**
 * Performs the request and hands back the whole response. `makeRoutingRequest` alone gives items
 * without status and headers, so the response travels through a postReceive function.
 */
async function exchange(
	this: IExecutePaginationFunctions,
	request: Request,
): Promise<IN8nHttpFullResponse> {
	const wholeResponse = async (_items: INodeExecutionData[], response: IN8nHttpFullResponse) => [
		{ json: response as unknown as IDataObject },
	];
	request.postReceive = [{ data: { parameterValue: undefined }, actions: [wholeResponse] }];
	const [item] = await this.makeRoutingRequest(request);
	return item.json as unknown as IN8nHttpFullResponse;
}

/**
 * The records in a response.
 *
 * @throws {RefusedError} when the response is no success, whatever its status says
 */
function recordsOf(operation: Operation, response: IN8nHttpFullResponse): IDataObject[] {
	const refuse = () => {
		const failure = failureOf(operation, response);
		return new RefusedError(explain(failure), failure.status);
	};
	if (response.statusCode !== 200 && response.statusCode !== 201) throw refuse();
	const { body } = response;
	if (typeof body !== 'object' || body === null || !('result' in body)) throw refuse();
	const result = (body as IDataObject).result;
	const records = operation.records(result);
	if (!records || operation.refused?.(result as IDataObject)) throw refuse();
	return records;
}

/**
 * Performs one request of an operation, from the fields of the node to the records of the response.
 *
 * @param operation what to hold the request and the response against
 * @param request as the engine put it together from the fields of the node
 * @returns the records, without the envelope
 * @throws {InputProblem | RefusedError} or whatever the engine throws
 */
export async function fetchRecords(
	this: IExecutePaginationFunctions,
	operation: Operation,
	request: Request,
): Promise<IDataObject[]> {
	return recordsOf(operation, await exchange.call(this, request));
}

function asRefused(operation: Operation, error: Error): RefusedError {
	if (error instanceof RefusedError) return error;
	const failure = failureOfError(operation, error);
	if (failure) return new RefusedError(explain(failure), failure.status);
	const advice = (error as NodeApiError).description ?? '';
	return new RefusedError({ message: error.message, advice });
}

/** Turns anything that went wrong into an error of n8n that names the item. */
function toNodeError(
	this: IExecutePaginationFunctions,
	operation: Operation,
	error: Error,
): NodeApiError | NodeOperationError {
	const itemIndex = this.getItemIndex();
	const place = ` [item ${itemIndex}]`;
	if (error instanceof InputProblem) {
		return new NodeOperationError(this.getNode(), error.message + place, {
			itemIndex,
			description: error.advice,
		});
	}
	const { explanation, status } = asRefused(operation, error);
	return new NodeApiError(this.getNode(), { message: explanation.message } as JsonObject, {
		itemIndex,
		message: explanation.message + place,
		description: explanation.advice,
		httpCode: status === undefined ? 'none' : String(status),
	});
}

/** Reads the records of an operation; most operations make one request. */
export type Reader = (
	this: IExecutePaginationFunctions,
	operation: Operation,
	request: Request,
) => Promise<IDataObject[]>;

/**
 * The whole life of an operation's request, as the engine's pagination function: it is the one place
 * that sees the request before it leaves, the whole response, and the failure.
 *
 * @param operation what to hold the request and the response against
 * @param read how to get the records, when it takes more than one request
 * @returns a function for `routing.operations.pagination`; it gives one item a record, each paired
 * with its input item, and throws errors that say what happened and what to do
 */
export function send(operation: Operation, read: Reader = fetchRecords) {
	return async function (
		this: IExecutePaginationFunctions,
		request: Request,
	): Promise<INodeExecutionData[]> {
		const pairedItem = { item: this.getItemIndex() };
		try {
			prepare.call(this, operation, request);
			const records = await read.call(this, operation, request);
			return records.map((json) => ({ json, pairedItem }));
		} catch (error) {
			const nodeError = toNodeError.call(this, operation, error);
			if (!this.continueOnFail()) throw nodeError;
			// In this form the engine keeps the advice, and still sees an error for the error output.
			const json = { error: nodeError.message, details: nodeError.description ?? '' };
			return [{ json, pairedItem }];
		}
	};
}
