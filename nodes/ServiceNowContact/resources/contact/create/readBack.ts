import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { explain, RequestFailedError } from '../../../../shared/failure';
import { optionsOf } from '../../../../shared/input/parameters';
import { switchOf } from '../../../../shared/input/switch';
import { redactor, type Redact } from '../../../../shared/instance/redact';
import type { OperationRunner } from '../../../../shared/request/send';
import { fetchRecords } from '../../../../shared/transport/fetchRecords';
import { getContact } from '../get';
import { createOrReuse } from './reuse';

export const readBackOption: INodeProperties = {
	displayName: 'Read Back',
	name: 'readBack',
	type: 'boolean',
	default: false,
	description:
		'Whether to read the new contact and return all its fields, with fields_not_kept naming those that ServiceNow dropped or changed, or that the ServiceNow user cannot read. Sends one more request.',
};

/** They make a social profile, and do not come back with the contact. */
const NOT_IN_RECORD = new Set(['social_channel', 'social_handle', 'social_handle_url']);

function fieldsNotKept(sent: IDataObject, record: IDataObject): string[] {
	return Object.keys(sent)
		.filter((name) => !NOT_IN_RECORD.has(name))
		.filter((name) => String(record[name] ?? '') !== String(sent[name]));
}

/** The record, and what it has not kept; of columns that cannot be read, that is not known. */
function compared(sent: IDataObject, record: IDataObject): IDataObject {
	if (Object.keys(record).length === 0) {
		return { read_back_error: 'The ServiceNow user cannot read any column of the contact' };
	}
	return { ...record, fields_not_kept: fieldsNotKept(sent, record) };
}

function whatWentWrong(error: Error, redact: Redact): string {
	if (error instanceof RequestFailedError) return explain(error.failure, redact).message;
	return 'The execution stopped before the contact was read back';
}

/** Creates the contact, or finds it, and reads it where the user wants that. */
export const createAndReadBack: OperationRunner = async (item, request) => {
	const readsBack = switchOf(optionsOf(item.context).readBack, 'Read Back', false);
	const { output: created, found } = await createOrReuse(item, request);
	if (!readsBack) return [created];
	if (found) return [{ ...created, ...found }];

	const { body, url } = request.options;
	const read = {
		...request,
		options: {
			...request.options,
			method: 'GET' as const,
			url: `${url}/${encodeURIComponent(String(created.sys_id))}`,
			body: undefined,
		},
	};
	const reader = { ...item, operation: getContact, tolerates: () => true };
	return await fetchRecords(reader, read).then(
		([record]) => [
			// The column can be hidden, and the contact is known by it.
			{ ...created, ...compared(body as IDataObject, record), sys_id: created.sys_id },
		],
		// The contact exists: as an error, the next execution would create it again.
		async (error: Error) => [
			{ ...created, read_back_error: whatWentWrong(error, await redactor(item.context)) },
		],
	);
};
