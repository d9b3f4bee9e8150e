import { readSendOptions, type CommonOptions } from './readSendOptions';
import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
} from 'n8n-workflow';
import { InvalidInputError, preview } from '../inputError';
import { checkedBaseUrl } from '../instance/instanceUrl';
import type { Operation } from '../operation';
import { optionsOf, parameterOf, rawParameter } from '../input/parameters';
import { filledUrl, withVersion } from './url';
import { applyRules } from '../input/applyRules';
import { isEmpty } from '../input/sendable';
import { pathId } from '../input/sysId';
import type { SendOptions } from '../transport/sendOptions';

/**
 * Both ways to fill an object parameter lead to the same place in the body, where the second would
 * silently win.
 */
function assertOneForm(filled: IDataObject): void {
	for (const name of Object.keys(filled)) {
		const fields = name.replace(/Json$/, '');
		if (fields === name || !(fields in filled)) continue;
		throw new InvalidInputError(
			`"${fields}" is given twice, with fields and as JSON`,
			'Remove one of the two.',
		);
	}
}

/** @throws {InvalidInputError} when it is no version: in a URL it could reach another resource */
function checkedVersion(version: unknown): string {
	if (typeof version === 'string' && /^v\d+$/.test(version)) return version;
	throw new InvalidInputError(
		`"api_version" is ${preview(version)}`,
		'Give a version as the REST API Explorer lists it, such as v1, or leave it out.',
	);
}

/**
 * The fields of a collection that goes out whole, beside the others. In code, because the expression
 * that would do it in the routing takes time for each item.
 */
function withAdditionalFields({ additionalFields, ...body }: IDataObject): IDataObject {
	return { ...body, ...(additionalFields as IDataObject | undefined) };
}

/** The body as the engine put it together, with the fields that it leaves to us. */
function bodyOf(
	context: IExecutePaginationFunctions,
	{ bodyFields = [] }: Operation,
	body: unknown,
): IDataObject {
	const fields = bodyFields.map((name) => [name, parameterOf(context, name)]);
	return withAdditionalFields({
		...(body as IDataObject | undefined),
		...Object.fromEntries(fields),
	});
}

/**
 * Checks everything that must hold before a request may leave, and completes URL and body.
 *
 * @param context of the item
 * @param operation what to hold the request against
 * @param request as the engine put it together from the fields of the node; changed in place
 * @returns how to send it
 * @throws {InvalidInputError}
 */
export function prepare(
	context: IExecutePaginationFunctions,
	operation: Operation,
	{ options }: DeclarativeRestApiSettings.ResultOptions,
): SendOptions {
	checkedBaseUrl(options.baseURL);
	const chosen = optionsOf(context);
	const common: CommonOptions = chosen;
	options.url = filledUrl(options.url ?? '', (name) =>
		pathId(context.getNodeParameter(name), name),
	);
	if (!isEmpty(common.api_version)) {
		options.url = withVersion(options.url, checkedVersion(common.api_version));
	}
	if (operation.body) {
		assertOneForm(rawParameter(context, 'additionalFields'));
		const body = applyRules(bodyOf(context, operation, options.body), operation.body, {
			name: '',
			timezone: context.getTimezone(),
			limits: common.checkDocumentedLimits ?? true,
		});
		options.body = operation.prepare?.(body, chosen) ?? body;
	}
	return readSendOptions(common);
}
