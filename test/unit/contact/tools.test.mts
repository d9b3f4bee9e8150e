import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import { givenRows } from '../../../nodes/ServiceNowContact/resources/contact/getAll/filters/givenRows';
import { shapeOutput } from '../../../nodes/shared/fields/shapeOutput';
import { markExecution } from '../../../nodes/shared/request/markExecution';
import { getContacts } from '../../../nodes/ServiceNowContact/resources/contact/getAll';

function contextOf(type: string, parameters: IDataObject = {}, customData?: object) {
	return {
		getNode: () => ({ type }),
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		customData,
	} as unknown as IExecutePaginationFunctions;
}

const NODE = 'n8n-nodes-servicenow-csm.serviceNowContact';
const TOOL = `${NODE}Tool`;

const filled = { column: 'city', operator: 'equals', value: 'Lyon' };
const empty = { column: 'name', operator: 'equals', value: '' };
const bare = { column: 'email', operator: 'isEmpty', value: '' };

test.each([
	[TOOL, {}, [filled, empty], [filled]],
	[TOOL, {}, [bare, empty], [bare]],
	[TOOL, { emailOrPhone: 'ann@x.example' }, [empty], []],
	[TOOL, { sysparm_query: 'active=true' }, [empty], []],
	// Nothing selects: an empty filter would match everybody, and is refused later.
	[TOOL, {}, [empty], [empty]],
	[NODE, {}, [filled, empty], [filled, empty]],
])('%s with %j: of the filters %j count %j', (type, parameters, rows, counting) => {
	expect(givenRows(contextOf(type, parameters), rows)).toEqual(counting);
});

const record = { sys_id: '1', name: 'Ann', city: 'Lyon' };

test.each([
	[NODE, {}, { sys_id: '1', name: 'Ann' }],
	[NODE, { simplify: false }, record],
	[TOOL, {}, { sys_id: '1', name: 'Ann' }],
	[TOOL, { output: 'raw' }, record],
	[TOOL, { output: 'SIMPLIFIED' }, { sys_id: '1', name: 'Ann' }],
	[TOOL, { output: 'selectedFields', outputFields: 'city, none' }, { sys_id: '1', city: 'Lyon' }],
])('%s with %j returns %j', (type, parameters, output) => {
	const context = contextOf(type, parameters);
	expect(shapeOutput(context, [record], ['sys_id', 'name'])).toEqual([output]);
});

test.each([
	[{ output: 'selectedFields', outputFields: ' , ' }, '"Fields" is empty'],
	[{ output: 'all' }, '"Output" is not one of its choices: "all"'],
])('a tool with %j is refused', (parameters, message) => {
	expect(() => shapeOutput(contextOf(TOOL, parameters), [record], [])).toThrow(message);
});

describe('the custom data of an execution', () => {
	const operation = { ...getContacts, executionKey: 'servicenow_interaction' };

	function noted(...runs: IDataObject[][]): Record<string, string> {
		const values = new Map<string, string>();
		const context = contextOf(NODE, {}, values);
		for (const records of runs) markExecution(context, operation, records);
		return Object.fromEntries(values);
	}

	test('has the number of each interaction once, and leaves room for other values', () => {
		const numbers = ['IMS1', 'IMS2', 'IMS1', 'IMS3', 'IMS4', 'IMS5', 'IMS6'];
		const data = noted(
			[{ number: 'IMS1' }],
			numbers.map((number) => ({ number })),
		);
		expect(data).toEqual({
			servicenow_interaction: 'IMS1',
			servicenow_interaction_2: 'IMS2',
			servicenow_interaction_3: 'IMS3',
			servicenow_interaction_4: 'IMS4',
			servicenow_interaction_5: 'IMS5',
		});
	});

	test('has nothing of records without a number, and of versions of n8n without it', () => {
		expect(noted([{ sys_id: '1' }, { number: '' }])).toEqual({});
		expect(() => markExecution(contextOf(NODE), operation, [{ number: 'IMS1' }])).not.toThrow();
	});
});
