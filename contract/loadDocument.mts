import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
	$RefParser,
	dereferenceInternal,
	getJsonSchemaRefParserDefaultOptions,
} from '@apidevtools/json-schema-ref-parser';
import { parse } from 'yaml';

/** Where the contract is. */
export const contractFile = fileURLToPath(new URL('servicenow-csm.openapi.yaml', import.meta.url));

/**
 * Reads the contract. The package of the simulator has the outcome of this file in its place.
 *
 * @returns the contract, every `$ref` replaced by what it points to
 * @throws Error where the file is missing, is not YAML, or has a `$ref` that points nowhere
 */
export function loadDocument(): object {
	return dereference(parse(readFileSync(contractFile, 'utf8')) as object);
}

/**
 * The second half of `$RefParser.dereference`. The first reads the files that a document refers to
 * and is asynchronous, whereas Jest collects test cases, which come from the contract, without
 * waiting; and the contract is a single file.
 */
function dereference(document: object): object {
	const parser = new $RefParser();
	parser.schema = document;
	parser.$refs._add(contractFile).value = document;
	dereferenceInternal(parser, getJsonSchemaRefParserDefaultOptions());
	return document;
}
