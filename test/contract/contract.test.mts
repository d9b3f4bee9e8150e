import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

type Json = Record<string, unknown>;
type Schema = Json & { $ref?: string; properties?: Record<string, Schema>; items?: Schema };
type Media = { content?: { 'application/json'?: { schema: Schema } }; $ref?: string };
type Sample = {
	name: string;
	form?: string;
	method: string;
	path: string;
	query?: Record<string, unknown>;
	body?: Json;
	breaks?: Array<{ field: string; rule: string }>;
	status: number;
	response: Json;
};
type Form = {
	id: string;
	parameters: string[];
	required: string[];
	note: string;
	excluded?: string[];
};
type Operation = {
	operationId: string;
	parameters?: Array<{ name: string; in: string; required: boolean; schema: Schema }>;
	requestBody?: Media;
	responses: Record<string, Media>;
	'x-forms'?: Form[];
	'x-versioned-path'?: string;
	'x-roles': string[];
	'x-contradictions': Array<Record<string, string>>;
	'x-samples': Sample[];
};
type Contract = Json & {
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Record<string, Schema> };
};

const contract = parse(
	readFileSync(join(process.cwd(), 'contract', 'servicenow-csm.openapi.yaml'), 'utf8'),
) as Contract;

const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
	Object.entries(item).map(([verb, operation]) => ({ path, verb, operation })),
);
const samples = operations.flatMap(({ path, verb, operation }) =>
	operation['x-samples'].map((sample) => ({ path, verb, operation, sample })),
);
const operationOf = (id: string) => {
	const found = operations.find(({ operation }) => operation.operationId === id);
	if (!found) throw new Error(`The contract has no operation ${id}`);
	return found.operation;
};

const ajv = new Ajv({ strict: false, coerceTypes: true, allErrors: true });
addFormats(ajv);
ajv.addSchema(contract as never, 'contract');

const pointer = (...keys: string[]) =>
	`contract#/${keys.map((key) => encodeURIComponent(key.replace(/~/g, '~0').replace(/\//g, '~1'))).join('/')}`;

const validatorAt = (...keys: string[]): ValidateFunction => {
	const validate = ajv.getSchema(pointer(...keys));
	if (!validate) throw new Error(`No schema at ${keys.join(' > ')}`);
	return validate;
};

const media = ['content', 'application/json', 'schema'];
const requestSchema = (path: string, verb: string) =>
	validatorAt('paths', path, verb, 'requestBody', ...media);
const responseSchema = (path: string, verb: string, status: number) =>
	validatorAt('paths', path, verb, 'responses', String(status), ...media);

/** Coercion writes into the data, so every check gets its own copy. */
const errorsOf = (validate: ValidateFunction, data: unknown) => {
	validate(structuredClone(data));
	return ((validate.errors ?? []) as ErrorObject[]).map(({ instancePath, keyword }) => ({
		field: instancePath.slice(1).replace(/\//g, '.'),
		rule: keyword,
	}));
};

/** Every schema of the document that describes a value, with the place it was found at. */
const schemasIn = (schema: Schema, place: string): Array<{ place: string; schema: Schema }> => [
	{ place, schema },
	...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) =>
		schemasIn(inner, `${place}.${name}`),
	),
	...(schema.items ? schemasIn(schema.items, `${place}[]`) : []),
];
const allSchemas = [
	...Object.entries(contract.components.schemas).flatMap(([name, schema]) =>
		schemasIn(schema, name),
	),
	...operations.flatMap(({ operation }) => [
		...(operation.parameters ?? []).map(({ name, schema }) => ({
			place: `${operation.operationId}:${name}`,
			schema,
		})),
		...[operation.requestBody, ...Object.values(operation.responses)].flatMap((part) => {
			const schema = part?.content?.['application/json']?.schema;
			return schema ? schemasIn(schema, operation.operationId) : [];
		}),
	]),
];

