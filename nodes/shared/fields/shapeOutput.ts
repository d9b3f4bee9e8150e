import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import { chosenOf } from '../input/choice';
import { plainValue } from '../input/plainValue';
import { isEmpty } from '../input/sendable';
import { switchOf } from '../input/switch';
import { InvalidInputError } from '../inputError';
import { OUTPUTS } from './outputFields';
import { simplify } from './simplify';

/** @throws {InvalidInputError} when no field is named */
function selectedFields(context: IExecutePaginationFunctions): string[] {
	const given = plainValue(context.getNodeParameter('outputFields', ''));
	const names = [given].flat().flatMap((each) => String(each ?? '').split(/[\s,]+/));
	const columns = names.map((name) => name.toLowerCase()).filter((name) => !isEmpty(name));
	if (columns.length > 0) return [...new Set(['sys_id', ...columns])];
	throw new InvalidInputError(
		'"Fields" is empty',
		'Name the fields of the output, separated by commas, or set "Output" to another choice.',
	);
}

/** The columns that go out; nothing for all of them. @throws {InvalidInputError} */
function columnsOf(
	context: IExecutePaginationFunctions,
	simplified: string[],
): string[] | undefined {
	if (!context.getNode().type.endsWith('Tool')) {
		const isSimple = switchOf(context.getNodeParameter('simplify', true), 'Simplify', true);
		return isSimple ? simplified : undefined;
	}
	const given = plainValue(context.getNodeParameter('output', ''));
	const choice = isEmpty(given) ? 'simplified' : chosenOf(given, 'Output', OUTPUTS);
	if (choice === 'raw') return undefined;
	return choice === 'simplified' ? simplified : selectedFields(context);
}

/**
 * The records as the node is set: whole, or some of their columns.
 *
 * @param simplified columns of the simplified output
 * @throws {InvalidInputError} when the node is set to something else
 */
export function shapeOutput(
	context: IExecutePaginationFunctions,
	records: IDataObject[],
	simplified: string[],
): IDataObject[] {
	const columns = columnsOf(context, simplified);
	return columns ? records.map((record) => simplify(record, columns)) : records;
}
