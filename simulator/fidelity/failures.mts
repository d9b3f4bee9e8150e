import { article, page, type Area } from './behavior.mts';

const statusCodes = page('api-reference/rest-api-explorer/r_RESTAPIHTTPResponseCodes');
const conditions = 'nodes/shared/failure/conditions.ts';
const readResponse = 'nodes/shared/transport/readResponse.ts';
const retry = 'nodes/shared/transport/retry.ts';
const faultTable = 'test/campaign/faultTable.mts';
const faults = 'test/simulator/faults.test.mts';
const guesses = 'test/engine/guesses.test.mts';
const stackState =
	'https://github.com/StackVista/stackstate-agent-integrations/blob/master/servicenow/tests/samples/cmdb_ci_result_malformed_json_with_error_msg.txt';
const incomplete = 'https://www.rfc-editor.org/rfc/rfc9112#name-handling-incomplete-messages';
const systemErrors = 'https://nodejs.org/api/errors.html#common-system-errors';

export const failures: Area[] = [
	{
		title: 'Failures',
		behaviors: [
			{
				about: ['fault:status'],
				does: 'Answers any status in the error envelope',
				sources: [statusCodes],
				reliedOnBy: [conditions, retry],
			},
			{
				about: ['fault:accepted202'],
				does: 'Answers 202, and has not carried the request out',
				sources: [article('KB0655956'), article('KB3047080')],
				reliedOnBy: [conditions],
			},
			{
				about: ['fault:cutOff'],
				does: 'Answers 200 with some rows, and behind them the error of a canceled transaction',
				sources: [article('KB1297438')],
				reliedOnBy: [readResponse],
			},
			{
				about: ['fault:cutInRow'],
				does: 'Breaks off within a row, and writes the error behind it',
				sources: [stackState],
				reliedOnBy: [readResponse],
			},
			{
				id: 'cutOffText',
				about: ['fault:cutOff', 'fault:cutInRow'],
				does: 'The text of the error, and how many rows come before it',
				metBy: ['nodes/shared/failure/conditions.ts'],
				variedBy: [guesses, faults, 'test/engine/triggerAccess.test.mts'],
			},
			{
				id: 'quota500',
				about: ['fault:quota500'],
				does: 'Cancels a transaction with 500, whether or not it was committed',
				metBy: [
					'nodes/shared/failure/rows/unavailable.ts',
					'nodes/ServiceNowConversationMember/resources/conversationMember/update.ts',
				],
				variedBy: [guesses, faults, 'test/engine/conversationMember.test.mts'],
			},
			{
				about: ['fault:dataPolicy'],
				does: 'Answers 403 to a change that a data policy or a business rule forbids',
				sources: [
					statusCodes,
					page('api-reference/web-services/c_JSONObjectFormat'),
					page('platform-administration/r_AvailableSystemProperties'),
				],
				reliedOnBy: [],
			},
			{
				id: 'dataPolicyText',
				about: ['fault:dataPolicy'],
				does: 'Message and detail that come with it',
				metBy: ['nodes/shared/failure/rows/forbidden.ts'],
				variedBy: [faults, guesses],
			},
			{
				about: ['fault:businessFailure'],
				does: 'Answers 200 with `success: false` or `status: FAILURE`',
				sources: [
					page('api-reference/rest-apis/conversation-member-api'),
					page('api-reference/rest-apis/openframe-api'),
				],
				reliedOnBy: ['nodes/shared/operation.ts'],
			},
			{
				id: 'emptyAnswers',
				about: ['fault:emptyBody', 'fault:notJson', 'fault:noResult', 'fault:wrongShape'],
				does: 'Carries a request out, and answers with a body that says nothing of it',
				metBy: ['nodes/shared/transport/readResponse.ts'],
				variedBy: [faultTable, faults],
			},
		],
	},
	{
		title: 'Between n8n and the instance',
		behaviors: [
			{
				id: 'foreignPages',
				about: ['fault:hibernating', 'fault:loginPage', 'fault:proxyPage', 'fault:gatewayPage'],
				does: 'The page of an instance that sleeps, of a login, a proxy or a gateway',
				metBy: ['nodes/shared/failure/conditions.ts'],
				variedBy: [faultTable, guesses],
			},
			{
				id: 'customUrl',
				about: ['setting:customUrl'],
				does: 'Answers at all its addresses, and begins links with the custom URL that is its instance URL',
				metBy: ['nodes/shared/input/plainValue.ts', 'nodes/shared/input/sysId.ts'],
				variedBy: ['test/engine/addresses.test.mts'],
			},
			{
				id: 'renamedTo',
				about: ['setting:renamedTo'],
				does: 'Redirects every URL of the old address to the new one after the instance was renamed',
				metBy: ['nodes/shared/failure/rows/login.ts'],
				variedBy: ['test/engine/addresses.test.mts'],
			},
			{
				about: ['fault:redirect'],
				does: 'Redirects to a page',
				sources: ['https://www.rfc-editor.org/rfc/rfc9110#name-redirection-3xx'],
				reliedOnBy: ['nodes/shared/transport/defaults.ts'],
			},
			{
				about: ['fault:proxyAuth'],
				does: 'A proxy answers 407 in the place of the instance',
				sources: ['https://www.rfc-editor.org/rfc/rfc9110#name-407-proxy-authentication-re'],
				reliedOnBy: [conditions],
			},
			{
				about: ['fault:truncated'],
				does: 'The connection ends in the middle of a body',
				sources: [incomplete],
				reliedOnBy: ['nodes/shared/failure/networkCodes.ts'],
			},
			{
				about: ['fault:reset', 'fault:resetAfter'],
				does: 'The connection ends without an answer, before or after the work',
				sources: [systemErrors],
				reliedOnBy: ['nodes/shared/failure/networkCodes.ts', retry],
			},
			{
				about: ['fault:timeout'],
				does: 'No answer comes',
				sources: [systemErrors],
				reliedOnBy: ['nodes/shared/failure/networkCodes.ts'],
			},
		],
	},
];
