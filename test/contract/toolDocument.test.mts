import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { endpoints } from '../../contract/readContract.mts';
import { toolDocument } from '../../contract/tools/toolDocument.mts';

interface Media {
	schema: object;
	examples?: Record<string, { value: unknown }>;
}

interface ToolOperation {
	operationId: string;
	requestBody?: { content: Record<string, Media> };
	responses: Record<string, { $ref?: string; content?: Record<string, Media> }>;
}

const document = toolDocument('v2');
const paths = document.paths as Record<string, Record<string, ToolOperation>>;
const operations = Object.values(paths).flatMap((served) => Object.values(served));
const byId = (id: string) => operations.find(({ operationId }) => operationId === id)!;

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ ...document, $id: 'document' });

/** References of a schema point into the document. */
function errorsOf(schema: object, value: unknown): unknown {
	const text = JSON.stringify(schema).replaceAll('"#/', '"document#/');
	const validate = ajv.compile(JSON.parse(text) as object);
	return validate(value) ? [] : validate.errors;
}

const mediaOf = ({ requestBody, responses }: ToolOperation): Media[] =>
	[requestBody, ...Object.values(responses)].flatMap((part) => Object.values(part?.content ?? {}));

const newContact = () => byId('contact.create').requestBody!.content['application/json'].schema;

describe('the document for tools', () => {
	test('has each documented URL, with and without a version', () => {
		const documented = endpoints().flatMap(({ path, operation }) => {
			const versioned = operation['x-versioned-path']?.replace('{api_version}', 'v2');
			return versioned === undefined ? [path] : [path, versioned];
		});
		expect(Object.keys(paths).sort()).toEqual([...new Set(documented)].sort());
	});

	test('gives each operation an ID of its own', () => {
		const ids = operations.map(({ operationId }) => operationId);
		expect(new Set(ids).size).toBe(ids.length);
	});

	test('has no extension keys, as tools do not know them', () => {
		expect(JSON.stringify(document)).not.toMatch(/"x-(?!sn-apikey)[a-z-]+"/);
	});

	test.each(operations.map((operation) => [operation.operationId, operation] as const))(
		'%s has its samples as examples, and they fit',
		(_id, operation) => {
			const examples = mediaOf(operation).flatMap(({ schema, examples: given = {} }) =>
				Object.values(given).map(({ value }) => errorsOf(schema, value)),
			);
			expect(examples.length).toBeGreaterThan(0);
			expect(examples.flat()).toEqual([]);
		},
	);

	test.each(operations.map((operation) => [operation.operationId, operation] as const))(
		'%s can be answered as an instance answers everything',
		(_id, { responses }) => {
			const shared = ['202', '400', '401', '403', '404', '405', '406', '415', '429', '500', '503'];
			for (const status of [...shared, 'default']) {
				expect([status, responses[status]?.$ref]).toEqual([
					status,
					expect.stringMatching(/^#\/components\/responses\//),
				]);
			}
		},
	);

	test('takes a contact with a first name alone, and values as text', () => {
		expect(errorsOf(newContact(), { first_name: 'Ana' })).toEqual([]);
		expect(errorsOf(newContact(), { active: 'true', notification: '2', latitude: 1.5 })).toEqual(
			[],
		);
		expect(errorsOf(newContact(), { first_name: ['Ana'] })).not.toEqual([]);
	});

	test('says in words what OpenAPI has no keys for', () => {
		const properties = (document.components as { schemas: Record<string, { properties: object }> })
			.schemas.ContactInput.properties as Record<string, { description?: string }>;
		expect(properties.account.description).toBe('The sys_id of a record in customer_account.');
		expect(properties.city.description).toBe('Up to 40 characters are documented.');
		expect(properties.notification.description).toBe(
			'Documented values: 1 (disabled), 2 (enabled). Default: 2.',
		);
		expect(properties.email.description).toBeUndefined();
	});
});
