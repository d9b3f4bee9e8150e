import { checkTransport, bodyMembers } from '../../http/body.mts';
import { errorResponse } from '../../http/errors.mts';
import type { IncomingRequest } from '../../http/request.mts';
import type { HttpResponse } from '../../http/response.mts';
import type { InstanceState } from '../../instanceState.mts';
import { asText, type Row } from '../../records/values.mts';
import { admit, admitChange } from './attachments.mts';
import { attachmentOf, checkGiven } from './metadata.mts';

const ATTRIBUTES = 'sys_attachment_attribute';

const shown = ({ key, value }: Row) => ({ key, value });

function attributesOf({ store }: InstanceState, attachment: Row, key?: string): Row[] {
	return [...store.table(ATTRIBUTES).values()].filter(
		(row) => row.attachment === attachment.sys_id && (key === undefined || row.key === key),
	);
}

/**
 * GET /api/now/attachment/{sys_id}/attributes, and of one attribute.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_AttachmentAPI.md
 * @returns the attributes as keys and values; 404 for an attachment or attribute that there is not
 */
export function getAttributes(request: IncomingRequest, instance: InstanceState): HttpResponse {
	const login = admit(request, instance);
	checkTransport(request);
	const { sys_id, attribute_key } = request.params;
	const attachment = attachmentOf(instance, login, sys_id);
	const found = attributesOf(instance, attachment, attribute_key).map(shown);
	if (attribute_key === undefined) return { status: 200, body: { result: found } };
	return found.length === 0 ? errorResponse(404) : { status: 200, body: { result: found[0] } };
}

/** POST: adds an attribute, or gives one that there is another value. @returns 201, 400, or 404 */
export function addAttribute(request: IncomingRequest, instance: InstanceState): HttpResponse {
	const login = admitChange(request, instance);
	checkTransport(request);
	const attachment = attachmentOf(instance, login, request.params.sys_id);
	const body = bodyMembers(request);
	checkGiven(body, ['key', 'value']);
	const values = { key: asText(body.key), value: asText(body.value) };
	const [own] = attributesOf(instance, attachment, values.key) as [Row?];
	if (own) instance.store.update(own, values, login.userName);
	else {
		const row = { ...values, attachment: attachment.sys_id };
		instance.store.insert(ATTRIBUTES, row, login.userName);
	}
	return { status: 201, body: { result: values } };
}

/** PUT: another value of an attribute. @returns 200, 400, or 404 */
export function changeAttribute(request: IncomingRequest, instance: InstanceState): HttpResponse {
	const login = admitChange(request, instance);
	checkTransport(request);
	const { sys_id, attribute_key } = request.params;
	const attachment = attachmentOf(instance, login, sys_id);
	const body = bodyMembers(request);
	checkGiven(body, ['value']);
	const [own] = attributesOf(instance, attachment, attribute_key) as [Row?];
	if (!own) return errorResponse(404);
	instance.store.update(own, { value: asText(body.value) }, login.userName);
	return { status: 200, body: { result: shown(own) } };
}

/** DELETE: all attributes, or one. @returns 204, or 404 */
export function deleteAttributes(request: IncomingRequest, instance: InstanceState): HttpResponse {
	const login = admitChange(request, instance);
	const { sys_id, attribute_key } = request.params;
	const attachment = attachmentOf(instance, login, sys_id);
	const found = attributesOf(instance, attachment, attribute_key);
	if (attribute_key !== undefined && found.length === 0) return errorResponse(404);
	for (const row of found) instance.store.remove(ATTRIBUTES, row.sys_id);
	return { status: 204 };
}
