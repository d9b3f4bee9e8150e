import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import { tableOf } from '../fields/reference';
import { ColumnQuestions } from '../input/columnQuestions';
import { optionsOf, settingsOf } from '../input/parameters';
import { readBody } from '../input/readBody';
import { RecordKey, recordKeyOf } from '../input/recordKey';
import { isEmpty } from '../input/sendable';
import { switchOf } from '../input/switch';
import { pathId } from '../input/sysId';
import { InvalidInputError, preview } from '../inputError';
import { checkedBaseUrl, hostOf } from '../instance/instanceUrl';
import type { Operation } from '../operation';
import { cleanText } from '../platform/cleanText';
import type { Request } from '../transport/requestContext';
import type { SendOptions } from '../transport/sendOptions';
import { readSendOptions, type CommonOptions } from './readSendOptions';
import { filledUrl, withVersion } from './url';

/** @throws {InvalidInputError} when it is no version: in a URL it could reach another resource */
function checkedVersion(version: unknown): string {
	const word = typeof version === 'string' ? cleanText(version).toLowerCase() : '';
	if (/^v\d+$/.test(word)) return word;
	throw new InvalidInputError(
		`"API Version" is not a version: ${preview(version)}`,
		'Enter a version that the REST API Explorer lists, such as v1, or leave it empty.',
	);
}

/** A record that must be looked up before the request is complete. */
export interface LookUp {
	key: RecordKey;
	/** Name of the place in the URL or of the member of the body that its sys_id goes to. */
	name: string;
}

/** What is known of a request before anything is sent. */
export interface Prepared {
	sendOptions: SendOptions;
	lookUps: LookUp[];
	/** sys_ids that the URL and the body have, by the names of their fields. */
	ids: Record<string, string>;
	/** What must be known of columns before the values are complete. */
	kinds: ColumnQuestions;
}

/** Puts a sys_id where it belongs, once it is known. */
export function complete({ options }: Request, { ids }: Prepared, name: string, id: string): void {
	ids[name] = id;
	options.url = filledUrl(options.url ?? '', (place) => (place === name ? id : undefined));
	const body = options.body as IDataObject | undefined;
	if (body?.[name] !== undefined) options.body = { ...body, [name]: id };
}

/** The URL of an item, from the path that the API's documentation gives. */
function urlOf(
	context: IExecutePaginationFunctions,
	{ urlFields = [] }: Operation,
	path: string,
	version: unknown,
	host: string,
	prepared: Prepared,
): string {
	const fields = new Map(urlFields.map((field) => [field.name, field]));
	const url = filledUrl(path, (name) => {
		const field = fields.get(name);
		const table = field && tableOf(field);
		const given: unknown = context.getNodeParameter(name);
		const key = field && recordKeyOf(field, given);
		if (key) {
			prepared.lookUps.push({ key, name });
			return undefined;
		}
		const id = pathId(given, field?.displayName ?? name, { table, host });
		prepared.ids[name] = id;
		return id;
	});
	return isEmpty(version) ? url : withVersion(url, checkedVersion(version));
}

/**
 * Checks everything that must hold before a request may leave, and completes URL and body.
 *
 * @param context of the item
 * @param operation what to hold the request against
 * @param request as the engine put it together; changed in place
 * @param kinds what is known of columns; nothing the first time
 * @returns how to send it, and what must be looked up before
 * @throws {InvalidInputError}
 */
export function prepare(
	context: IExecutePaginationFunctions,
	operation: Operation,
	{ options }: Request,
	kinds = new ColumnQuestions(),
): Prepared {
	const prepared: Prepared = {
		sendOptions: readSendOptions(optionsOf(context)),
		lookUps: [],
		ids: {},
		kinds,
	};
	const host = hostOf(checkedBaseUrl(options.baseURL));
	const chosen = optionsOf(context);
	const common: CommonOptions = chosen;
	options.url = urlOf(context, operation, options.url ?? '', common.api_version, host, prepared);
	if (operation.body) {
		const body = readBody(context, operation.body, {
			timezone: context.getTimezone(),
			limits: switchOf(common.checkDocumentedLimits, 'Check Documented Limits', true),
			host,
			kinds,
		});
		options.body =
			operation.prepare?.(body, { ...chosen, ...settingsOf(context, operation.settings) }) ?? body;
		for (const [name, value] of Object.entries(body)) {
			if (value instanceof RecordKey) prepared.lookUps.push({ key: value, name });
			else if (typeof value === 'string') prepared.ids[name] = value;
		}
	}
	return prepared;
}
