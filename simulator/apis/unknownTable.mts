import { errorResponse, notSimulated } from '../http/errors.mts';
import type { HttpResponse } from '../http/response.mts';
import type { IncomingRequest } from '../http/request.mts';
import type { InstanceState } from '../instanceState.mts';
import { identify } from '../login/auth.mts';
import { table } from '../records/tableSchema.mts';

/**
 * Tables that most instances have. Another name may be a table of a customer, or a mistake.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-administration/c_TableAdministration.md
 */
const ofPlatform =
	/^(sys|cmdb|alm|ast|kb|sc|sn|task|change|cmn|core|csm|customer|interaction|awa|live|svc|wf|pm|rm|dmn|item|problem|std|service|contract|fm|hr|ts|v|sla|sp|pa|discovery|ecc|syslog|syslog_transaction|oauth|label|survey|asmt|question|contact|user)(_\w+)?$/;

/**
 * Answers a table that the simulator does not have: 501 where the name is one of the platform's, 400 as
 * an instance does for any other.
 */
export function unknownTable(name: string): HttpResponse {
	const what = `the table ${name}`;
	if (ofPlatform.test(name)) return notSimulated(what);
	return { ...errorResponse(400, `Invalid table ${name}`, null), notSimulated: what };
}

/** Adds the table that a login writes to, where the setting `tablesOnWrite` lets writes add tables. */
export function tableForWrite(
	{ settings, store, tokens }: InstanceState,
	{ params, headers }: IncomingRequest,
): void {
	const name = params.table;
	const adds = settings.tablesOnWrite && !store.tables.has(name) && /^[a-z]\w{0,79}$/.test(name);
	if (adds && identify(headers, tokens)) store.addTable(name, table(name, 'name'));
}
