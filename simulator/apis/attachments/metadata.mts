import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { errorResponse } from '../../http/errors.mts';
import { Rejection, type HttpResponse } from '../../http/response.mts';
import type { InstanceState } from '../../instanceState.mts';
import type { Login } from '../../login/logins.mts';
import { newSysId, type Row } from '../../records/values.mts';
import { readRow } from '../readRows.mts';
import { unknownTable } from '../unknownTable.mts';

/** The table that attachments are in. */
export const ATTACHMENTS = 'sys_attachment';

// An instance compresses too; how much is nobody's business.
const FAST = 1;

/** What an upload says of a file. */
export interface Upload {
	tableName: string;
	tableSysId: string;
	fileName: string;
	contentType: string;
	bytes: Buffer;
	/** Path of the API, with the version that the request named. */
	at: string;
	/** `YYYY-MM-DD HH:MM:SS` in UTC; now when left out. */
	createdOn?: string;
}

/** @returns the metadata of an attachment as the Attachment API shows them */
export function metadataOf({ url, store }: InstanceState, row: Row): Row {
	const download_link = `${url}/api/now/attachment/${row.sys_id}/file`;
	return { ...store.complete(ATTACHMENTS, row), download_link };
}

/**
 * @returns the attachment
 * @throws Rejection 404 where there is none that the login may see
 */
export function attachmentOf(instance: InstanceState, login: Login, sysId: string): Row {
	const row = readRow(instance, login, ATTACHMENTS, sysId);
	if (!row) throw new Rejection(errorResponse(404));
	return row;
}

/** @throws Rejection 400 that names what is missing of an upload */
export function checkGiven(given: Record<string, unknown>, names: string[]): void {
	const missing = names.filter((name) => given[name] === undefined || given[name] === '');
	if (missing.length === 0) return;
	const detail = `Mandatory parameter(s) missing: ${missing.join(', ')}`;
	throw new Rejection(errorResponse(400, 'Bad Request', detail));
}

/**
 * Keeps a file with the record that it is attached to.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_AttachmentAPI.md
 * @see https://github.com/ServiceNow/PySNC/blob/1.2.1/test/test_snc_attachment.py
 * @returns 201 with the metadata and the `Location` of the file
 * @throws Rejection 404 where there is no such record, 501 for a table of the platform that is not simulated
 */
export function attach(instance: InstanceState, login: Login, upload: Upload): HttpResponse {
	const { store } = instance;
	const { tableName, tableSysId, bytes, createdOn } = upload;
	if (!store.tables.has(tableName)) {
		const unknown = unknownTable(tableName);
		throw new Rejection(unknown.status === 501 ? unknown : errorResponse(404));
	}
	const isDenied = instance.settings.deniedTables.includes(tableName);
	if (isDenied || !readRow(instance, login, tableName, tableSysId)) {
		throw new Rejection(errorResponse(404));
	}
	const sys_id = newSysId();
	store.setFile(sys_id, bytes);
	const values: Row = {
		sys_id,
		file_name: upload.fileName,
		table_name: tableName,
		table_sys_id: tableSysId,
		content_type: upload.contentType,
		size_bytes: String(bytes.length),
		size_compressed: String(gzipSync(bytes, { level: FAST }).length),
		compressed: 'true',
		hash: createHash('sha256').update(bytes).digest('hex'),
		...(createdOn !== undefined && { sys_created_on: createdOn }),
	};
	const row = store.insert(ATTACHMENTS, values, login.userName);
	const name = store.get('sys_user', login.sysId)?.name ?? '';
	return {
		status: 201,
		headers: { Location: `${instance.url}${upload.at}/${sys_id}/file` },
		body: {
			result: { ...metadataOf(instance, row), created_by_name: name, updated_by_name: name },
		},
	};
}
