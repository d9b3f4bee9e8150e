import type { IDataObject, IN8nHttpFullResponse } from 'n8n-workflow';
import { RequestFailedError } from '../../../../nodes/shared/failure';
import type { Operation } from '../../../../nodes/shared/operation';
import { guardLogin, type Target } from '../../../../nodes/shared/transport/login/guardLogin';
import { createContact } from '../../failure/failure.mts';

type Answer = number | Error;

let hosts = 0;

/** What ServiceNow says with a status. */
function answerOf(answer: Answer): object {
	const isRight = typeof answer === 'number' && answer < 300;
	return isRight ? { result: {} } : { error: { message: 'No' }, status: 'failure' };
}

/** A login to a host of its own. */
export class Login {
	sent = 0;

	inFlight = 0;

	mostInFlight = 0;

	readonly controller = new AbortController();

	readonly baseURL = `https://login${(hosts += 1)}.example.com`;

	credential: IDataObject = { username: 'u', password: 'p' };

	authentication = 'basicAuth';

	body: unknown;

	/** What the host answers, after so many milliseconds. */
	constructor(
		public answer: Answer,
		private readonly afterMs = 0,
	) {}

	async send(
		target: Target = {},
		operation: Operation = createContact,
		stopped: Promise<never> = new Promise(() => {}),
	): Promise<number | string> {
		const context = {
			getNode: () => ({ credentials: { serviceNowCsmBasicApi: { id: '1' } } }),
			getNodeParameter: () => this.authentication,
			getCredentials: async () => this.credential,
			// Of the token endpoint, which does not redirect.
			helpers: { httpRequest: async () => ({ statusCode: 401, headers: {}, body: {} }) },
		};
		const address = { method: 'GET', url: '/api/now/contact', baseURL: this.baseURL, ...target };
		const { signal } = this.controller;
		const login = { context: context as never, operation, stopped };
		return await guardLogin(login, address as Target, signal, this.respond).then(
			({ statusCode }) => statusCode,
			(error: Error) =>
				error instanceof RequestFailedError
					? `held for ${String(error.failure.heldMs)}`
					: error.message,
		);
	}

	private respond = async (): Promise<IN8nHttpFullResponse> => {
		this.sent += 1;
		this.inFlight += 1;
		this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
		const { answer, body = answerOf(answer) } = this;
		await new Promise((resolve) => setTimeout(resolve, this.afterMs));
		this.inFlight -= 1;
		if (answer instanceof Error) throw answer;
		return { statusCode: answer, headers: {}, body: body as object };
	};
}

/** Lets what takes no time happen. */
export async function settle<Result>(work: Promise<Result>): Promise<Result> {
	await jest.advanceTimersByTimeAsync(0);
	return await work;
}
