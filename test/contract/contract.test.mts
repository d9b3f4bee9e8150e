import { execFileSync } from 'node:child_process';
import Ajv from 'ajv/dist/2020';
import type { ErrorObject } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { contractFile } from '../../contract/loadDocument.mts';
import { bodySchema, endpoints, readContract, type Schema } from '../../contract/readContract.mts';

type Json = Record<string, unknown>;

const { schemas } = readContract().components;

const operations = endpoints();
const samples = operations.flatMap((endpoint) =>
	endpoint.operation['x-samples'].map((sample) => ({ ...endpoint, sample })),
);
const operationOf = (id: string) => {
	const found = operations.find(({ operation }) => operation.operationId === id);
	if (!found) throw new Error(`The contract has no operation ${id}`);
	return found.operation;
};

const ajv = new Ajv({ strict: false, coerceTypes: true, allErrors: true });
addFormats(ajv);

const requestSchema = (id: string) => bodySchema(operationOf(id)) ?? {};

/** Coercion writes into the data, so every check gets its own copy. */
const errorsOf = (schema: Schema, data: unknown) => {
	const validate = ajv.compile(schema);
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
	...Object.entries(schemas).flatMap(([name, schema]) => schemasIn(schema, name)),
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
			const result = await new Validator().validate(process.argv[1]);
			console.log(JSON.stringify(result));
		`;
		const output = execFileSync(
			process.execPath,
			['--input-type=module', '--eval', script, contractFile],
			{ encoding: 'utf8' },
		);
		expect(JSON.parse(output)).toEqual({ valid: true });
	});

	test('has the ten operations, one of them in three forms, on the documented URLs and verbs', () => {
		const found = operations.flatMap(({ path, method, operation }) =>
			(operation['x-forms'] ?? [{ id: operation.operationId }]).map(
				({ id }) => `${id} ${method} ${path}`,
			),
		);
		expect(found.sort()).toEqual([
			'contact.create POST /api/now/contact',
			'contact.get GET /api/now/contact/{id}',
			'contact.getAll GET /api/now/contact',
			'conversationMember.drop PUT /api/now/conversation/member/{user_id}/drop',
			'conversationMember.update PUT /api/now/conversation/member/{user_id}/update',
			'interaction.close POST /api/now/interaction/{interaction_id}/close',
			'interaction.create POST /api/now/interaction',
			'supervisorHelpAction.create POST /api/now/helprequest/action/create_or_update',
			'supervisorHelpAction.endAll POST /api/now/helprequest/action/create_or_update',
			'supervisorHelpAction.update POST /api/now/helprequest/action/create_or_update',
			'voiceInteraction.create POST /api/now/openframe/voice-interaction',
			'voiceInteraction.update PATCH /api/now/openframe/voice-interaction/{interactionSysId}',
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

	test('names a page for every operation, and the release that it came with', () => {
		const { tags } = readContract();
		expect(tags.map((tag) => [tag['x-page'], tag['x-since']])).toEqual([
			['interaction-management-api', null],
			['contact-api', null],
			['conversation-member-api', 'Zurich'],
			['openframe-api', 'Yokohama'],
			['help-request-api', 'Australia'],
		]);
		for (const { operation } of operations) {
			expect(tags.map(({ name }) => [name])).toContainEqual(operation.tags);
		}
	});

	test('has the documented member types and the messages of requests that did nothing', () => {
		const { properties } = schemas.ConversationMemberAnswer.properties?.result ?? {};
		const member = properties?.conversation_member.properties?.memberType;
		expect(member?.['x-values']?.map(({ value }) => value)).toEqual([
			'public_fulfiller',
			'observer',
			'private_fulfiller',
		]);
		const exceptions = properties?.message['x-exceptions'] ?? [];
		expect(exceptions).toHaveLength(5);
		for (const entry of exceptions) {
			expect(entry).toEqual({ message: expect.any(String), when: expect.any(String) });
		}
	});

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
			/^(type|properties|required|items|default|maxLength|minimum|minProperties|examples|additionalProperties|dependentRequired|x-[a-z-]+)$/;
		for (const { place, schema } of allSchemas) {
			expect([place, schema.type]).toEqual([place, expect.anything()]);
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
			const { path, method, operation, sample } = entry;
			expect(sample.method).toBe(method);
			expect(sample.path).toMatch(new RegExp(`^${path.replace(/\{\w+\}/g, '[0-9a-f]{32}')}$`));
			const inQuery = (operation.parameters ?? []).filter((one) => one.in === 'query');
			expect(inQuery.map(({ name }) => name)).toEqual(
				expect.arrayContaining(Object.keys(sample.query ?? {})),
			);
		},
	);

	test.each(samples.filter(({ sample }) => sample.body))(
		'$operation.operationId: the body of $sample.name breaks no rule but the ones it names',
		({ operation, sample }) => {
			expect(errorsOf(bodySchema(operation) ?? {}, sample.body)).toEqual(sample.breaks ?? []);
		},
	);

	test.each(samples)('$operation.operationId: the response of $sample.name fits', (entry) => {
		const { operation, sample } = entry;
		const response = operation.responses[sample.status].content?.['application/json'];
		expect(errorsOf(response?.schema ?? {}, sample.response)).toEqual([]);
	});

	test.each(samples.filter(({ sample }) => sample.form))(
		'$operation.operationId: $sample.name keeps to its form',
		({ operation, sample }) => {
			const form = operation['x-forms']?.find(({ id }) => id === sample.form);
			expect(form?.parameters).toEqual(expect.arrayContaining(Object.keys(sample.body ?? {})));
		},
	);

	test('hold no member of a documented object that the schemas leave out', () => {
		const contact = Object.keys(schemas.Contact.properties ?? {});
		const [first] = operationOf('contact.getAll')['x-samples'][0].response.result as Json[];
		expect(Object.keys(first).sort()).toEqual(contact.sort());
		expect(
			Object.keys(operationOf('contact.get')['x-samples'][0].response.result as Json).sort(),
		).toEqual(contact);
		const interaction = Object.keys(schemas.Interaction.properties ?? {}).sort();
		for (const id of ['interaction.create', 'interaction.close']) {
			const result = operationOf(id)['x-samples'][0].response.result as Json;
			expect(Object.keys(result).sort()).toEqual(interaction);
		}
	});
});

describe('the rules', () => {
	const rejected: Array<[string, string, Json, string]> = [
		['an interaction without channel', 'interaction.create', {}, 'required'],
		[
			'context_id alone',
			'interaction.create',
			{ channel: 'a', context_id: 'b' },
			'dependentRequired',
		],
		[
			'context_table alone',
			'interaction.create',
			{ channel: 'a', context_table: 'b' },
			'dependentRequired',
		],
		[
			'channel_metadata_id alone',
			'interaction.create',
			{ channel: 'a', channel_metadata_id: 'b' },
			'dependentRequired',
		],
		[
			'channel_metadata_table alone',
			'interaction.create',
			{ channel: 'a', channel_metadata_table: 'b' },
			'dependentRequired',
		],
		['a number that is none', 'contact.create', { latitude: 'north' }, 'type'],
		['a drop without interaction_id', 'conversationMember.drop', {}, 'required'],
		[
			'an update without member_type',
			'conversationMember.update',
			{ interaction_id: 'a' },
			'required',
		],
		[
			'a call without userPhoneNumber',
			'voiceInteraction.create',
			{ interaction: { inboundId: 'a' } },
			'required',
		],
		['a call update without interaction', 'voiceInteraction.update', { phoneLogs: [] }, 'required'],
		[
			'a call update with an empty interaction',
			'voiceInteraction.update',
			{ interaction: {} },
			'minProperties',
		],
		['help without interaction', 'supervisorHelpAction.upsert', { action: 'coach' }, 'required'],
	];
	test.each(rejected)('refuse %s', (_name, id, body, rule) => {
		expect(errorsOf(requestSchema(id), body).map((error) => error.rule)).toContain(rule);
	});

	const accepted: Array<[string, string, Json]> = [
		[
			'an unknown member of an interaction',
			'interaction.create',
			{ channel: 'Chat', u_color: 'red' },
		],
		['a context as a map', 'interaction.create', { channel: 'a', context: { present: true } }],
		['a context as a string', 'interaction.create', { channel: 'a', context: '{}' }],
		['a contact without any member', 'contact.create', {}],
		[
			'a custom field and a customized choice',
			'contact.create',
			{ u_color: 'red', agent_status: 'Travelling' },
		],
		['one social field alone', 'contact.create', { social_handle: 'a' }],
		[
			'a call update without userPhoneNumber',
			'voiceInteraction.update',
			{ interaction: { inboundId: 'a' } },
		],
		[
			'any field in a phone log',
			'voiceInteraction.create',
			{ interaction: { userPhoneNumber: '+1303506536' }, phoneLogs: [{ u_color: 'red' }] },
		],
		[
			'help with neither action nor action_sys_id',
			'supervisorHelpAction.upsert',
			{ interaction: 'a' },
		],
	];
	test.each(accepted)('accept %s', (_name, id, body) => {
		expect(errorsOf(requestSchema(id), body)).toEqual([]);
	});

	test('keep action and action_sys_id out of the form that ends all help', () => {
		const forms = operationOf('supervisorHelpAction.upsert')['x-forms'] ?? [];
		const endAll = forms.find(({ id }) => id === 'supervisorHelpAction.endAll');
		expect(endAll?.parameters).toEqual(['interaction', 'end_time']);
		expect(endAll?.excluded).toEqual(['action', 'action_sys_id']);
	});

	test('leave the twelve read-only fields out of the contact body', () => {
		const settable = Object.keys(schemas.ContactInput.properties ?? {});
		const answered = Object.keys(schemas.Contact.properties ?? {});
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
