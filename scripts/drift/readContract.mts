import { bodySchema, endpoints, readContract, type Schema } from '../../contract/readContract.mts';
import { keyOf, type OperationFacts, type ParameterFacts, type Part } from './facts.mts';

/** An operation of the contract, told as a page tells it. */
export interface ContractFacts extends OperationFacts {
	/** `<resource>.<operation>`. */
	id: string;
	/** Name of the page without its ending. */
	page: string;
}

type Entry = [string, ParameterFacts];

function factsOf(schema: Schema, required: boolean): ParameterFacts {
	const { type, maxLength, default: value, 'x-default-note': note } = schema;
	const exceptions = schema['x-exceptions'] ?? [];
	const byDefault = value === undefined ? note : String(value);
	return {
		types: type === undefined ? undefined : [type].flat(),
		required,
		maxLength,
		default: byDefault,
		values: (schema['x-values'] ?? []).map((entry) => String(entry.value)).sort(),
		table: schema['x-reference'] ?? schema.items?.['x-table'],
		exceptions: exceptions.map(({ message }) => message).sort(),
	};
}

function members(part: Part, { properties = {}, required = [] }: Schema, prefix = ''): Entry[] {
	return Object.entries(properties).flatMap(([name, schema]): Entry[] => {
		const path = prefix + name;
		return [
			[keyOf(part, path), factsOf(schema, required.includes(name))],
			...members(part, schema, `${path}.`),
			...members(part, schema.items ?? {}, `${path}.`),
		];
	});
}

function answerOf(result: Schema): Entry[] {
	const record = result.items ?? result;
	return record.properties
		? members('response', record)
		: [[keyOf('response', 'result'), factsOf(record, false)]];
}

const VERSION: Entry = [keyOf('path', 'api_version'), factsOf({ type: 'string' }, false)];

/** @returns the operations of the contract as the pages of ServiceNow would tell them */
export function contractFacts(): ContractFacts[] {
	const { tags } = readContract();
	return endpoints().map(({ path, method, operation }) => {
		const tag = tags.find(({ name }) => operation.tags.includes(name));
		const versionedUrl = operation['x-versioned-path'];
		const [success] = Object.keys(operation.responses);
		const answer = operation.responses[success].content?.['application/json']?.schema.properties;
		return {
			id: operation.operationId,
			page: tag?.['x-page'] ?? '',
			method,
			url: path,
			versionedUrl,
			plugin: operation['x-plugin'] ?? undefined,
			roles: [...operation['x-roles']].sort(),
			statuses: Object.keys(operation.responses).sort(),
			parameters: new Map<string, ParameterFacts>([
				...(versionedUrl ? [VERSION] : []),
				...(operation.parameters ?? []).map(
					({ name, in: part, required = false, schema }): Entry => [
						keyOf(part, name),
						factsOf(schema, required),
					],
				),
				...members('body', bodySchema(operation) ?? {}),
				...answerOf(answer?.result ?? {}),
			]),
		};
	});
}
