import type { Row } from './row';
import { FORBIDDEN } from './rows/forbidden';
import { LOGIN } from './rows/login';
import { MISSING } from './rows/missing';
import { NETWORK } from './rows/network';
import { REJECTED } from './rows/rejected';
import { SUCCESSES, UNDOCUMENTED } from './rows/success';
import { UNAVAILABLE } from './rows/unavailable';

/**
 * What can go wrong, first match wins. A new failure is a new row; `npm run docs` puts it into
 * docs/errors.md.
 *
 * @see https://www.servicenow.com/docs/r/australia/api-reference/rest-api-explorer/r_RESTAPIHTTPResponseCodes.html
 * for the statuses; the error bodies are those of real instances
 */
export const FAILURES: Row[] = [
	...SUCCESSES,
	...LOGIN,
	...MISSING,
	...FORBIDDEN,
	...UNAVAILABLE,
	...REJECTED,
	...NETWORK,
	UNDOCUMENTED,
];
