import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import { findChoice } from '../../../../../shared/input/choice';
import { plainValue } from '../../../../../shared/input/plainValue';
import { isEmpty } from '../../../../../shared/input/sendable';
import { OPERATORS, WITHOUT_VALUE } from './operators';

function needsNoValue(operator: unknown): boolean {
	return WITHOUT_VALUE.includes(String(findChoice(operator, OPERATORS)?.value));
}

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
		({ operator, value }) => needsNoValue(operator) || !isEmpty(plainValue(value)),
	);
	const others = ['emailOrPhone', 'sysparm_query'].map((name) =>
		context.getNodeParameter(name, ''),
	);
	const isSelected = given.length > 0 || others.some((value) => !isEmpty(plainValue(value)));
	return isSelected ? given : rows;
}
