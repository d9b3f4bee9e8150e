import type { IDataObject } from 'n8n-workflow';
import { contract, type ContractOperation } from '../../contract/operations.mts';
import type { Sample } from '../../contract/readContract.mts';
import { entryOf, fill, type Form } from './fill.mts';
import { run } from './harness.mts';
import { useInstance } from '../support/instance.mts';
import { seeded } from '../../simulator/instance.mts';

const instance = useInstance();

/** What the documented answers presuppose, beyond the seed. */
const arrange: Record<string, () => void> = {
	'contact.getAll': () => {
		const contacts = instance.store.table('customer_contact');
		const documented = [seeded.contacts.george, seeded.contacts.jane];
		const rows = documented.map((id) => instance.store.get('customer_contact', id)!);
		const { account } = rows[0];
		for (const [id, row] of contacts) if (row.account === account) contacts.delete(id);
		for (const name of ['First', 'Second'])
			instance.store.insert('customer_contact', { name, account });
		documented.forEach((id, index) => contacts.set(id, rows[index]));
	},
	'conversationMember.update': () => {
		const members = instance.store.table('sys_cs_conversation_member');
		for (const row of members.values()) instance.store.update(row, { member_type: 'observer' });
	},
};

/** `"1"` and `1`, `"true"` and `true` count as alike. */
function alike(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(alike);
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, alike(inner)]));
	}
	return String(value);
}

const NEW_VALUE = [/^[0-9a-f]{32}$/, /^IMS\d{7}$/];

/** The documented answer, with what the instance makes up anew for each record left open. */
function answered(documented: unknown, request: string): unknown {
	if (Array.isArray(documented)) return documented.map((value) => answered(value, request));
	if (typeof documented === 'object' && documented !== null) {
		return Object.fromEntries(
			Object.entries(documented).map(([key, value]) => [key, answered(value, request)]),
		);
	}
	const made = NEW_VALUE.find((pattern) => pattern.test(String(documented)));
	if (made && !request.includes(String(documented))) return expect.stringMatching(made);
	return documented;
}

/** What the user gives: the members of the body, and the values in the URL. */
function valuesOf(operation: ContractOperation, sample: Sample): IDataObject {
	const { interaction, ...body } = (sample.body ?? {}) as IDataObject;
	const members = typeof interaction === 'object' ? interaction : { interaction };
	const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
	const pattern = new RegExp(operation.path.replace(/\{\w+\}/g, '([^/]+)'));
	const ids = pattern.exec(sample.path)!.slice(1);
	const { sysparm_limit: limit, ...query } = sample.query ?? {};
	return {
		...(members as IDataObject),
		...body,
		...query,
		...(limit && { limit }),
		...Object.fromEntries(names.map((name, index) => [name, ids[index]])),
	};
}

function givenValues(values: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

const samples = contract.flatMap((operation) =>
	operation.samples.flatMap((sample) =>
		(['fields', 'json'] as Form[]).map(
			(form) => [`${operation.id}, ${sample.name}, ${form}`, operation, sample, form] as const,
		),
	),
);

test('every operation has a documented sample', () => {
	expect(contract.filter((operation) => operation.samples.length === 0)).toEqual([]);
});

test.each(samples)('%s', async (_name, operation, sample, form) => {
	arrange[operation.id]?.();
	const [resource, name] = operation.id.split('.');
	const parameters = fill(operation.id, givenValues(valuesOf(operation, sample)), form);
	if (/^(?:contact\.get|interaction\.)/.test(operation.id)) parameters.simplify = false;
	// The page's own contact breaks the page's limits.
	if (operation.id === 'contact.create') parameters.options = { checkDocumentedLimits: false };

	const result = await run({
		node: entryOf(operation.id).node.description.name,
		resource,
		operation: name,
		parameters,
		url: instance.url,
	});

	const [request] = instance.requests;
	expect(instance.requests).toHaveLength(1);
	expect(request).toMatchObject({ method: operation.method, path: sample.path });
	expect(alike(request.query)).toEqual(alike(sample.query ?? {}));
	expect(alike(request.body ?? {})).toEqual(alike(sample.body ?? {}));

	const documented = sample.response.result;
	const records = typeof documented === 'string' ? [{ sys_id: documented }] : [documented].flat();
	expect(result.error).toBeUndefined();
	expect(request.status).toBe(sample.status);
	const known = JSON.stringify([sample.path, sample.body]);
	const expected = operation.id.startsWith('contact.get') ? records : answered(records, known);
	expect(result.json.map(withoutColumnsOfTheSeed)).toEqual(
		(expected as IDataObject[]).map((record) => ({ ...idsOf(result.json[0], record), ...record })),
	);
});

/** The IDs that the node adds under the names that they have everywhere. */
const ADDED = ['sys_id', 'sysId', 'interaction', 'interaction_id', 'user_id'];

function idsOf(output: IDataObject, documented: IDataObject): IDataObject {
	const names = ADDED.filter((name) => name in output && !(name in documented));
	for (const name of names) expect(output[name]).toMatch(/^[0-9a-f]{32}$/);
	return Object.fromEntries(names.map((name) => [name, output[name]]));
}

/** Custom columns that the simulated instance has and the documented one has not. */
function withoutColumnsOfTheSeed(record: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(record).filter(([name]) => !name.startsWith('u_')));
}
