import type { IDataObject } from 'n8n-workflow';
import { isObject } from './isObject';
import type { Api } from './platform/apis';
import type { BodyRules } from './input/rule';

/** What `send` has to know of an operation. */
export interface Operation {
	/** As a message names it: `Create a contact`. */
	action: string;
	api: Api;
	/** Rules for the request body. */
	body?: BodyRules;
	/**
	 * Fields of the node that become members of the body of the same name, without routing of their own:
	 * for each field with routing the engine evaluates expressions once more for each item.
	 */
	bodyFields?: string[];
	/**
	 * What holds for the body as a whole, once its values are in order.
	 *
	 * @param options of the item
	 * @returns the body to send
	 * @throws {InvalidInputError}
	 */
	prepare?: (body: IDataObject, options: IDataObject) => IDataObject;
	/**
	 * The records in the `result` of a response.
	 *
	 * @returns the records, or `undefined` when `result` has another shape than documented
	 */
	records: (result: unknown) => IDataObject[] | undefined;
	/** Whether it changes something on the instance, though it may be repeated. */
	changes?: boolean;
	/** Whether it does no harm to carry it out twice. */
	repeatable?: boolean;
	/** How to find out whether it was done, for an operation that must not be done twice. */
	howToCheck?: string;
	/** What to do when it may have been done, where a second run does no harm all the same. */
	whenUnknown?: string;
	/** Table that it reads, where that and not the API has the access rules. */
	table?: string;
	/** What else there is to say when it fails. */
	note?: string;
	/** What says, in a response of status 200, that the instance did not do it. */
	refused?: (result: IDataObject) => boolean;
}

/** `result` is one record. */
export function oneRecord(result: unknown): IDataObject[] | undefined {
	return isObject(result) ? [result] : undefined;
}

/** `result` is a list of records. */
export function manyRecords(result: unknown): IDataObject[] | undefined {
	return Array.isArray(result) && result.every(isObject) ? result : undefined;
}

/** `result` is the sys_id of the new record, as a bare string. */
export function newSysId(result: unknown): IDataObject[] | undefined {
	return typeof result === 'string' && result !== '' ? [{ sys_id: result }] : undefined;
}
