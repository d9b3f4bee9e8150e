import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** What the contract says of a value. */
export interface ValueSchema {
	$ref?: string;
	type?: string | string[];
	maxLength?: number;
	default?: unknown;
	required?: string[];
	properties?: Record<string, ValueSchema>;
	items?: ValueSchema;
	'x-values'?: Array<{ value: string | number | boolean }>;
	'x-reference'?: string;
	'x-reference-field'?: string;
	'x-format'?: string;
}

/** One documented parameter of an operation. */
export interface Parameter {
	/** Wire name. */
	name: string;
	/** Path of the value in the body; the wire name for a parameter of URL or query. */
	path: string;
	in: 'path' | 'query' | 'body';
	required: boolean;
	schema: ValueSchema;
}

/** A documented call: what leaves, and what comes back. */
export interface Sample {
	name: string;
	method: string;
	path: string;
	query?: Record<string, string | number>;
	body?: Record<string, unknown>;
	status: number;
	response: { result: unknown };
	form?: string;
}

/** One operation as a node offers it. */
export interface ContractOperation {
	/** `<resource>.<operation>`. */
	id: string;
	method: string;
	path: string;
	versionedPath?: string;
	plugin?: string;
	roles: string[];
	parameters: Parameter[];
	samples: Sample[];
}

type Json = Record<string, any>;

const document = parse(
	readFileSync(
		fileURLToPath(new URL('../../contract/servicenow-csm.openapi.yaml', import.meta.url)),
		'utf8',
	),
) as Json;

function resolve(schema: ValueSchema): ValueSchema {
	if (!schema.$ref) return schema;
	const keys = schema.$ref.replace('#/', '').split('/');
	return keys.reduce((at, key) => at[key], document) as ValueSchema;
}

/** The parameters of a body; an object with documented members stands for its members. */
function bodyParameters(schema: ValueSchema, prefix = ''): Parameter[] {
	const { properties = {}, required = [] } = resolve(schema);
	return Object.entries(properties).flatMap(([name, raw]) => {
		const value = resolve(raw);
		const path = prefix + name;
		if (value.properties) return bodyParameters(value, `${path}.`);
		const own: Parameter = {
			name,
			path,
			in: 'body',
			required: required.includes(name),
			schema: value,
		};
		return [own, ...(value.items ? bodyParameters(value.items, `${path}[].`) : [])];
	});
}

function urlParameters(operation: Json, shared: Json[] = []): Parameter[] {
	return [...shared, ...((operation.parameters ?? []) as Json[])].map((raw) => {
		const { name, in: where, required, schema } = resolve(raw as ValueSchema) as Json;
		return { name, path: name, in: where, required: required ?? false, schema };
	});
}

function readOperation(path: string, method: string, operation: Json, shared: Json[]) {
	const schema = operation.requestBody?.content['application/json'].schema;
	const whole = {
		method: method.toUpperCase(),
		path,
		versionedPath: operation['x-versioned-path'],
		plugin: operation['x-plugin'] ?? undefined,
		roles: operation['x-roles'],
	};
	const parameters = [
		...urlParameters(operation, shared),
		...(schema ? bodyParameters(schema) : []),
	];
	const samples: Sample[] = operation['x-samples'];
	const forms = operation['x-forms'] as Array<{ id: string; parameters: string[] }> | undefined;
	if (!forms) return [{ ...whole, id: operation.operationId, parameters, samples }];
	return forms.map((form) => ({
		...whole,
		id: form.id,
		parameters: parameters.filter(({ name }) => form.parameters.includes(name)),
		samples: samples.filter((sample) => sample.form === form.id),
	}));
}

/** Every operation of the contract, an endpoint that serves two node operations as two. */
export const contract: ContractOperation[] = Object.entries(document.paths as Json).flatMap(
	([path, { parameters: shared, ...methods }]) =>
		Object.entries(methods as Json).flatMap(([method, operation]) =>
			readOperation(path, method, operation as Json, shared ?? []),
		),
);
