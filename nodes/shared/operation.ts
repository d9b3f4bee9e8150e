import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isObject } from './isObject';
import type { Api } from './platform/apis';
import type { BodyFields } from './input/bodyField';

/**
 * Whether an operation may be carried out twice:
 * - `read`: it changes nothing
 * - `idempotent`: it changes something, and a second time changes nothing more
 * - otherwise it must not be repeated by itself; `whenUnknown` says what to do when it is not known
 *   whether it was carried out
 */
type Safety = 'read' | 'idempotent' | { whenUnknown: string };

/** Custom data of an execution that has the number of the interaction. */
export const INTERACTION_KEY = 'servicenow_interaction';

/** What `send` has to know of an operation. */
export interface Operation {
	/** As a message names it: `Create a contact`. */
	action: string;
	api: Api;
	/** Fields that fill the placeholders of the URL, by their names. */
	urlFields?: INodeProperties[];
	/** Fields of the request body. */
	body?: BodyFields;
	/** Parameters of the node itself that stand outside Options. */
	settings?: string[];
	/**
	 * What holds for the body as a whole, once its values are in order.
	 *
	 * @param settings of the item: its options, and the parameters that `settings` names
	 * @returns the body to send
	 * @throws {InvalidInputError}
	 */
	prepare?: (body: IDataObject, settings: IDataObject) => IDataObject;
	/**
	 * The records in the `result` of a response.
	 *
	 * @returns the records, or `undefined` when `result` has another shape than documented
	 */
	records: (result: unknown) => IDataObject[] | undefined;
	safety: Safety;
	/** Table that it reads, where that and not the API has the access rules. */
	table?: string;
	/** What else there is to say when it fails. */
	note?: string;
	/** What a rejection with an HTTP status means for this operation besides, as sentences. */
	hints?: Record<number, string>;
	/**
	 * The IDs that the output has besides what the API returned, such as `sys_id` where the API calls it
	 * otherwise.
	 *
	 * @param ids sys_ids and texts that were sent, by the names of their fields
	 */
	identify?: (record: IDataObject, ids: Record<string, string>) => IDataObject;
	/** Name under which n8n finds the execution by the number of the record. */
	executionKey?: string;
	/** What says, in a response of status 200, that the instance rejected it. */
	refused?: (result: IDataObject) => boolean;
}

/** Whether it does no harm to carry an operation out twice. */
export function isRepeatable({ safety }: Pick<Operation, 'safety'>): boolean {
	return safety === 'read' || safety === 'idempotent';
}

/**
 * Safety of an operation that a second execution could carry out twice.
 *
 * @param where to look whether it was carried out, as a sentence
 */
export function checkBeforeRepeating(where: string): Safety {
	return {
		whenUnknown: `Before you run it again, check on the instance whether it was carried out: a second execution could do it twice. ${where}`,
	};
}

/** Whether a `result` says that the instance rejected the request, though its status is 200. */
export function isUnsuccessful({ success }: IDataObject): boolean {
	return String(success) === 'false';
}

/** `result` is one record. One without any column says nothing of what was done. */
export function oneRecord(result: unknown): IDataObject[] | undefined {
	return isObject(result) && Object.keys(result).length > 0 ? [result] : undefined;
}

/** `result` is one record, of which the user may not be allowed to read a column. */
export function oneRecordReadOrNot(result: unknown): IDataObject[] | undefined {
	return isObject(result) ? [result] : undefined;
}

/** `result` is a list of records. */
export function manyRecords(result: unknown): IDataObject[] | undefined {
	return Array.isArray(result) && result.every(isObject) ? result : undefined;
}

/**
 * `result` is the sys_id of the new record, as a bare string. That it is one is written on one page
 * only, so a record with its sys_id, which other APIs return, is accepted too.
 */
export function newSysId(result: unknown): IDataObject[] | undefined {
	const id = isObject(result) ? result.sys_id : result;
	return typeof id === 'string' && /^[0-9a-f]{32}$/i.test(id) ? [{ sys_id: id }] : undefined;
}
