import { all, instanceMessageMatches, status } from '../conditions';
import type { Row } from '../row';

/** What the instance does not let the user do, or does not have. */
export const ACCESS: Row[] = [
	{
		topic: 'access',
		when: all(status(400, 404), instanceMessageMatches(/does not represent any resource/i)),
		shownBy: 'HTTP 400 or 404 with "Requested URI does not represent any resource"',
		message: 'The {api} API is not available on the instance',
		advice:
			'Ask an administrator to check that {plugin} is active. If "API Version" is set, clear it or use a version that the REST API Explorer lists.',
	},
	{
		topic: 'access',
		when: all(status(403), ({ operation }) => operation.table !== undefined),
		shownBy: 'HTTP 403 from the Table API',
		retryability: 'notDone',
		message: 'The ServiceNow user has no read access to the table {table}',
		advice:
			'Ask an administrator to grant read access through the Table API, or turn off the option that needs it.',
	},
	{
		topic: 'access',
		// Also seen for a moment when a session has moved to another node of the instance.
		when: status(403),
		shownBy: 'HTTP 403',
		retryability: 'notDone',
		message: 'The ServiceNow user is not allowed to do this',
		advice: 'Ask an administrator to give the user {roles}, and to check the ACLs of the record.',
	},
	{
		topic: 'access',
		when: status(405, 406, 415),
		shownBy: 'HTTP 405, 406, or 415',
		message: 'The instance rejected the method or content type of the request (HTTP {status})',
		advice:
			'A proxy between n8n and the instance may have changed the request, or the instance has an older version of the API.',
	},
];
