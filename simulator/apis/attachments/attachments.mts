import { checkTransport, bodyMembers } from '../../http/body.mts';
import { errorResponse } from '../../http/errors.mts';
import type { IncomingRequest } from '../../http/request.mts';
import { Rejection, type HttpResponse } from '../../http/response.mts';
import type { InstanceState } from '../../instanceState.mts';
import { authenticate } from '../../login/auth.mts';
import type { Login } from '../../login/logins.mts';
import { asText } from '../../records/values.mts';
import { readPage } from '../readRows.mts';
import { ignoredParameters, wantedOf } from '../tableParameters.mts';
import { attachmentOf, ATTACHMENTS, checkGiven, metadataOf } from './metadata.mts';

const DEFAULT_LIMIT = '1000';

/**
 * Lets a request of the Attachment API in.
 *
 * @throws Rejection 401; 403 where the login may read no attachments
 */
export function admit(request: IncomingRequest, instance: InstanceState): Login {
	const { settings, tokens } = instance;
	const login = authenticate(request.headers, tokens, settings);
	const readable = login.readable?.tables.includes(ATTACHMENTS) ?? true;
	if (!readable || settings.deniedTables.includes(ATTACHMENTS)) {
		throw new Rejection(errorResponse(403));
	}
	return login;
}

/** The same for a change. @throws Rejection 403 where the login may not make one */
export function admitChange(request: IncomingRequest, instance: InstanceState): Login {
	const login = admit(request, instance);
	const isProtected = instance.settings.writeProtectedTables.includes(ATTACHMENTS);
	if (login.readable || isProtected) throw new Rejection(errorResponse(403));
	return login;
}

/**
 * GET /api/now/attachment.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_AttachmentAPI.md
 * @returns the metadata of attachments, 1000 unless a limit is given
 */
export function listAttachments(request: IncomingRequest, instance: InstanceState): HttpResponse {
	const login = admit(request, instance);
	checkTransport(request);
	const query = { sysparm_limit: DEFAULT_LIMIT, ...request.query };
	const page = readPage(instance, login, ATTACHMENTS, wantedOf(query));
	const { dictionary } = instance.store;
	return {
		status: 200,
		headers: { 'X-Total-Count': String(page.total()) },
		body: { result: page.rows.map((row) => metadataOf(instance, row)) },
		ignored: [...page.ignored, ...ignoredParameters(dictionary, ATTACHMENTS, query, true)],
	};
}

/** GET /api/now/attachment/{sys_id}. @returns the metadata, or 404 */
export function getAttachment(request: IncomingRequest, instance: InstanceState): HttpResponse {
	const login = admit(request, instance);
	checkTransport(request);
	const row = attachmentOf(instance, login, request.params.sys_id);
	return { status: 200, body: { result: metadataOf(instance, row) } };
}

/**
 * Whether an `Accept` header takes a media type. JSON takes every one: clients of ServiceNow and others
 * send it with all requests, and get files.
 *
 * @see https://github.com/ServiceNow/PySNC/blob/1.2.1/test/test_snc_attachment.py
 * @see https://github.com/ansible-collections/servicenow.itsm/blob/2.9.3/tests/integration/targets/itsm_attachment_info/tasks/main.yml
 */
function accepts(accept: string, type: string): boolean {
	const [main, sub] = type.toLowerCase().split(';', 1)[0].split('/');
	const wanted = accept.toLowerCase().split(',');
	return wanted
		.map((one) => one.split(';', 1)[0].trim())
		.some(
			(one) =>
				['*/*', 'application/json'].includes(one) ||
				one === `${main}/*` ||
				one === `${main}/${sub}`,
		);
}

/**
 * GET /api/now/attachment/{sys_id}/file.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_AttachmentAPI.md
 * @returns the file with its metadata in `X-Attachment-Metadata`; 404, or 406 where its type is not accepted
 */
export function downloadAttachment(
	request: IncomingRequest,
	instance: InstanceState,
): HttpResponse {
	const login = admit(request, instance);
	const row = attachmentOf(instance, login, request.params.sys_id);
	const type = row.content_type || 'application/octet-stream';
	if (!accepts(request.headers.accept ?? '*/*', type)) return errorResponse(406);
	const metadata = JSON.stringify(metadataOf(instance, row));
	const ascii = metadata.replaceAll(
		/[^\x20-\x7e]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
	return {
		status: 200,
		type,
		headers: { 'X-Attachment-Metadata': ascii },
		body: instance.store.files.get(row.sys_id) ?? Buffer.alloc(0),
	};
}

/** PATCH /api/now/attachment/{sys_id}: another file name. @returns 204, 400 without a name, or 404 */
export function renameAttachment(request: IncomingRequest, instance: InstanceState): HttpResponse {
	const login = admitChange(request, instance);
	checkTransport(request);
	const row = attachmentOf(instance, login, request.params.sys_id);
	const { file_name, ...others } = bodyMembers(request);
	checkGiven({ file_name: asText(file_name) }, ['file_name']);
	instance.store.update(row, { file_name: asText(file_name) }, login.userName);
	return { status: 204, ignored: Object.keys(others).map((name) => `the field ${name}`) };
}

/** DELETE /api/now/attachment/{sys_id}. @returns 204, or 404 */
export function deleteAttachment(request: IncomingRequest, instance: InstanceState): HttpResponse {
	const login = admitChange(request, instance);
	// The page's sample has neither header.
	const row = attachmentOf(instance, login, request.params.sys_id);
	instance.store.remove(ATTACHMENTS, row.sys_id);
	return { status: 204 };
}
