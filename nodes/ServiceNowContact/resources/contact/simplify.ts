import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import { shapeOutput } from '../../../shared/fields/shapeOutput';
import { CONTACT_COLUMNS } from '../../../shared/fields/simplify';

const COLUMNS = [...CONTACT_COLUMNS, 'title', 'active'];

/** The records as the node is set: some of their columns, or whole. */
export function simplifyRecords(
	context: IExecutePaginationFunctions,
	records: IDataObject[],
): IDataObject[] {
	return shapeOutput(context, records, COLUMNS);
}
