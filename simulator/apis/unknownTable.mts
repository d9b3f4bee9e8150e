import { errorResponse, notSimulated } from '../http/errors.mts';
import type { HttpResponse } from '../http/response.mts';

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
export function unknownTable(table: string): HttpResponse {
	const what = `the table ${table}`;
	if (ofPlatform.test(table)) return notSimulated(what);
	return { ...errorResponse(400, `Invalid table ${table}`, null), notSimulated: what };
}
