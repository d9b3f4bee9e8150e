import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import { parse } from 'yaml';

export interface Operation {
	operationId: string;
	method: string;
	/** Paths with `{name}` parameters: the default URL and, where there is one, the versioned. */
	paths: string[];
	plugin?: string;
	/** Whether the body is checked; otherwise what is not understood is dropped without a word. */
	checksBody: boolean;
	/** Any of them suffices; empty where the API asks for none. */
	roles: string[];
	hasBody: boolean;
	/** Properties of the request body, by name. */
	properties: Record<string, PropertySchema>;
	/** Each coerces its argument in place and returns what is wrong with it. */
	validate: Record<'path' | 'query' | 'body', (value: unknown) => ErrorObject[]>;
}

export interface PropertySchema {
	type?: string | string[];
	maxLength?: number;
}

interface Parameter {
	name: string;
	in: string;
	required?: boolean;
	schema?: object;
}

interface OperationNode {
	operationId: string;
	parameters?: (Parameter | { $ref: string })[];
	requestBody?: unknown;
	'x-versioned-path'?: string;
	'x-plugin'?: string | null;
	'x-parameter-validation'?: boolean;
	'x-roles'?: string[];
}

type Json = Record<string, unknown>;

const methods = ['get', 'post', 'put', 'patch', 'delete'];
const file = new URL('../contract/servicenow-csm.openapi.yaml', import.meta.url);

// Under CommonJS the package's default export is the module object.
const addFormats =
	typeof addFormatsModule === 'function'
		? addFormatsModule
		: (addFormatsModule as { default: typeof addFormatsModule }).default;

let loaded: Operation[] | undefined;

/**
 * Reads the contract, once per process.
 *
 * @returns every operation of it
 * @throws Error where the file is missing or no OpenAPI document
 */
export function operations(): Operation[] {
	loaded ??= load();
	return loaded;
}

function load(): Operation[] {
	const document = parse(readFileSync(fileURLToPath(file), 'utf8')) as Json;
	const ajv = new Ajv2020({ coerceTypes: true, strict: false, allErrors: true });
	addFormats(ajv as never);
	// The whole document is one schema to Ajv, so that references between its parts resolve.
	ajv.addSchema({ ...document, $id: 'contract' });
	const found: Operation[] = [];
	for (const [path, item] of Object.entries(document.paths as Record<string, Json>)) {
		for (const method of methods) {
			const node = item[method] as OperationNode | undefined;
			if (node) {
				found.push(readOperation(document, ajv, path, method, node, item.parameters));
			}
		}
	}
	return found;
}

function readOperation(
	document: Json,
	ajv: Ajv2020,
	path: string,
	method: string,
	node: OperationNode,
	shared: unknown,
): Operation {
	const pointers = [
		...pointersTo(shared, ['paths', path, 'parameters']),
		...pointersTo(node.parameters, ['paths', path, method, 'parameters']),
	].map((pointer) => followed(document, pointer));
	const bodyPointer = followed(document, ['paths', path, method, 'requestBody']);
	const bodySchema = followed(document, [...bodyPointer, 'content', 'application/json', 'schema']);
	const hasBody = at(document, bodySchema) !== undefined;
	const versioned = node['x-versioned-path'];
	return {
		operationId: node.operationId,
		method: method.toUpperCase(),
		paths: versioned === undefined ? [path] : [path, versioned],
		plugin: node['x-plugin'] ?? undefined,
		checksBody: hasBody && node['x-parameter-validation'] !== false,
		roles: node['x-roles'] ?? [],
		hasBody,
		properties: hasBody ? propertiesOf(document, bodySchema) : {},
		validate: {
			path: validator(() => compileParameters(document, ajv, pointers, 'path')),
			query: validator(() => compileParameters(document, ajv, pointers, 'query')),
			body: validator(() => ajv.compile(hasBody ? { $ref: reference(bodySchema) } : {})),
		},
	};
}

function propertiesOf(document: Json, pointer: string[]): Record<string, PropertySchema> {
	const names = Object.keys((at(document, [...pointer, 'properties']) ?? {}) as Json);
	return Object.fromEntries(
		names.map((name) => [
			name,
			at(document, followed(document, [...pointer, 'properties', name])) as PropertySchema,
		]),
	);
}

function compileParameters(
	document: Json,
	ajv: Ajv2020,
	pointers: string[][],
	where: string,
): ValidateFunction {
	const properties: Json = {};
	const required: string[] = [];
	for (const pointer of pointers) {
		const parameter = at(document, pointer) as Parameter;
		// The version is matched by the route.
		if (parameter.in !== where || parameter.name === 'api_version') continue;
		properties[parameter.name] = { $ref: reference([...pointer, 'schema']) };
		if (parameter.required) required.push(parameter.name);
	}
	return ajv.compile({ type: 'object', properties, required });
}

function validator(compile: () => ValidateFunction): (value: unknown) => ErrorObject[] {
	let validate: ValidateFunction | undefined;
	return (value) => {
		validate ??= compile();
		return validate(value) ? [] : [...(validate.errors ?? [])];
	};
}

function pointersTo(list: unknown, pointer: string[]): string[][] {
	return Array.isArray(list) ? list.map((_, index) => [...pointer, String(index)]) : [];
}

function at(document: Json, pointer: string[]): unknown {
	return pointer.reduce<unknown>((node, step) => (node as Json | undefined)?.[step], document);
}

function followed(document: Json, pointer: string[]): string[] {
	const target = (at(document, pointer) as { $ref?: string } | undefined)?.$ref;
	if (target === undefined) return pointer;
	const steps = target.replace(/^#\//, '').split('/');
	return followed(
		document,
		steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')),
	);
}

function reference(pointer: string[]): string {
	const steps = pointer.map((step) =>
		encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')),
	);
	return `contract#/${steps.join('/')}`;
}
