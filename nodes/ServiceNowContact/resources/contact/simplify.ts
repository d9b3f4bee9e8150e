import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import { switchOf } from '../../../shared/input/switch';
import { CONTACT_COLUMNS, simplify } from '../../../shared/fields/simplify';

const COLUMNS = [...CONTACT_COLUMNS, 'title', 'active'];

/** The records as the field Simplify is set: some of their columns, or whole. */
export function simplifyRecords(
	context: IExecutePaginationFunctions,
	records: IDataObject[],
): IDataObject[] {
	if (!switchOf(context.getNodeParameter('simplify', true), 'Simplify', true)) return records;
	return records.map((record) => simplify(record, COLUMNS));
}
