import {
	NodeApiError,
	NodeOperationError,
	type IExecutePaginationFunctions,
	type IPollFunctions,
} from 'n8n-workflow';
import { RequestFailedError } from '../../../nodes/shared/failure';
import { toNodeError, toPollError } from '../../../nodes/shared/failure/nodeError';
import { InvalidInputError } from '../../../nodes/shared/inputError';
import { failureWith } from './failure.mts';

interface Setting {
	authentication?: string;
	/** Who runs the node: itself, or the agent that calls it. */
	caller?: { type: string; typeVersion: number };
	canceled?: AbortSignal;
	continueOnFail?: boolean;
	type?: string;
}

/** An item in the fourth place. */
function contextOf(setting: Setting): unknown {
	const {
		authentication = 'basicAuth',
		continueOnFail = false,
		type = 'serviceNowContact',
	} = setting;
	const parameters: Record<string, string> = { authentication };
	return {
		getNode: () => ({ name: 'Contact', type, typeVersion: 1, position: [0, 0], parameters: {} }),
		getNodeParameter: (name: string) => parameters[name],
		getCredentials: async () => ({ username: 'user', password: 'geheim' }),
		getExecutionCancelSignal: () => setting.canceled,
		getItemIndex: () => 3,
		getExecuteData: () => ({ node: setting.caller ?? { type, typeVersion: 1 } }),
		continueOnFail: () => continueOnFail,
	};
}

async function itemError(error: Error, setting: Setting = {}, others = '') {
	return await toNodeError(contextOf(setting) as IExecutePaginationFunctions, error, others);
}

const invalid = new InvalidInputError('"Email" is empty', 'Enter an address.');

const missing = new RequestFailedError(failureWith({ status: 404 }));

const lost = new RequestFailedError(failureWith({ code: 'ECONNRESET' }));

test('a refused input is told with its item, and what to do', async () => {
	const error = await itemError(invalid);
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error).toMatchObject({
		message: '"Email" is empty [item 3]',
		description: 'Enter an address.',
		context: { itemIndex: 3 },
	});
});

test('what became of the other items comes last', async () => {
	expect((await itemError(invalid, {}, 'Of 2 items: …')).description).toBe(
		'Enter an address. Of 2 items: …',
	);
});

test.each([
	[missing, '404'],
	[lost, 'none'],
])('a failed request has its HTTP status: %#', async (failed, httpCode) => {
	const error = await itemError(failed);
	expect(error).toBeInstanceOf(NodeApiError);
	expect(error).toMatchObject({ httpCode, context: { itemIndex: 3 } });
});

test('a failed request is explained for its login', async () => {
	const refused = new RequestFailedError(failureWith({ status: 401 }));
	const { description } = await itemError(refused, { authentication: 'apiKey' });
	expect(description).toMatch(/^Check the API key and its access policy/);
});

describe('what n8n itself refuses', () => {
	const refusal = Object.assign(new Error('No geheim here'), { description: 'Set\n geheim.' });

	test('is quoted without secrets', async () => {
		expect(await itemError(refusal)).toMatchObject({
			message: 'No ***** here [item 3]',
			description: 'Set *****.',
		});
	});

	test('may say nothing more', async () => {
		expect((await itemError(new Error('No'))).description).toBeFalsy();
	});

	test('with OAuth2, is a missing token', async () => {
		const error = await itemError(refusal, { authentication: 'oAuth2' });
		expect(error.message).toMatch(/^ServiceNow did not issue an access token/);
		expect(error.description).toMatch(/ n8n says: No \*{5} here$/);
	});
});

describe('an execution that was stopped', () => {
	const canceled = AbortSignal.abort();

	test('is told as n8n tells it, and says no more', async () => {
		const error = await itemError(new Error('aborted'), { canceled });
		expect(error.message).toBe('The execution was canceled [item 3]');
		expect(error.description).toBeFalsy();
	});

	test('keeps the word by which n8n knows it also for a request in progress', async () => {
		const failed = new RequestFailedError(failureWith({ code: 'ERR_CANCELED' }));
		expect((await itemError(failed)).message).toContain('canceled');
	});

	test.each([
		['a value', new InvalidInputError('"State" has no choice canceled', 'Select one.')],
		['n8n', new Error('It was canceled')],
		[
			'a rule of the instance',
			new RequestFailedError(
				failureWith({ status: 403, instanceMessage: 'A: canceled by a rule' }),
			),
		],
	])('is not one that %s calls canceled', async (_who, error) => {
		const { signal } = new AbortController();
		const { message } = await itemError(error, { canceled: signal });
		expect(message).not.toContain('canceled');
		expect(message).toContain('can\u2060celed');
	});
});

describe('for a chat model', () => {
	test('the message says what to do', async () => {
		const { message } = await itemError(invalid, { type: 'serviceNowContactTool' });
		expect(message).toBe('"Email" is empty [item 3]. Enter an address.');
	});

	test.each([
		['the node is no tool', { type: 'Toolbox.serviceNowContact' }],
		['the other items go on', { type: 'serviceNowContactTool', continueOnFail: true }],
		[
			'an older agent is handed the error as an item',
			{
				type: 'serviceNowContactTool',
				caller: { type: '@n8n/n8n-nodes-langchain.agent', typeVersion: 2.2 },
			},
		],
	])('it does not where %s', async (_what, setting) => {
		expect((await itemError(invalid, setting)).message).toBe('"Email" is empty [item 3]');
	});
});

test('a poll has no item, and is not stopped', async () => {
	const context = contextOf({ authentication: 'apiKey', canceled: AbortSignal.abort() });
	const error = await toPollError(context as IPollFunctions, new Error('aborted'));
	expect(error.message).toBe('aborted');
	const refused = new RequestFailedError(failureWith({ status: 401 }));
	const { description } = await toPollError(context as IPollFunctions, refused);
	expect(description).toMatch(/^Check the API key.*\.$/);
});
