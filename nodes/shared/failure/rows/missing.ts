import { all, instanceMessageMatches, isForeign, not, readsList, status } from '../conditions';
import type { Row } from '../row';

/** What the instance does not have. */
export const MISSING: Row[] = [
	{
		topic: 'access',
		when: all(status(400, 404), instanceMessageMatches(/does not represent any resource/i)),
		shownBy: 'HTTP 400 or 404 with "Requested URI does not represent any resource"',
		message: 'The {api} API is not available on the instance',
		advice:
			'Ask an administrator to check that {requirements}. If "API Version" is set, clear it or use a version that the REST API Explorer lists.',
	},
	{
		topic: 'access',
		when: all(status(404), readsList, not(isForeign)),
		shownBy: 'HTTP 404 for a list, a look-up, the trigger, or the test of a credential',
		message: 'The instance did not find what to list (HTTP 404)',
		advice:
			'Check that the instance URL in the credential is the address of the instance alone, and ask an administrator to check that {requirements}.{oldVersion}',
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
