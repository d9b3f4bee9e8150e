import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { contactApi } from '../../nodes/shared/platform/apis';
import { conversationMemberApi } from '../../nodes/shared/platform/apis';
import { helpRequestApi } from '../../nodes/shared/platform/apis';
import { interactionApi } from '../../nodes/shared/platform/apis';
import { openFrameApi } from '../../nodes/shared/platform/apis';
import { menu, type MenuEntry } from './fields.mts';
import { contract, type Parameter } from '../../contract/operations.mts';
import { readContract } from '../../contract/readContract.mts';

/** Documented parameters that the node offers in n8n's own way. */
const N8N_FORM: Record<string, string> = {
	sysparm_limit: 'limit',
};

/** Fields that are no documented parameter, and why they are there. */
const INVENTED: Record<string, string> = {
	additionalFields: 'the collection of what is optional',
	userAccountFields: 'the collection of what a contact has as a user of the instance',
	short_description: 'a column that additionalParams takes',
	relatedContact: 'a row of relatedRecords',
	options: 'the collection of what is about the request',
	api_version: 'version of the URL; documented as a path parameter of the versioned URL',
	checkDocumentedLimits: 'instances customize lengths and choices',
	maxConcurrency: 'how to send',
	maxWait: 'how to send',
	previewOnly: 'shows what would be sent',
	output: "n8n's convention for tools",
	outputFields: "n8n's convention for tools",
	readBack: 'the page says that the instance drops what it does not know',
	reuseByClientSessionId: 'the API has no key against duplicates, and events are delivered twice',
	reuseExistingContact: 'the page says that nothing is checked for duplicates',
	reuseColumn: 'which custom column identifies a contact',
	settleTime: 'how long records of other workers are waited for',
	alreadyIsDone: 'the page says that a second update is answered with 500',
	returnAll: "n8n's convention for lists",
	simplify: "n8n's convention for records of many fields",
	emailOrPhone: 'a part of sysparm_query',
	filters: 'a part of sysparm_query',
	column: 'a row of filters or of the order',
	operator: 'a row of filters',
	matchType: 'how filters are joined',
	sort: 'a part of sysparm_query',
	direction: 'a row of the order; of a call, a column that additionalParams takes',
	failOnIgnoredQuery: 'the page says that invalid parts of a query are ignored',
	limit: "n8n's convention for lists; sysparm_limit on the wire",
	endsAllNotice: 'says what the request does; nothing is sent of it',
	customFields: 'the page says that an instance can have added columns',
	customFieldsJson: 'the same as JSON',
	columnsToClear: 'columns of the instance that are sent as empty texts',
	otherFields: 'the page allows any field of the phone log table',
	name: 'a row of an object parameter',
	value: 'a row of an object parameter',
};

/** Fields for which a resource locator would have no list: the table is named by another field. */
const NO_LIST = new Set(['context_id', 'channel_metadata_id']);

/** Fields that the page describes as text, and that are selected. */
const SELECTED: Record<string, string> = {
	documentId: 'resourceLocator',
	documentTable: 'options',
	additionalParams: 'resourceMapper',
};

/** Fields that have one value, which nobody is asked for. */
const FIXED: Record<string, string> = { member_type: 'public_fulfiller' };

/** Choices that the API itself decides on; all others are in the choice lists of the instance. */
const API_CHOICES = new Set(['action']);

function entryOf(id: string): MenuEntry {
	const entry = menu.find((candidate) => candidate.id === id);
	if (!entry) throw new Error(`No node offers ${id}`);
	return entry;
}

function fieldOf(entry: MenuEntry, parameter: Parameter): INodeProperties {
	const name = N8N_FORM[parameter.name] ?? parameter.name;
	const field = entry.allFields.find((candidate) => candidate.name === name);
	if (!field) throw new Error(`${entry.id} has no field for ${parameter.path}`);
	return field;
}

function expectedType({ name, schema }: Parameter): string {
	if (name in FIXED) return 'hidden';
	if (name in SELECTED) return SELECTED[name];
	if (schema['x-values'] && schema.type !== 'boolean') return 'options';
	if (schema['x-reference'] && !NO_LIST.has(name)) return 'resourceLocator';
	if (schema['x-format'] === 'glide-date-time') return 'dateTime';
	const [type] = [schema.type].flat();
	if (type === 'object' || type === 'array') return 'fixedCollection';
	if (type === 'integer' || type === 'number') return 'number';
	return type as string;
}

const apis = {
	contact: contactApi,
	conversationMember: conversationMemberApi,
	interaction: interactionApi,
	supervisorHelpAction: helpRequestApi,
	voiceInteraction: openFrameApi,
};

test('the nodes offer the operations of the contract, and no other', () => {
	expect(menu.map(({ id }) => id).sort()).toEqual(contract.map(({ id }) => id).sort());
});

