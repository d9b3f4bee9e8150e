import { loadDocument } from './loadDocument.mts';

/** A schema of the contract, with the extension keys that the head of the contract explains. */
export interface Schema {
	type?: string | string[];
	required?: string[];
	properties?: Record<string, Schema>;
	items?: Schema;
	maxLength?: number;
	default?: unknown;
	'x-default-note'?: string;
	/** Messages that say that nothing was done. */
	'x-exceptions'?: Array<{ message: string; when: string }>;
	'x-format'?: string;
	'x-reference'?: string;
	'x-reference-field'?: string;
	'x-reference-from'?: string;
	'x-required-when'?: string;
	'x-table'?: string;
	'x-table-of'?: string;
	'x-note'?: string;
	'x-values'?: Array<{ value: string | number | boolean; meaning?: string }>;
}

/** One of the node operations that share an endpoint. */
export interface Form {
	/** `<resource>.<operation>`. */
	id: string;
	parameters: string[];
	required: string[];
	/** Parameters of the endpoint that this operation never sends. */
	excluded?: string[];
	/** Those whose documented default holds in this form. */
	defaults?: string[];
	note: string;
}

/** A documented call: what is sent, and what is returned. */
export interface Sample {
	name: string;
	/** Of the node operation, where an endpoint serves several. */
	form?: string;
	method: string;
	path: string;
	query?: Record<string, string | number>;
	body?: Record<string, unknown>;
	/** Rules that the body of the page breaks itself. */
	breaks?: Array<{ field: string; rule: string }>;
	status: number;
	response: { result: unknown };
}

interface Media {
	content?: { 'application/json'?: { schema: Schema } };
}

/** An operation object of OpenAPI 3.1, as far as the contract uses it. */
export interface Operation {
	operationId: string;
	/** Names of the API, of which there is one. */
	tags: string[];
	parameters?: Array<{ name: string; in: 'path' | 'query'; required?: boolean; schema: Schema }>;
	requestBody?: Media;
	responses: Record<string, Media>;
	/** Documented media types of the response. */
	'x-accept'?: string[];
	/** Documented media types of the request body. */
	'x-content-type'?: string[];
	'x-contradictions': Array<Record<string, string>>;
	'x-forms'?: Form[];
	/** False where the endpoint ignores what it does not understand. */
	'x-parameter-validation'?: boolean;
	'x-plugin': string | null;
	/** Any of them suffices; empty where the API asks for none. */
	'x-roles': string[];
	'x-samples': Sample[];
	/** Absent where no URL with a version is documented. */
	'x-versioned-path'?: string;
}

/** One of the APIs. */
export interface Tag {
	name: string;
	/** Name of ServiceNow's page, without its ending. */
	'x-page': string;
	/** Oldest release whose documentation has the page; null where all known ones have it. */
	'x-since': string | null;
}

/** The contract, every `$ref` replaced by what it points to. */
export interface Contract {
	tags: Tag[];
	/** Operations by path and by method in lower case. */
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Record<string, Schema> };
	'x-api-version': Schema;
}

/** A method at a path. */
export interface Endpoint {
	path: string;
	/** In upper case. */
	method: string;
	operation: Operation;
}

let contract: Contract | undefined;

/**
 * Reads the contract, once per process.
 *
 * @throws Error where the file is missing, is not YAML, or has a `$ref` that points nowhere
 */
export function readContract(): Contract {
	contract ??= loadDocument() as Contract;
	return contract;
}

/** @returns every endpoint of the contract, in its order */
export function endpoints(): Endpoint[] {
	return Object.entries(readContract().paths).flatMap(([path, operations]) =>
		Object.entries(operations).map(([method, operation]) => ({
			path,
			method: method.toUpperCase(),
			operation,
		})),
	);
}

/** @returns the schema of the JSON body, undefined for an operation without a body */
export function bodySchema({ requestBody }: Operation): Schema | undefined {
	return requestBody?.content?.['application/json']?.schema;
}
