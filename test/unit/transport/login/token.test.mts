import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { RequestFailedError } from '../../../../nodes/shared/failure';
import {
	ALL_BUT_401,
	ALL_STATUSES,
	type StatusErrors,
} from '../../../../nodes/shared/transport/defaults';
import { GuardedLogin } from '../../../../nodes/shared/transport/login/guardLogin';
import { createContact } from '../../failure/failure.mts';

const never = new Promise<never>(() => {});

const withToken = { oauthTokenData: { access_token: 'a', refresh_token: 'r' } };

const accepted: IDataObject = { result: {} };

const rejected: IDataObject = { error: { message: 'No' }, status: 'failure' };

let hosts = 0;

/** Requests with OAuth2 to a host of their own, which gives these answers, one after the other. */
class Connection {
	readonly sent: StatusErrors[] = [];

	/** Requests to the token endpoint, which redirects nowhere. */
	readonly askToken = jest.fn(async (_request: IHttpRequestOptions): Promise<unknown> => ({
		statusCode: 401,
		headers: {},
		body: {},
	}));

	readonly getCredentials = jest.fn(async (_type: string) => this.credential);

	readonly controller = new AbortController();

	readonly baseURL = `https://token${(hosts += 1)}.example.com`;

	isSent?: boolean;

	authentication = 'oAuth2';

	credentials?: object = { serviceNowCsmOAuth2Api: { id: '1' } };

	constructor(
		readonly credential: IDataObject,
		private readonly answers: Array<number | Error>,
	) {}

	/** @returns the status of the answer, or the error */
	async send(): Promise<unknown> {
		const parameters: Record<string, string> = { authentication: this.authentication };
		const context = {
			getNode: () => ({ credentials: this.credentials }),
			getNodeParameter: (name: string) => parameters[name],
			getCredentials: this.getCredentials,
			helpers: { httpRequest: this.askToken },
		} as never;
		const request = { context, operation: createContact, stopped: never };
		const login = await GuardedLogin.enter(request, { baseURL: this.baseURL, url: '/' });
		const outcome = await login.send(this.controller.signal, this.respond).then(
			({ statusCode }) => statusCode,
			(error: Error) => error,
		);
		login.leave();
		this.isSent = login.isSent;
		return outcome;
	}

	private respond = async (ignored: StatusErrors): Promise<IN8nHttpFullResponse> => {
		this.sent.push(ignored);
		const answer = this.answers.shift()!;
		if (answer instanceof Error) throw answer;
		const body = answer < 300 ? accepted : rejected;
		return { statusCode: answer, headers: {}, body } as IN8nHttpFullResponse;
	};
}

const failureOf = (outcome: unknown) => (outcome as RequestFailedError).failure;

test('a token that is accepted is sent once, and nobody looks where it came from', async () => {
	const connection = new Connection(withToken, [200]);
	expect(await connection.send()).toBe(200);
	expect(connection.sent).toEqual([ALL_STATUSES]);
	expect(connection.askToken).not.toHaveBeenCalled();
	expect(connection.isSent).toBe(true);
});

test('a token that is not accepted is renewed by n8n, and sent again', async () => {
	const connection = new Connection(withToken, [401, 200]);
	expect(await connection.send()).toBe(200);
	expect(connection.sent).toEqual([ALL_STATUSES, ALL_BUT_401]);
	expect(connection.askToken).toHaveBeenCalledTimes(1);
});

test.each([403, 500])('HTTP %i is no reason to renew it', async (status) => {
	const connection = new Connection(withToken, [status]);
	expect(await connection.send()).toBe(status);
	expect(connection.sent).toEqual([ALL_STATUSES]);
	expect(connection.askToken).not.toHaveBeenCalled();
});

test('other logins are sent once, whatever the answer', async () => {
	const connection = new Connection(withToken, [401]);
	connection.authentication = 'basicAuth';
	expect(await connection.send()).toBe(401);
	expect(connection.sent).toEqual([ALL_STATUSES]);
});

describe('where there is no token', () => {
	test('one is asked for only after a look at where it would come from', async () => {
		const connection = new Connection({}, [200, 200]);
		expect(await connection.send()).toBe(200);
		expect(connection.askToken).toHaveBeenCalledTimes(1);
		// Meanwhile n8n has got one.
		expect(await connection.send()).toBe(200);
		expect(connection.askToken).toHaveBeenCalledTimes(1);
	});

	test('and the token URL redirects, nothing is sent, now and for a while', async () => {
		const connection = new Connection({}, []);
		const headers = { location: 'https://other.example' };
		connection.askToken.mockResolvedValue({ statusCode: 307, headers, body: '' });
		expect(failureOf(await connection.send())).toMatchObject({ status: 307 });
		expect(failureOf(await connection.send())).toMatchObject({
			status: 307,
			noToken: 'refused',
			heldMs: expect.any(Number) as number,
		});
		expect(connection.sent).toEqual([]);
		expect(connection.isSent).toBe(false);
		expect(connection.askToken).toHaveBeenCalledTimes(1);
	});

	test('nothing is sent when nobody waits any more', async () => {
		const connection = new Connection({}, [200]);
		const reason = new Error('too late');
		connection.askToken.mockImplementation(async () => {
			connection.controller.abort(reason);
			return { statusCode: 401, headers: {}, body: {} };
		});
		expect(await connection.send()).toBe(reason);
		expect(connection.sent).toEqual([]);
	});
});

describe('an error of the engine that tells of no request', () => {
	test('is that of a connection that cannot be renewed, which is not asked again', async () => {
		const error = new Error('No refresh token');
		const connection = new Connection(withToken, [error]);
		expect(await connection.send()).toBe(error);
		expect(connection.isSent).toBe(false);
		expect(failureOf(await connection.send())).toMatchObject({
			noToken: 'refused',
			instanceMessage: '',
		});
		expect(connection.sent).toHaveLength(1);
	});

	test.each([
		['another login', 'basicAuth', new Error('x')],
		['a connection that was lost', 'oAuth2', Object.assign(new Error('x'), { code: 'ECONNRESET' })],
	])('says nothing of %s', async (_what, authentication, error) => {
		const connection = new Connection(withToken, [error, 200]);
		connection.authentication = authentication;
		expect(await connection.send()).toBe(error);
		expect(await connection.send()).toBe(200);
	});
});

test('the credential is not read while none was refused', async () => {
	const connection = new Connection({}, [200, 200]);
	connection.authentication = 'basicAuth';
	await connection.send();
	await connection.send();
	expect(connection.getCredentials).not.toHaveBeenCalled();
});

test('a node that has no credential yet is told so by n8n, not by us', async () => {
	const connection = new Connection(withToken, [200]);
	connection.credentials = undefined;
	expect(await connection.send()).toBe(200);
});
