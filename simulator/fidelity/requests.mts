import { article, page, type Area } from './behavior.mts';

const restApi = page('api-reference/rest-api-explorer/c_RESTAPI');
const statusCodes = page('api-reference/rest-api-explorer/r_RESTAPIHTTPResponseCodes');
const workflow = page('platform-security/authentication/authorization-workflow');
const semaphores = page('impact/io-semaphores-performance-metrics');
const rateLimits = page('api-reference/rest-api-explorer/inbound-REST-API-rate-limiting');
const conditions = 'nodes/shared/failure/conditions.ts';
const retryAfterWindow = 'nodes/shared/transport/retryAfterWindow.ts';

export const requests: Area[] = [
	{
		title: 'Requests',
		behaviors: [
			{
				about: ['headers'],
				does: 'Answers 400 to a request without `Accept`, or to a change without `Content-Type`',
				sources: [restApi],
				reliedOnBy: ['nodes/shared/transport/defaults.ts'],
			},
			{
				about: ['media types'],
				does: 'Answers 406 and 415 to media types that it does not take',
				sources: [statusCodes],
				reliedOnBy: [conditions],
			},
			{
				about: ['size'],
				does: 'Answers 400 to a body of more than 10 MB',
				sources: [page('api-reference/rest-api-explorer/r_ControllingMaxRequestSize')],
				reliedOnBy: [],
			},
			{
				about: ['size'],
				does: 'Answers a URL that is too long with a page of HTML',
				sources: ['https://github.com/ServiceNow/PySNC/blob/1.2.1/test/test_snc_api_query.py'],
				reliedOnBy: [conditions],
			},
			{
				about: ['error envelope'],
				does: 'Puts message and detail of an error into an envelope with `status: failure`',
				sources: [statusCodes],
				reliedOnBy: ['nodes/shared/failure/body.ts', 'nodes/shared/transport/readResponse.ts'],
			},
			{
				about: ['setting:inactivePlugins'],
				does: 'Answers 400 to the URLs of a plugin that is not active',
				sources: [statusCodes],
				reliedOnBy: [conditions],
			},
			{
				about: ['unknown URLs'],
				does: 'Answers 400 to a URL that no API has, and 405 to another method',
				sources: [statusCodes],
				reliedOnBy: [conditions],
			},
			{
				about: ['methods'],
				does: 'Serves HEAD where GET is, takes `X-HTTP-Method-Override`, and names the methods of a URL in `Allow`',
				sources: [restApi, 'https://www.rfc-editor.org/rfc/rfc9110#name-405-method-not-allowed'],
				reliedOnBy: [],
			},
			{
				about: ['setting:corsRules'],
				does: 'Lets pages of other origins call the APIs by rules, of which there is none at the start',
				sources: [
					page('api-reference/rest-api-explorer/t_DefineACORSRule'),
					page('api-reference/rest-api-explorer/r_CORSDomainRequirements'),
				],
				reliedOnBy: [],
			},
			{
				id: 'gzip',
				about: ['setting:gzip'],
				does: 'Takes compressed bodies, and gives them where it is told to',
				variedBy: ['test/simulator/control.test.mts', 'test/engine/guessesOfApis.test.mts'],
			},
			{
				id: 'repeatedParameters',
				about: ['repeated parameters'],
				does: 'Takes the first of a parameter that is given twice',
				variedBy: ['test/simulator/fuzz.test.mts', 'test/engine/guessesOfApis.test.mts'],
			},
			{
				about: ['versions'],
				does: 'Serves an operation under its default and its versioned URL',
				sources: [restApi],
				reliedOnBy: ['nodes/shared/request/url.ts'],
			},
			{
				about: ['roles'],
				does: 'Answers 403 to a login that has no role of the API',
				sources: [restApi, statusCodes],
				reliedOnBy: [conditions],
			},
			{
				about: ['unknown records'],
				does: 'Answers 404 to a record that is not there, or that ACLs hide',
				sources: [statusCodes],
				reliedOnBy: [conditions],
			},
			{
				about: ['headers'],
				does: 'Puts `X-Transaction-ID` and the cookies of a session on every answer',
				sources: [page('api-reference/server-api-reference/c_RESTResponseV2API')],
				reliedOnBy: ['nodes/shared/failure/explain.ts'],
			},
			{
				id: 'mandatoryText',
				about: ['mandatory parameters'],
				does: 'The text of the 400 that names parameters which are missing or invalid',
				metBy: ['nodes/shared/failure/rows/rejected.ts'],
				variedBy: ['test/campaign/faultTable.mts'],
			},
		],
	},
	{
		title: 'Logins',
		behaviors: [
			{
				about: ['refused logins'],
				does: 'Answers 401 to a wrong login, with `X-MFA_TOKEN` where a second factor is missing',
				sources: [restApi],
				reliedOnBy: [conditions],
			},
			{
				about: ['setting:tokenFault'],
				does: 'Refuses a token with 401 `server_error`, `access_denied`',
				sources: ['https://github.com/demisto/content-docs/issues/1301'],
				reliedOnBy: ['nodes/shared/failure/tokenFailure.ts'],
			},
			{
				id: 'tokenFault',
				about: ['setting:tokenFault'],
				does: 'Refuses a token with any other answer: an error, a page, nothing at all',
				metBy: ['nodes/shared/failure/tokenFailure.ts'],
				variedBy: ['test/engine/neverSent.test.mts', 'test/simulator/login.test.mts'],
			},
			{
				about: ['setting:tokenLifetimeSeconds'],
				does: 'Issues access tokens that end; a public client gets no refresh token',
				sources: [workflow],
				reliedOnBy: ['credentials/ServiceNowCsmOAuth2Api.credentials.ts'],
			},
			{
				about: ['setting:explicitRoles'],
				does: 'Gives public resources alone to a login without `snc_internal`, which `csm_ws_integration` contains',
				sources: [
					page('platform-security/explicit-roles'),
					page('customer-service-management/customer-service-management-roles'),
				],
				reliedOnBy: [],
			},
			{
				about: ['setting:basicAuthRestricted'],
				does: 'Restricts Basic Auth to certain users',
				sources: [page('platform-security/authentication/basic-authentication')],
				reliedOnBy: [],
			},
			{
				id: 'restrictedLogins',
				about: ['setting:explicitRoles', 'setting:basicAuthRestricted'],
				does: 'The status and text that such a login gets: 403, and 401',
				metBy: ['nodes/shared/failure/rows/login.ts', 'nodes/shared/failure/rows/forbidden.ts'],
				variedBy: [
					'test/engine/guesses.test.mts',
					'test/campaign/faultTable.mts',
					'test/engine/guessesOfApis.test.mts',
				],
			},
		],
	},
	{
		title: 'Load',
		behaviors: [
			{
				about: ['setting:permits', 'setting:queue', 'setting:nodes'],
				does: 'Works on a few requests per node, lets others wait, and answers 429 to the rest',
				sources: [semaphores],
				reliedOnBy: [
					'nodes/shared/transport/pace/limiter.ts',
					'nodes/shared/transport/pace/permitWaitLimit.ts',
					'nodes/shared/transport/pace/throttle.ts',
				],
			},
			{
				id: 'serverTiming',
				about: ['setting:serverTiming'],
				does: 'Tells in `Server-Timing: sem_wait` how long a request waited, or does not',
				metBy: ['nodes/shared/transport/pace/serverTiming.ts'],
				variedBy: ['test/campaign/load.test.mts', 'test/unit/transport/pace/paceModel.test.mts'],
			},
			{
				about: ['setting:sessions', 'setting:sessionRequests'],
				does: 'Lets requests of a session run in turn, ten wait, and drops the next with 202',
				sources: [article('KB0655956'), article('KB3047080'), article('KB0755706')],
				reliedOnBy: [],
			},
			{
				about: ['setting:hourlyLimit', 'setting:rateRules'],
				does: 'Counts requests by user and resource, and answers 429 with `Retry-After` and `X-RateLimit-Reset`',
				sources: [rateLimits],
				reliedOnBy: [retryAfterWindow],
			},
			{
				id: 'retryAfter',
				about: ['Retry-After'],
				does: 'Writes `Retry-After` as 0, as a date, past, folded, or not at all',
				metBy: ['nodes/shared/transport/retry.ts'],
				variedBy: ['test/engine/guesses.test.mts', 'test/unit/simulator/rateRules.test.mts'],
			},
			{
				about: ['setting:latencyMs', 'setting:awayUntil', 'setting:logLimit'],
				does: 'Answers slowly, is away, and logs what it was asked',
				aid: true,
			},
			{
				id: 'commitDelay',
				about: ['setting:commitDelayMs'],
				does: 'Shows a new interaction of openframe, or a new contact, to reads at once or later, whatever it answered',
				metBy: ['nodes/shared/once/createOnce.ts'],
				variedBy: ['test/simulator/lateCommits.test.mts', 'test/campaign/exactlyOnce.test.mts'],
			},
			{
				about: ['setting:clockSkewMs'],
				does: 'Has a clock that is ahead, or behind',
				aid: true,
			},
		],
	},
];
