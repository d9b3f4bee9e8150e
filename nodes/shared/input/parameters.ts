import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';

/**
 * A collection as the node stores it, with its expressions unresolved: to look what is there without
 * the time that an evaluation takes.
 */
export function rawParameter(context: IExecutePaginationFunctions, name: string): IDataObject {
	return context.getNodeParameter(name, {}, { rawExpressions: true }) as IDataObject;
}

/** Whether a value as the node stores it has an expression anywhere. */
export function hasExpression(stored: unknown): boolean {
	if (typeof stored === 'string') return stored.startsWith('=');
	if (typeof stored !== 'object' || stored === null) return false;
	return Object.values(stored).some(hasExpression);
}

/**
 * The value of a parameter for an item. Only what has an expression is evaluated: an evaluation takes
 * its time for each item, also where there is nothing to evaluate.
 *
 * @returns nothing when the node does not have the parameter
 */
export function parameterOf(context: IExecutePaginationFunctions, name: string): unknown {
	const stored: unknown = context.getNodeParameter(name, '', { rawExpressions: true });
	return hasExpression(stored) ? context.getNodeParameter(name) : stored;
}

/** The options of an item. */
export function optionsOf(context: IExecutePaginationFunctions): IDataObject {
	return (parameterOf(context, 'options') || {}) as IDataObject;
}

/** Parameters of an item that stand outside Options, by their names. */
export function settingsOf(
	context: IExecutePaginationFunctions,
	names: string[] = [],
): IDataObject {
	const values = names.map((name) => [name, parameterOf(context, name)]);
	return Object.fromEntries(values) as IDataObject;
}
