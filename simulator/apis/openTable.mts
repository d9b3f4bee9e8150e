import { checkTransport } from '../http/body.mts';
import { errorResponse } from '../http/errors.mts';
import type { IncomingRequest } from '../http/request.mts';
import { Rejection } from '../http/response.mts';
import type { InstanceState } from '../instanceState.mts';
import { authenticate } from '../login/auth.mts';
import type { Login } from '../login/logins.mts';
import { unknownTable } from './unknownTable.mts';

/**
 * The page asks for a `Content-Type` of every change, and its own sample of DELETE has none. ServiceNow's
 * client for Python sends a POST without fields as one without a body, and gets a record.
 *
 * @see https://github.com/ServiceNow/PySNC/blob/1.2.1/test/test_snc_attachment.py
 */
const hasBody = ({ body }: IncomingRequest) => Buffer.isBuffer(body) && body.length > 0;

/**
 * Lets a request of the Table API in, from the login to the table.
 *
 * @throws Rejection 401, 400 `Invalid table`, 403 where nobody, or the login, may read the table
 */
export function openTable(
	request: IncomingRequest,
	instance: InstanceState,
): { table: string; login: Login } {
	const { table } = request.params;
	const login = authenticate(request.headers, instance.tokens, instance.settings);
	checkTransport(request, { needsType: hasBody(request) });
	if (!instance.store.tables.has(table)) throw new Rejection(unknownTable(table));
	const readable = login.readable?.tables.includes(table) ?? true;
	if (!readable || instance.settings.deniedTables.includes(table)) {
		throw new Rejection(errorResponse(403));
	}
	return { table, login };
}
