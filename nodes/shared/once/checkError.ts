import type { IDataObject } from 'n8n-workflow';
import { explain, RequestFailedError } from '../failure';
import { redactor } from '../instance/redact';
import type { OnceRun } from './runOnce';

/** What an item says of the search after its create, where that failed. @returns output fields */
export async function checkErrorOf({ checkError, item }: OnceRun): Promise<IDataObject> {
	if (checkError === undefined) return {};
	const message =
		checkError instanceof RequestFailedError
			? explain(checkError.failure, await redactor(item.context)).message
			: checkError.message;
	return { duplicate_check_error: message };
}
