import { errorResponse } from '../http/errors.mts';
import type { HttpResponse } from '../http/response.mts';

/** What a transaction that a quota rule cancels says, unless a fault gives other words. */
export const CANCELED = {
	message: 'Transaction cancelled: maximum execution time exceeded',
	detail:
		'Transaction cancelled: maximum execution time exceeded Check logs for error trace or enable glide.rest.debug property to verify REST request processing',
};

interface Words {
	message?: string;
	detail?: string | null;
}

function failure({ message = CANCELED.message, detail = CANCELED.detail }: Words) {
	return { error: { message, detail }, status: 'failure' };
}

function resultOf({ body }: HttpResponse): unknown {
	return (body as { result?: unknown } | undefined)?.result;
}

/** @param keep a number of rows; between 0 and 1, a share of them */
function firstRows(result: unknown, keep: number): unknown {
	if (Array.isArray(result)) {
		return result.slice(0, keep > 0 && keep < 1 ? Math.floor(result.length * keep) : keep);
	}
	return keep > 0 ? result : {};
}

/**
 * What is left of a response whose transaction was canceled while the rows were written: the
 * status and the rows are out already, the error comes behind them.
 *
 * @see https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB1297438
 * @param response as it would be without the fault; one that failed stays as it is
 * @param keep how many rows of `result`; between 0 and 1, a share of them
 */
export function cutOff(response: HttpResponse, keep: number, words: Words): HttpResponse {
	if (response.status >= 300) return response;
	const body = { result: firstRows(resultOf(response), keep), ...failure(words) };
	return { ...response, status: 200, body };
}

/**
 * The same, cut within a row, so that the body is no JSON.
 *
 * @see https://github.com/StackVista/stackstate-agent-integrations/blob/master/servicenow/tests/samples/cmdb_ci_result_malformed_json_with_error_msg.txt
 * @param cutAt share of the text of `result` that is out already, from 0 to 1
 * @param closesRows whether the list of the rows is closed behind the broken one
 */
export function cutInRow(
	response: HttpResponse,
	{ cutAt = 0.5, closesRows = false, ...words }: Words & { cutAt?: number; closesRows?: boolean },
): HttpResponse {
	if (response.status >= 300) return response;
	const whole = JSON.stringify({ result: resultOf(response) });
	const end = Math.max('{"result":'.length + 1, Math.floor((whole.length - 1) * cutAt));
	const rest = JSON.stringify(failure(words)).slice(1);
	return {
		...response,
		status: 200,
		body: `${whole.slice(0, end)}${closesRows ? '""]' : ''},${rest}`,
	};
}

/** A transaction that was canceled before anything was written: 500 in the error envelope. */
export function quota500(words: Words): HttpResponse {
	const { error } = failure(words);
	return errorResponse(500, error.message, error.detail);
}