describe.each(contract.map((operation) => [operation.id, operation] as const))(
	'%s',
	(id, operation) => {
		const entry = entryOf(id);
		const parameters = operation.parameters.map((p) => [p.path, p] as const);

		test('is sent with the documented verb, to the documented URL', () => {
			const { method, url } = entry.option.routing!.request as { method: string; url: string };
			expect(method).toBe(operation.method);
			expect(url).toBe(operation.path);
		});

		test('offers a version where the URL can carry one', () => {
			const offered = entry.allFields.some(({ name }) => name === 'api_version');
			expect(offered).toBe(operation.versionedPath !== undefined);
		});

		test('knows the documented plugin and roles', () => {
			const api = apis[id.split('.')[0] as keyof typeof apis];
			expect(api.plugin).toBe(operation.plugin);
			expect(api.roles).toEqual(operation.roles);
			expect(api.since ?? null).toBe(
				readContract().tags.find(({ name }) => name === api.title)!['x-since'],
			);
		});

		test('has no field that the contract does not know', () => {
			const documented = new Set(operation.parameters.map(({ name }) => name));
			const unknown = entry.allFields
				.map(({ name }) => name)
				.filter((name) => !documented.has(name) && !(name in INVENTED))
				.filter((name) => !documented.has(name.replace(/Json$/, '')));
			expect(unknown).toEqual([]);
		});

		test('has a JSON form of every object and array', () => {
			const missing = operation.parameters
				.filter(({ schema }) => ['object', 'array'].includes(String([schema.type].flat()[0])))
				.filter(({ name }) => !entry.allFields.some((field) => field.name === `${name}Json`));
			expect(missing).toEqual([]);
		});

		if (parameters.length === 0) return;

		describe.each(parameters)('%s', (_path, parameter) => {
			const { schema } = parameter;

			test('is a field of the fitting type', () => {
				expect(fieldOf(entry, parameter).type).toBe(expectedType(parameter));
			});

			test('is required in the node where it is required by the API', () => {
				// A path parameter without a value would be another URL.
				const required =
					(parameter.required && !(parameter.name in FIXED)) || parameter.in === 'path';
				const inRow = parameter.path.includes('[]');
				if (!inRow) expect(fieldOf(entry, parameter).required ?? false).toBe(required);
			});

			test('is described with its length and its table', () => {
				const field = fieldOf(entry, parameter);
				expect(field.description?.length).toBeGreaterThan(15);
				if (schema.maxLength !== undefined && field.type === 'string') {
					expect(field.description).toContain(`Up to ${schema.maxLength} characters`);
				}
				if (schema['x-format'] === 'e164') expect(field.description).toContain('E.164');
			});

			const type = expectedType(parameter);

			if (type === 'hidden')
				test('is fixed at the one documented value', () => {
					expect(schema['x-values']!.map(({ value }) => value)).toEqual([FIXED[parameter.name]]);
					expect(fieldOf(entry, parameter).default).toBe(FIXED[parameter.name]);
				});

			const isChoice = type === 'options' && !(parameter.name in SELECTED);

			if (isChoice)
				test('offers the documented values and takes others', () => {
					const field = fieldOf(entry, parameter);
					const offered = (field.options as INodePropertyOptions[])
						.map(({ value }) => value)
						.filter((value) => value !== '');
					const documented = schema['x-values']!.map(({ value }) => value);
					expect(offered.sort()).toEqual(documented.sort());
					expect(field.allowArbitraryValues).toBe(true);
				});

			if (isChoice)
				test('says the documented values, and loads those that the instance keeps', () => {
					const { description, options, typeOptions } = fieldOf(entry, parameter);
					for (const { value } of options as INodePropertyOptions[]) {
						expect(description).toContain(String(value));
					}
					if (API_CHOICES.has(parameter.path)) {
						expect(typeOptions?.loadOptionsMethod).toBeUndefined();
						return;
					}
					expect(typeOptions?.loadOptionsMethod).toBe(parameter.name);
					expect(entry.node.methods?.loadOptions).toHaveProperty([parameter.name]);
				});

			if (parameter.name === 'documentId')
				test('is picked from the table that is selected beside it', () => {
					const { modes } = fieldOf(entry, parameter);
					expect(modes?.[0].typeOptions?.searchListMethod).toBe('related_record');
				});
			else if (type === 'resourceLocator')
				test('is picked from the documented table', () => {
					const field = fieldOf(entry, parameter);
					const list = field.modes?.find(({ name }) => name === 'list');
					const expected = schema['x-reference-field']
						? `provider_${schema['x-reference-field']}`
						: schema['x-reference'];
					const listed = list?.typeOptions?.searchListMethod;
					// Those that can be closed.
					expect(listed === 'open_interaction' ? 'interaction' : listed).toBe(expected);
					expect(entry.node.methods?.listSearch).toHaveProperty([expected as string]);
				});

			if (schema.default !== undefined && (type === 'boolean' || type === 'options')) {
				test('starts with the documented default', () => {
					expect(fieldOf(entry, parameter).default).toBe(schema.default);
				});
			}
		});
	},
);
