import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { tableOf } from '../fields/reference';
import { optionsOf, settingsOf } from '../input/parameters';
import { readBody } from '../input/readBody';
import { isEmpty } from '../input/sendable';
import { switchOf } from '../input/switch';
import { pathId } from '../input/sysId';
import { InvalidInputError, preview } from '../inputError';
import { checkedBaseUrl, hostOf } from '../instance/instanceUrl';
import type { Operation } from '../operation';
import type { Request } from '../transport/requestContext';
import type { SendOptions } from '../transport/sendOptions';
import { readSendOptions, type CommonOptions } from './readSendOptions';
import { filledUrl, withVersion } from './url';

/** @throws {InvalidInputError} when it is no version: in a URL it could reach another resource */
function checkedVersion(version: unknown): string {
	if (typeof version === 'string' && /^v\d+$/.test(version)) return version;
	throw new InvalidInputError(
		`"API Version" is not a version: ${preview(version)}`,
		'Enter a version that the REST API Explorer lists, such as v1, or leave it empty.',
	);
}

/** The URL of an item, from the path that the API's documentation gives. */
function urlOf(
	context: IExecutePaginationFunctions,
	{ urlFields = [] }: Operation,
	path: string,
	version: unknown,
	host: string,
): string {
	const fields = new Map(urlFields.map((field) => [field.name, field]));
	const url = filledUrl(path, (name) => {
		const field = fields.get(name);
		const table = field && tableOf(field);
		return pathId(context.getNodeParameter(name), field?.displayName ?? name, { table, host });
	});
	return isEmpty(version) ? url : withVersion(url, checkedVersion(version));
}

/**
 * Checks everything that must hold before a request may leave, and completes URL and body.
 *
 * @param context of the item
 * @param operation what to hold the request against
 * @param request as the engine put it together; changed in place
 * @returns how to send it
 * @throws {InvalidInputError}
 */
export function prepare(
	context: IExecutePaginationFunctions,
	operation: Operation,
	{ options }: Request,
): SendOptions {
	const host = hostOf(checkedBaseUrl(options.baseURL));
	const chosen = optionsOf(context);
	const common: CommonOptions = chosen;
	options.url = urlOf(context, operation, options.url ?? '', common.api_version, host);
	if (operation.body) {
		const body = readBody(context, operation.body, {
			timezone: context.getTimezone(),
			limits: switchOf(common.checkDocumentedLimits, 'Check Documented Limits', true),
			host,
		});
		options.body =
			operation.prepare?.(body, { ...chosen, ...settingsOf(context, operation.settings) }) ?? body;
	}
	return readSendOptions(common);
}
