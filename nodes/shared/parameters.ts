import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';

/**
 * A collection as the node stores it, with its expressions unresolved: to look what is there without
 * the time that an evaluation takes.
 */
export function rawParameter(context: IExecutePaginationFunctions, name: string): IDataObject {
	return context.getNodeParameter(name, {}, { rawExpressions: true }) as IDataObject;
}

/** The options of an item. Most nodes have none set, and an evaluation of nothing takes time too. */
export function optionsOf(context: IExecutePaginationFunctions): IDataObject {
	const isSet = Object.keys(rawParameter(context, 'options')).length > 0;
	return isSet ? (context.getNodeParameter('options', {}) as IDataObject) : {};
}
