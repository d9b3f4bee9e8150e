import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { contractFile } from '../loadDocument.mts';
import type { Operation, Sample, Schema } from '../readContract.mts';
import { describe } from './describe.mts';
import { refusalSchema, sharedReferences, sharedResponses } from './sharedResponses.mts';

type Json = Record<string, unknown>;

interface Media {
	schema: Schema & Json;
	examples?: Record<string, { summary: string; value: unknown }>;
}

type Source = Json & {
	paths: Record<string, Record<string, Operation & Json>>;
	components: { schemas: Record<string, Schema & Json> } & Json;
	servers: object[];
};

/** Where the simulated instance listens unless told otherwise. */
const LOCAL = {
	url: 'http://127.0.0.1:{port}',
	description: 'The simulated instance',
	variables: { port: { default: '3141' } },
};

/** Such a value may come and go as text: an instance keeps texts, and its own samples have them. */
const TEXT_TOO = ['boolean', 'integer', 'number'];

const nameOf = ({ name }: Sample) => name.toLowerCase().replaceAll(/\W+/g, '-');

const isSchema = (value: unknown): value is Schema & Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function mapped(properties: Record<string, Schema>): Record<string, Schema> {
	return Object.fromEntries(
		Object.entries(properties).map(([name, schema]) => [name, forTools(schema as Schema & Json)]),
	);
}

/**
 * A schema as tools take it: what the extension keys say becomes text. A default goes there as well, as
 * generators of types would make the member required, and so does a documented length: an instance takes
 * what is longer, as the page's own sample shows.
 */
function forTools(schema: Schema & Json): Schema & Json {
	if ('$ref' in schema) return schema;
	const { default: _default, maxLength: _length, type, properties, items, ...rest } = schema;
	const types = [type ?? []].flat();
	const isText = types.some((one) => TEXT_TOO.includes(one)) && !types.includes('string');
	const kept = Object.entries(rest).filter(([key]) => !key.startsWith('x-'));
	const description = describe(schema);
	return {
		...(type !== undefined && { type: isText ? [...types, 'string'] : type }),
		...(description !== undefined && { description }),
		...Object.fromEntries(kept),
		...(properties && { properties: mapped(properties) }),
		...(isSchema(items) && { items: forTools(items) }),
	};
}

function withExamples(media: Media, samples: Array<[string, Sample, unknown]>): Media {
	const examples = samples.map(([name, sample, value]) => [name, { summary: sample.name, value }]);
	return {
		schema: forTools(media.schema),
		...(examples.length > 0 && { examples: Object.fromEntries(examples) as Media['examples'] }),
	};
}

const json = (media: Media) => ({ content: { 'application/json': media } });

/** An instance that hibernates answers with a page and 200, and so may a proxy that wants a login. */
const PAGE = { 'text/html': { schema: { type: 'string' } } };

/** An instance answers 400 to a POST without Content-Type, and clients send none without a body. */
const EMPTY_BODY = {
	description: 'Empty: what counts is Content-Type, without which the answer is 400.',
	...json({ schema: { type: 'object' }, examples: { empty: { summary: 'nothing', value: {} } } }),
};

function requestBodyOf({ requestBody, 'x-samples': samples }: Operation & Json) {
	const media = requestBody?.content?.['application/json'] as Media | undefined;
	if (!media) return samples[0].method === 'GET' ? {} : { requestBody: EMPTY_BODY };
	const sent = samples.map((one): [string, Sample, unknown] => [nameOf(one), one, one.body]);
	return { requestBody: { required: true, ...json(withExamples(media, sent)) } };
}

/** Documented successes with their samples, and everything else that an instance may answer with. */
function responsesOf({ responses, 'x-samples': samples }: Operation & Json): Json {
	const successes = Object.entries(responses).filter(([status]) => status < '300');
	return {
		...Object.fromEntries(
			successes.map(([status, response]) => {
				const { description } = response as unknown as { description: string };
				const media = response.content?.['application/json'] as Media;
				const returned = samples.map((one): [string, Sample, unknown] => [
					nameOf(one),
					one,
					one.response,
				]);
				const { content } = json(withExamples(media, returned));
				return [status, { description, content: { ...content, ...(status === '200' && PAGE) } }];
			}),
		),
		...sharedReferences(),
	};
}

function parametersOf({ parameters = [], 'x-samples': samples }: Operation & Json, path: string) {
	if (parameters.length === 0) return {};
	const [sample] = samples;
	const places = new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
	const values = { ...places.exec(sample.path)?.groups, ...sample.query };
	return {
		parameters: parameters.map(({ schema, ...parameter }) => {
			const { description, ...rest } = forTools(schema as Schema & Json);
			const example = values[parameter.name];
			return {
				...parameter,
				...(description !== undefined && { description }),
				schema: rest,
				...(example !== undefined && { example }),
			};
		}),
	};
}

function operationFor(operation: Operation & Json, path: string, version: string): Json {
	const { operationId, summary, description, tags } = operation;
	const suffix = version === '' ? '' : `.${version}`;
	return {
		operationId: `${operationId}${suffix}`,
		summary: version === '' ? summary : `${summary as string} (${version})`,
		description,
		tags,
		...parametersOf(operation, path),
		...requestBodyOf(operation),
		responses: responsesOf(operation),
	};
}

function pathsOf({ paths }: Source, version: string): Array<[string, Json]> {
	return Object.entries(paths).flatMap(([path, operations]): Array<[string, Json]> => {
		const first = Object.values(operations)[0];
		const versioned = first['x-versioned-path']?.replace('{api_version}', version);
		const url = version === '' ? path : versioned;
		if (url === undefined) return [];
		const served = Object.entries(operations).map(([method, operation]) => [
			method,
			operationFor(operation, path, version),
		]);
		return [[url, Object.fromEntries(served) as Json]];
	});
}

const withoutExtensions = (value: Json): Json =>
	Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith('x-')));

/**
 * The contract for everybody's tools (mock servers, validators, generators of types, clients): plain
 * OpenAPI 3.1 without extension keys, with the samples as examples, the answers that all operations
 * share, and the URLs with a version. It says what an instance takes and answers, which is more than
 * its pages list.
 *
 * @param version of the URLs that name one
 */
export function toolDocument(version = 'v1'): Json {
	const source = parse(readFileSync(contractFile, 'utf8')) as Source;
	const { openapi, info, servers, security, tags, components } = source;
	return {
		openapi,
		info,
		servers: [LOCAL, ...servers],
		security,
		tags: (tags as Json[]).map(withoutExtensions),
		paths: Object.fromEntries([...pathsOf(source, ''), ...pathsOf(source, version)]),
		components: {
			securitySchemes: components.securitySchemes,
			responses: sharedResponses(),
			schemas: { ...mapped(components.schemas), Refusal: refusalSchema },
		},
	};
}
