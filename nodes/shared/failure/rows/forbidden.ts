import { tableApi } from '../../platform/apis';
import { all, any, instanceMessageMatches, isForeign, isRead, not, status } from '../conditions';
import type { Row } from '../row';

const readsTable: Row['when'] = ({ operation }) => operation.api === tableApi;

/** An access rule of the instance, by the words of recorded responses. */
const saysAccess = instanceMessageMatches(
	/not authori[sz]ed|\bACL (exception|validation)|security constraint/i,
);

const saysNothing: Row['when'] = ({ instanceMessage }) => instanceMessage === '';

/**
 * HTTP 403, of which only some is about roles. What the response is made of decides first; ServiceNow's
 * words, which can be in another language, only where the worst is advice that does not fit.
 */
export const FORBIDDEN: Row[] = [
	{
		topic: 'network',
		when: all(status(403), isForeign),
		shownBy: 'HTTP 403 with a web page, or a text that is not from the REST API of ServiceNow',
		message: 'A gateway or firewall blocked the request (HTTP 403)',
		advice:
			'The request was not carried out. Ask your network administrator whether a proxy, gateway, or firewall stands between n8n and the instance, and a ServiceNow administrator whether IP Address Access Control allows the address of n8n.',
	},
	{
		topic: 'access',
		when: all(status(403), instanceMessageMatches(/insufficient rights to query|in the query/i)),
		shownBy: 'HTTP 403 with "Insufficient rights to query records"',
		message: 'The query has a column that the ServiceNow user cannot read',
		advice:
			'Check the spelling of {queryColumns}, and ask an administrator to grant the user read access to them. ServiceNow responds the same way when a column does not exist.',
	},
	{
		topic: 'input',
		when: all(status(403), not(isRead), instanceMessageMatches(/data policy/i)),
		shownBy: 'HTTP 403 with "Data Policy Exception"',
		message: 'A data policy of the instance rejected the values{says}',
		advice:
			'The request was not carried out. Set the fields that the policy makes mandatory, and clear those that it makes read-only.',
	},
	{
		topic: 'access',
		// Also seen for a moment when a session has moved to another node of the instance: KB2466644.
		when: all(status(403), readsTable),
		shownBy: 'HTTP 403 from the Table API',
		retryability: 'notDone',
		message: 'The ServiceNow user has no read access to {table}',
		advice:
			'Ask an administrator to grant the user read access to the table and to the columns in the query. If an ACL protects the Table API itself, the user also needs {roles}.',
	},
	{
		topic: 'access',
		when: all(status(403), any(isRead, saysNothing, saysAccess)),
		shownBy: 'HTTP 403 with "User Not Authorized", or "ACL Exception"',
		retryability: 'notDone',
		message: 'The ServiceNow user is not allowed to do this',
		advice: 'Ask an administrator to give the user {roles}, and to check the ACLs of the record.',
	},
	{
		topic: 'input',
		when: status(403),
		shownBy: 'HTTP 403 with any other reason, such as a business rule or a unique column',
		message: 'A rule of the instance rejected the request: {reason}',
		advice:
			'The request was not carried out. Correct the values that the reason names. If it names a permission, ask an administrator to give the user {roles}.',
	},
];
