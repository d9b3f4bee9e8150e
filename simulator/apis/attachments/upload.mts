import { checkAccept } from '../../http/body.mts';
import { errorResponse } from '../../http/errors.mts';
import type { IncomingRequest } from '../../http/request.mts';
import { Rejection, type HttpResponse } from '../../http/response.mts';
import type { InstanceState } from '../../instanceState.mts';
import { asText, isGlideTime } from '../../records/values.mts';
import { admitChange } from './attachments.mts';
import { attach, checkGiven } from './metadata.mts';

const bytesOf = (body: unknown) => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

const apiOf = ({ path }: IncomingRequest) => path.slice(0, path.lastIndexOf('/'));

const mandatory = ['table_name', 'table_sys_id', 'file_name'];

/**
 * POST /api/now/attachment/file: the bytes are the body, everything else is in the query.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_AttachmentAPI.md
 * @returns 201 with the metadata
 * @throws Rejection 400 where a parameter or the content type is missing, 404 without such a record
 */
export function uploadFile(request: IncomingRequest, instance: InstanceState): HttpResponse {
	const login = admitChange(request, instance);
	checkAccept(request);
	const { query, headers } = request;
	checkGiven({ 'Content-Type': headers['content-type'] }, ['Content-Type']);
	checkGiven(query, mandatory);
	const createdOn = asText(query.creation_time);
	const known = isGlideTime(createdOn) ? ['creation_time'] : [];
	const response = attach(instance, login, {
		tableName: asText(query.table_name),
		tableSysId: asText(query.table_sys_id),
		fileName: asText(query.file_name),
		contentType: asText(headers['content-type']),
		bytes: bytesOf(request.body),
		at: apiOf(request),
		...(isGlideTime(createdOn) && { createdOn }),
	});
	const ignored = Object.keys(query)
		.filter((name) => ![...mandatory, ...known].includes(name))
		.map((name) => `the parameter ${name}`);
	return { ...response, ignored };
}

/** Reads the parts of a form. @throws Rejection 415 where it is none, 400 where it cannot be read */
async function partsOf({ body, headers }: IncomingRequest): Promise<[string, string | File][]> {
	const type = headers['content-type'] ?? '';
	if (!/^multipart\/form-data\b/i.test(type)) throw new Rejection(errorResponse(415));
	try {
		const bytes = new Uint8Array(bytesOf(body));
		const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
		return [...form.entries()] as [string, string | File][];
	} catch {
		const detail = 'The multipart message cannot be read.';
		throw new Rejection(errorResponse(400, 'Exception while reading request', detail));
	}
}

/**
 * POST /api/now/attachment/upload: a form with table and record, and the file as its last part.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_AttachmentAPI.md
 * @returns 201 with the metadata
 * @throws Rejection 400 where a part is missing or the file is not the last, 404 without such a record
 */
export async function uploadForm(
	request: IncomingRequest,
	instance: InstanceState,
): Promise<HttpResponse> {
	const login = admitChange(request, instance);
	checkAccept(request);
	const parts = await partsOf(request);
	const fields = Object.fromEntries(parts.filter(([, value]) => typeof value === 'string'));
	checkGiven(fields, ['table_name', 'table_sys_id']);
	const [, file] = parts[parts.length - 1];
	if (typeof file === 'string') {
		throw new Rejection(errorResponse(400, 'Bad Request', 'The last part must be the file'));
	}
	const response = attach(instance, login, {
		tableName: asText(fields.table_name),
		tableSysId: asText(fields.table_sys_id),
		fileName: file.name,
		contentType: file.type || 'application/octet-stream',
		bytes: Buffer.from(await file.arrayBuffer()),
		at: apiOf(request),
	});
	const ignored = parts
		.slice(0, -1)
		.filter(([name, value]) => typeof value !== 'string' || !mandatory.includes(name))
		.map(([name]) => `the part ${name}`);
	return { ...response, ignored };
}
