import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A schema of the contract, with the extension keys that its head explains. */
export interface Schema {
	$ref?: string;
	type?: string | string[];
	required?: string[];
	properties?: Record<string, Schema>;
	items?: Schema;
	maxLength?: number;
	default?: unknown;
	'x-default-note'?: string;
	'x-format'?: string;
	'x-reference'?: string;
	'x-reference-field'?: string;
	'x-reference-from'?: string;
	'x-required-when'?: string;
	'x-table-of'?: string;
	'x-values'?: Array<{ value: unknown; meaning?: string }>;
}

/** What the contract says of one parameter. */
export interface Fact {
	schema: Schema;
	required: boolean;
}

interface Form {
	id: string;
	required: string[];
	excluded?: string[];
}

interface Operation {
	operationId: string;
	parameters?: Array<{ name: string; required: boolean; schema: Schema }>;
	requestBody?: { content: { 'application/json': { schema: Schema } } };
	'x-forms'?: Form[];
}

interface Contract {
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Record<string, Schema> };
	'x-api-version': Schema;
}

const contract = parse(
	readFileSync(join(process.cwd(), 'contract', 'servicenow-csm.openapi.yaml'), 'utf8'),
) as Contract;

function resolved(schema: Schema): Schema {
	if (!schema.$ref) return schema;
	return contract.components.schemas[schema.$ref.replace('#/components/schemas/', '')];
}

/** Facts of an object's members, by path: `interaction.userPhoneNumber`, `phoneLogs[].agent`. */
function membersOf(schema: Schema, prefix: string, facts: Map<string, Fact>): void {
	const { properties = {}, required = [] } = resolved(schema);
	for (const [name, member] of Object.entries(properties)) {
		const path = `${prefix}${name}`;
		facts.set(path, { schema: member, required: required.includes(name) });
		membersOf(member, `${path}.`, facts);
		if (member.items) membersOf(member.items, `${path}[].`, facts);
	}
}

/**
 * The facts as they hold for one of several operations that share an endpoint: a condition is about the
 * form that names a single record, a default about the form that leaves the parameter out.
 */
function factsOfForm(facts: Map<string, Fact>, form: Form): Map<string, Fact> {
	const own = new Map<string, Fact>();
	for (const [path, { schema }] of facts) {
		const { 'x-required-when': condition, 'x-default-note': note, ...rest } = schema;
		const kept = form.excluded
			? { ...rest, ...(note && { 'x-default-note': note }) }
			: { ...rest, ...(condition ? { 'x-required-when': condition } : { 'x-default-note': note }) };
		if (form.excluded?.includes(path)) continue;
		own.set(path, { schema: kept, required: form.required.includes(path) });
	}
	return own;
}

/**
 * What the contract says of an operation's parameters.
 *
 * @param id as in the contract and in the nodes: `contact.create`
 * @returns facts by wire name; a member of the body has its path as the name
 * @throws Error for an operation that the contract does not have
 */
export function factsOf(id: string): Map<string, Fact> {
	for (const operation of Object.values(contract.paths).flatMap((item) => Object.values(item))) {
		const form = operation['x-forms']?.find((candidate) => candidate.id === id);
		if (!form && operation.operationId !== id) continue;
		const facts = new Map<string, Fact>([
			['api_version', { schema: contract['x-api-version'], required: false }],
		]);
		for (const { name, required, schema } of operation.parameters ?? []) {
			facts.set(name, { schema, required });
		}
		const body = operation.requestBody?.content['application/json'].schema;
		if (body) membersOf(body, '', facts);
		return form ? factsOfForm(facts, form) : facts;
	}
	throw new Error(`The contract has no operation ${id}`);
}
