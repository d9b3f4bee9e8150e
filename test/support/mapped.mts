import type { IDataObject } from 'n8n-workflow';

/** Columns and their values, as the editor stores what is mapped by hand. */
export function mapped(value: IDataObject, schema: IDataObject[] = []): IDataObject {
	return {
		mappingMode: 'defineBelow',
		value,
		matchingColumns: [],
		schema,
		attemptToConvertTypes: false,
		convertFieldsToString: false,
	};
}
