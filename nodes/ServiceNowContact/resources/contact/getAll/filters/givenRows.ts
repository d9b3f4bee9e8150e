import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import { plainValue } from '../../../../../shared/input/plainValue';
import { isEmpty } from '../../../../../shared/input/sendable';

/** Operators that look at the column alone. */
export const WITHOUT_VALUE = ['isEmpty', 'isNotEmpty'];

/**
 * The filters that count. A model must give each argument of a tool something, and leaves empty what it
 * has no value for: that is no filter, as long as anything else selects contacts.
 *
 * @param rows of the field Filters
 */
export function givenRows(
	context: IExecutePaginationFunctions,
	rows: IDataObject[],
): IDataObject[] {
	if (!context.getNode().type.endsWith('Tool')) return rows;
	const given = rows.filter(
		({ operator, value }) =>
			WITHOUT_VALUE.includes(String(operator)) || !isEmpty(plainValue(value)),
	);
	const others = ['emailOrPhone', 'sysparm_query'].map((name) =>
		context.getNodeParameter(name, ''),
	);
	const isSelected = given.length > 0 || others.some((value) => !isEmpty(plainValue(value)));
	return isSelected ? given : rows;
}
