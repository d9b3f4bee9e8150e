import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { ServiceNowCsmTrigger } from '../../nodes/ServiceNowCsmTrigger/ServiceNowCsmTrigger.node';
import { choicesOf } from '../../nodes/shared/input/choice';
import { seeded } from '../../simulator/instance.mts';
import { BASES } from '../campaign/bases.mts';
import { menu, withMembers } from '../contract/fields.mts';
import { useInstance } from '../support/instance.mts';
import { byId, fill } from './fill.mts';
import { runOperation } from './operation.mts';

const instance = useInstance();

const VALUE = '={{ $json.value }}';

/** What a row needs beside the field in question. */
const ROW: IDataObject = {
	column: 'city',
	operator: 'equals',
	value: 'Lyon',
	direction: 'ORDERBY',
	documentId: byId(seeded.contacts.george),
};

/** Parameters that set one field to an expression, with whatever stands around it. */
function settersOf(field: INodeProperties): Array<[INodeProperties, IDataObject | string]> {
	if (field.type === 'options') return [[field, VALUE]];
	return (field.options ?? []).flatMap((option) => {
		const isGroup = 'values' in option;
		const members = isGroup ? option.values : field.type === 'collection' ? [option] : [];
		return (members as INodeProperties[]).flatMap((member) =>
			settersOf(member).map(([inner, set]): [INodeProperties, IDataObject] => {
				if (!isGroup) return [inner, { [member.name]: set }];
				const siblings = option.values.map(({ name }) => [name, ROW[name]]);
				const row = { ...(Object.fromEntries(siblings) as IDataObject), [member.name]: set };
				return [inner, { [option.name]: [row] }];
			}),
		);
	});
}

/** Choices that a request does not show: test/unit/input/choice.test.mts has them. */
const IN_UNIT_TESTS = ['reuseExistingContact', 'output', 'state'];

/** Patterns, in which the case of a letter has a meaning. */
const PATTERNS = ['date_format', 'time_format'];

const filters = {
	conditions: [ROW, ROW].map(({ column, operator, value }) => ({ column, operator, value })),
};

/** Parameters with others put in, also into a collection. */
function merged(base: IDataObject, others: IDataObject): IDataObject {
	const entries = Object.entries(others).map(([name, set]) => {
		const isCollection = typeof set === 'object' && typeof base[name] === 'object';
		return [name, isCollection ? { ...(base[name] as object), ...(set as object) } : set];
	});
	return { ...base, ...(Object.fromEntries(entries) as IDataObject) };
}

const fields = menu.flatMap(({ id, fields: shown }) =>
	shown.flatMap((top) =>
		settersOf(top)
			.filter(([field]) => (field.options ?? []).length > 0 && !IN_UNIT_TESTS.includes(field.name))
			.map(([field, set]) => ({
				id,
				field,
				label: field.displayName,
				parameters: merged(
					{ ...fill(id, BASES[id]), ...(field.name === 'matchType' && { filters }) },
					{ [top.name]: set },
				),
			})),
	),
);

/** Requests for each of these values, as Preview Only shows them; or the error. */
async function previews({ id, parameters }: (typeof fields)[number], values: unknown[]) {
	const options = { ...(parameters.options as object), previewOnly: true };
	const items = values.map((value) => ({ value }) as IDataObject);
	const { json, error } = await runOperation(
		id,
		instance.url,
		{ ...parameters, options },
		{ items },
	);
	return { json, error };
}

test('each choice that an expression can set is tried', () => {
	const nodes = [...new Set(menu.map(({ node }) => node)), new ServiceNowCsmTrigger()];
	const all = nodes
		.flatMap(({ description }) => description.properties.flatMap(withMembers))
		.filter(({ type, options = [], noDataExpression }) => {
			const isChoice = type === 'options' || type === 'multiOptions';
			return isChoice && options.length > 0 && !noDataExpression;
		});
	const tried = [...fields.map(({ field }) => field.name), ...IN_UNIT_TESTS];
	expect([...new Set(all.map(({ name }) => name))].sort()).toEqual([...new Set(tried)].sort());
});

describe.each(fields)('$id: $label', (each) => {
	const choices = choicesOf(each.field);

	test('each value is sent in any case, and by its label', async () => {
		const rows = choices.map(({ value, label }) => {
			const words = [value === '' ? label : String(value), label];
			const spelled = words.flatMap((word) => [
				...(PATTERNS.includes(each.field.name) ? [word] : [word.toUpperCase(), word.toLowerCase()]),
				` ${word}\u00a0`,
			]);
			return [value, ...spelled];
		});
		const { json, error } = await previews(each, rows.flat());
		expect(error).toBeUndefined();
		const [{ length }] = rows;
		expect(json).toEqual(json.map((_, index) => json[index - (index % length)]));
		expect(new Set(json.map((request) => JSON.stringify(request))).size).toBe(choices.length);
	});

	test('another value is refused with the choices, unless the instance may have it', async () => {
		const { json, error } = await previews(each, ['no such choice']);
		if (error === undefined) {
			expect(each.field.typeOptions?.loadOptionsMethod).toBeDefined();
			expect(JSON.stringify(json)).toContain('no such choice');
			return;
		}
		const label = each.label.replace(/[()]/g, '.');
		expect(error.message).toMatch(new RegExp(`${label}" .*is not (?:one of its choices|the name)`));
		for (const { value } of choices) expect(error.description).toContain(String(value));
	});
});

test('a column is taken in any case', async () => {
	const sent = await Promise.all(
		['city', ' City '].map(async (column) => {
			const row = { column, operator: 'equals', value: 'Lyon' };
			const parameters = {
				limit: 1,
				filters: { conditions: [row] },
				options: { previewOnly: true },
			};
			return (await runOperation('contact.getAll', instance.url, parameters)).json;
		}),
	);
	expect(sent[1]).toEqual(sent[0]);
});