describe('the document', () => {
	test('is valid OpenAPI 3.1', () => {
		// The validator is an ES module only, which Jest's CommonJS mode cannot load itself.
		const script = `
			import { Validator } from '@seriousme/openapi-schema-validator';
			const result = await new Validator().validate(JSON.parse(process.argv[1]));
			console.log(JSON.stringify(result));
		`;
		const output = execFileSync(
			process.execPath,
			['--input-type=module', '--eval', script, JSON.stringify(contract)],
			{ encoding: 'utf8' },
		);
		expect(JSON.parse(output)).toEqual({ valid: true });
	});

	test('has the ten operations, one of them in two forms, on the documented URLs and verbs', () => {
		const found = operations.flatMap(({ path, verb, operation }) =>
			(operation['x-forms'] ?? [{ id: operation.operationId }]).map(
				({ id }) => `${id} ${verb} ${path}`,
			),
		);
		expect(found.sort()).toEqual([
			'contact.create post /api/now/contact',
			'contact.get get /api/now/contact/{id}',
			'contact.getAll get /api/now/contact',
			'conversationMember.drop put /api/now/conversation/member/{user_id}/drop',
			'conversationMember.update put /api/now/conversation/member/{user_id}/update',
			'interaction.close post /api/now/interaction/{interaction_id}/close',
			'interaction.create post /api/now/interaction',
			'supervisorHelpAction.endAll post /api/now/helprequest/action/create_or_update',
			'supervisorHelpAction.upsert post /api/now/helprequest/action/create_or_update',
			'voiceInteraction.create post /api/now/openframe/voice-interaction',
			'voiceInteraction.update patch /api/now/openframe/voice-interaction/{interactionSysId}',
		]);
	});

	test.each(operations)('$operation.operationId declares each parameter of its URL', (entry) => {
		const inUrl = [...entry.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
		const declared = (entry.operation.parameters ?? []).filter((one) => one.in === 'path');
		expect(declared.map(({ name }) => name)).toEqual(inUrl);
		const versioned = entry.operation['x-versioned-path'];
		if (entry.operation.operationId === 'conversationMember.drop')
			expect(versioned).toBeUndefined();
		else expect(versioned?.replace('/{api_version}', '')).toBe(entry.path);
	});

	test.each(operations)(
		'$operation.operationId answers with one documented success status',
		(entry) => {
			const successes = Object.keys(entry.operation.responses).filter((status) => status < '300');
			const creates = ['interaction.create', 'contact.create'];
			expect(successes).toEqual([creates.includes(entry.operation.operationId) ? '201' : '200']);
		},
	);

	test('writes its notes as complete entries', () => {
		for (const { operation } of operations) {
			for (const entry of operation['x-contradictions']) {
				expect(Object.keys(entry)).toEqual(['where', 'page', 'decision']);
				for (const text of Object.values(entry)) expect(text).toEqual(expect.any(String));
			}
		}
	});

	test('gives each value a type or a reference, and lists values instead of enums', () => {
		const known =
			/^(type|properties|required|items|default|maxLength|minimum|minProperties|examples|additionalProperties|dependentRequired|\$ref|x-[a-z-]+)$/;
		for (const { place, schema } of allSchemas) {
			expect([place, schema.type ?? schema.$ref]).toEqual([place, expect.anything()]);
			expect([place, Object.keys(schema).filter((key) => !known.test(key))]).toEqual([place, []]);
			for (const entry of (schema['x-values'] ?? []) as Json[]) {
				expect([
					place,
					Object.keys(entry).filter((key) => !['value', 'meaning'].includes(key)),
				]).toEqual([place, []]);
				expect([place, typeof entry.value]).toEqual([
					place,
					[schema.type].flat()[0] === 'integer' ? 'number' : [schema.type].flat()[0],
				]);
			}
		}
	});
});

describe('the samples', () => {
	test('exist for every form', () => {
		for (const { operation } of operations) {
			const forms = operation['x-forms']?.map(({ id }) => id) ?? [undefined];
			const used = new Set(operation['x-samples'].map(({ form }) => form));
			expect([...used]).toEqual(forms);
		}
	});

	test.each(samples)(
		'$operation.operationId: $sample.name fits its URL, verb and query',
		(entry) => {
			const { path, verb, operation, sample } = entry;
			expect(sample.method.toLowerCase()).toBe(verb);
			expect(sample.path).toMatch(new RegExp(`^${path.replace(/\{\w+\}/g, '[0-9a-f]{32}')}$`));
			const inQuery = (operation.parameters ?? []).filter((one) => one.in === 'query');
			expect(inQuery.map(({ name }) => name)).toEqual(
				expect.arrayContaining(Object.keys(sample.query ?? {})),
			);
		},
	);

	test.each(samples.filter(({ sample }) => sample.body))(
		'$operation.operationId: the body of $sample.name breaks no rule but the ones it names',
		({ path, verb, sample }) => {
			expect(errorsOf(requestSchema(path, verb), sample.body)).toEqual(sample.breaks ?? []);
		},
	);

	test.each(samples)('$operation.operationId: the response of $sample.name fits', (entry) => {
		const { path, verb, sample } = entry;
		expect(errorsOf(responseSchema(path, verb, sample.status), sample.response)).toEqual([]);
	});

	test.each(samples.filter(({ sample }) => sample.form))(
		'$operation.operationId: $sample.name keeps to its form',
		({ operation, sample }) => {
			const form = operation['x-forms']?.find(({ id }) => id === sample.form);
			expect(form?.parameters).toEqual(expect.arrayContaining(Object.keys(sample.body ?? {})));
		},
	);

	test('hold no member of a documented object that the schemas leave out', () => {
		const contact = Object.keys(contract.components.schemas.Contact.properties ?? {});
		const [first] = operationOf('contact.getAll')['x-samples'][0].response.result as Json[];
		expect(Object.keys(first).sort()).toEqual(contact.sort());
		expect(
			Object.keys(operationOf('contact.get')['x-samples'][0].response.result as Json).sort(),
		).toEqual(contact);
		const interaction = Object.keys(
			contract.components.schemas.Interaction.properties ?? {},
		).sort();
		for (const id of ['interaction.create', 'interaction.close']) {
			const result = operationOf(id)['x-samples'][0].response.result as Json;
			expect(Object.keys(result).sort()).toEqual(interaction);
		}
	});
});

describe('the rules', () => {
	const rejected: Array<[string, string, string, Json, string]> = [
		['an interaction without channel', '/api/now/interaction', 'post', {}, 'required'],
		[
			'context_id alone',
			'/api/now/interaction',
			'post',
			{ channel: 'a', context_id: 'b' },
			'dependentRequired',
		],
		[
			'context_table alone',
			'/api/now/interaction',
			'post',
			{ channel: 'a', context_table: 'b' },
			'dependentRequired',
		],
		[
			'channel_metadata_id alone',
			'/api/now/interaction',
			'post',
			{ channel: 'a', channel_metadata_id: 'b' },
			'dependentRequired',
		],
		[
			'channel_metadata_table alone',
			'/api/now/interaction',
			'post',
			{ channel: 'a', channel_metadata_table: 'b' },
			'dependentRequired',
		],
		['a number that is none', '/api/now/contact', 'post', { latitude: 'north' }, 'type'],
		[
			'a drop without interaction_id',
			'/api/now/conversation/member/{user_id}/drop',
			'put',
			{},
			'required',
		],
		[
			'an update without member_type',
			'/api/now/conversation/member/{user_id}/update',
			'put',
			{ interaction_id: 'a' },
			'required',
		],
		[
			'a call without userPhoneNumber',
			'/api/now/openframe/voice-interaction',
			'post',
			{ interaction: { inboundId: 'a' } },
			'required',
		],
		[
			'a call update without interaction',
			'/api/now/openframe/voice-interaction/{interactionSysId}',
			'patch',
			{ phoneLogs: [] },
			'required',
		],
		[
			'a call update with an empty interaction',
			'/api/now/openframe/voice-interaction/{interactionSysId}',
			'patch',
			{ interaction: {} },
			'minProperties',
		],
		[
			'help without interaction',
			'/api/now/helprequest/action/create_or_update',
			'post',
			{ action: 'coach' },
			'required',
		],
	];
	test.each(rejected)('refuse %s', (_name, path, verb, body, rule) => {
		expect(errorsOf(requestSchema(path, verb), body).map((error) => error.rule)).toContain(rule);
	});

	const accepted: Array<[string, string, string, Json]> = [
		[
			'an unknown member of an interaction',
			'/api/now/interaction',
			'post',
			{ channel: 'Chat', u_color: 'red' },
		],
		[
			'a context as a map',
			'/api/now/interaction',
			'post',
			{ channel: 'a', context: { present: true } },
		],
		['a context as a string', '/api/now/interaction', 'post', { channel: 'a', context: '{}' }],
		['a contact without any member', '/api/now/contact', 'post', {}],
		[
			'a custom field and a customized choice',
			'/api/now/contact',
			'post',
			{ u_color: 'red', agent_status: 'Travelling' },
		],
		['one social field alone', '/api/now/contact', 'post', { social_handle: 'a' }],
		[
			'a call update without userPhoneNumber',
			'/api/now/openframe/voice-interaction/{interactionSysId}',
			'patch',
			{ interaction: { inboundId: 'a' } },
		],
		[
			'any field in a phone log',
			'/api/now/openframe/voice-interaction',
			'post',
			{ interaction: { userPhoneNumber: '+1303506536' }, phoneLogs: [{ u_color: 'red' }] },
		],
		[
			'help with neither action nor action_sys_id',
			'/api/now/helprequest/action/create_or_update',
			'post',
			{ interaction: 'a' },
		],
	];
	test.each(accepted)('accept %s', (_name, path, verb, body) => {
		expect(errorsOf(requestSchema(path, verb), body)).toEqual([]);
	});

	test('keep action and action_sys_id out of the form that ends all help', () => {
		const forms = operationOf('supervisorHelpAction.upsert')['x-forms'] ?? [];
		const endAll = forms.find(({ id }) => id === 'supervisorHelpAction.endAll');
		expect(endAll?.parameters).toEqual(['interaction', 'end_time']);
		expect(endAll?.excluded).toEqual(['action', 'action_sys_id']);
	});

	test('leave the twelve read-only fields out of the contact body', () => {
		const settable = Object.keys(contract.components.schemas.ContactInput.properties ?? {});
		const answered = Object.keys(contract.components.schemas.Contact.properties ?? {});
		expect(answered.filter((name) => !settable.includes(name))).toEqual([
			'last_login',
			'last_position_update',
			'sys_class_name',
			'sys_created_by',
			'sys_created_on',
			'sys_domain',
			'sys_domain_path',
			'sys_id',
			'sys_mod_count',
			'sys_tags',
			'sys_updated_by',
			'sys_updated_on',
		]);
		expect(settable.filter((name) => !answered.includes(name))).toEqual([
			'social_channel',
			'social_handle',
			'social_handle_url',
		]);
	});
});
