import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import { selectionOf } from '../../../nodes/ServiceNowContact/resources/contact/getAll/query';
import { refusal } from '../input/field.mts';

const HOST = 'a.service-now.com';

function contextOf(parameters: IDataObject): IExecutePaginationFunctions {
	return {
		getNode: () => ({ type: 'serviceNowContact' }),
		getTimezone: () => 'Europe/Berlin',
		getNodeParameter: (name: string, otherwise: unknown) => parameters[name] ?? otherwise,
	} as unknown as IExecutePaginationFunctions;
}

describe('all fields that select contacts', () => {
	const filters = { conditions: [{ column: 'city', operator: 'equals', value: 'Bern' }] };
	const select = (parameters: object) => selectionOf(contextOf(parameters as IDataObject), HOST);

	test('are none where none is set', () => {
		expect(select({})).toEqual({
			conditions: '',
			order: '',
			filters: [],
			allFilters: [],
			own: [],
			key: undefined,
		});
	});

	test('count together, in each alternative of the query', () => {
		const selected = select({
			sysparm_query: 'a=1^NQb=2^ORDERBYname',
			filters,
			emailOrPhone: 'ann@x.example',
		});
		expect(selected).toMatchObject({
			conditions: 'a=1^city=Bern^NQb=2^city=Bern',
			order: 'ORDERBYname',
			filters: [{ column: 'city' }],
			allFilters: [{ column: 'city' }],
			own: [],
			key: { what: 'email address' },
		});
	});

	test('are checked where a contact shows whether it meets them', () => {
		expect(select({ sysparm_query: 'a=1', filters }).own).toMatchObject([{ column: 'a' }]);
		expect(select({ sysparm_query: 'a=1' }).conditions).toBe('a=1');
	});

	test('may be ordered by the field Sort', () => {
		const sort = { orders: [{ column: 'name', direction: 'ORDERBY' }] };
		expect(select({ sort, sysparm_query: 'a=1' })).toMatchObject({
			conditions: 'a=1',
			order: 'ORDERBYname',
		});
		const [message, advice] = refusal(() => select({ sort, sysparm_query: 'ORDERBYa' }));
		expect(message).toBe('The order is set twice: in "Sort" and in "Query"');
		expect(advice).toMatch(/^Remove ORDERBY, .* or clear "Sort"\.$/);
	});

	test('need a value: an expression that returned nothing is let where others select', () => {
		const emailOrPhone = ' ';
		expect(select({ emailOrPhone, filters }).key).toBeUndefined();
		expect(select({ emailOrPhone, sysparm_query: 'a=1' }).key).toBeUndefined();
		expect(refusal(() => select({ emailOrPhone }))[0]).toBe('"Email or Phone" is empty');
	});

	test.each([
		[{ sysparm_query: { a: 1 } }, /^"Query" is /, /./],
		[
			{ sysparm_query: 'a=1^RLQUERYtask.contact,>=1^ENDRLQUERY' },
			/^"Query" has a condition on a related list$/,
			/RLQUERY, and/,
		],
	])('%j is refused', (parameters, message, advice) => {
		const [why, what] = refusal(() => select(parameters));
		expect(why).toMatch(message);
		expect(what).toMatch(advice);
	});
});
