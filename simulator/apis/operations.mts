import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import {
	bodySchema,
	endpoints,
	type Endpoint,
	type Operation as ContractOperation,
	type Schema,
} from '../../contract/readContract.mts';
import { formatOf, type Format, type Formats } from '../http/formats.mts';

/** An operation of the contract, as the instance serves and checks it. */
export interface Operation {
	operationId: string;
	method: string;
	/** Paths with `{name}` parameters: the default URL and, where there is one, the versioned. */
	paths: string[];
	plugin?: string;
	/** Whether the body is checked here; otherwise the operation does with it what it likes. */
	checksBody: boolean;
	/** Any of them suffices; empty where the API asks for none. */
	roles: string[];
	hasBody: boolean;
	/** Schema of the request body, `{}` where there is none. */
	body: Schema;
	/** What it reads and writes. */
	formats: Formats;
	/** Parameters that the query string may have. */
	queryNames: string[];
	/** Properties of the request body, by name. */
	properties: Record<string, Schema>;
	/** Each coerces its argument in place and returns what is wrong with it. */
	validate: Record<'path' | 'query' | 'body', (value: unknown) => ErrorObject[]>;
}

// Under CommonJS the package's default export is the module object.
const addFormats =
	typeof addFormatsModule === 'function'
		? addFormatsModule
		: (addFormatsModule as { default: typeof addFormatsModule }).default;

/** The table that an operation reads or writes first, by its resource. */
const tables: Record<string, string> = {
	interaction: 'interaction',
	contact: 'customer_contact',
	conversationMember: 'sys_cs_conversation_member',
	voiceInteraction: 'interaction',
	supervisorHelpAction: 'supervisor_help_action',
};

/**
 * @param operationId of the contract, for example `contact.create`
 * @returns the table that the operation is about
 */
export function tableOf(operationId: string | undefined): string | undefined {
	return tables[operationId?.split('.')[0] ?? ''];
}

let loaded: Operation[] | undefined;

/**
 * Reads the contract, once per process.
 *
 * @returns every operation of it
 * @throws Error where the contract cannot be read
 */
export function operations(): Operation[] {
	loaded ??= load();
	return loaded;
}

function load(): Operation[] {
	const ajv = new Ajv2020({ coerceTypes: true, strict: false, allErrors: true });
	addFormats(ajv as never);
	return endpoints().map((endpoint) => operationOf(endpoint, ajv));
}

function operationOf({ path, method, operation }: Endpoint, ajv: Ajv2020): Operation {
	const body = bodySchema(operation);
	const versionedPath = operation['x-versioned-path'];
	return {
		operationId: operation.operationId,
		method,
		paths: versionedPath === undefined ? [path] : [path, versionedPath],
		plugin: operation['x-plugin'] ?? undefined,
		checksBody:
			body !== undefined &&
			operation['x-parameter-validation'] !== false &&
			!operation.operationId.startsWith('conversationMember.'),
		roles: operation['x-roles'],
		hasBody: body !== undefined,
		body: body ?? {},
		formats: {
			gives: formatsIn(operation['x-accept']),
			takes: formatsIn(operation['x-content-type']),
		},
		queryNames: (operation.parameters ?? [])
			.filter((parameter) => parameter.in === 'query')
			.map(({ name }) => name),
		properties: body?.properties ?? {},
		validate: {
			path: validator(ajv, parametersSchema(operation, 'path')),
			query: validator(ajv, parametersSchema(operation, 'query')),
			body: validator(ajv, body ?? {}),
		},
	};
}

/** JSON is the default where the page names no type. */
function formatsIn(types: string[] = ['application/json']): Format[] {
	return types.flatMap((type) => formatOf(type) ?? []);
}

function parametersSchema({ parameters = [] }: ContractOperation, place: 'path' | 'query'): Schema {
	const own = parameters.filter((parameter) => parameter.in === place);
	return {
		type: 'object',
		properties: Object.fromEntries(own.map(({ name, schema }) => [name, schema])),
		required: own.filter(({ required }) => required).map(({ name }) => name),
	};
}

/** Compiles the schema when it is first needed: compiling all takes longer than most tests. */
function validator(ajv: Ajv2020, schema: Schema): (value: unknown) => ErrorObject[] {
	let validate: ValidateFunction | undefined;
	return (value) => {
		validate ??= ajv.compile(schema);
		return validate(value) ? [] : [...(validate.errors ?? [])];
	};
}
