/** What the instance decided to answer, before it is written to the socket. */
export interface Answer {
	/** HTTP status code. */
	status: number;
	headers?: Record<string, string>;
	/** An object is sent as JSON, a string as it is, `undefined` as an empty body. */
	body?: unknown;
	/** Content type; `application/json;charset=UTF-8` when left out. */
	type?: string;
	/** What happens on the wire instead of a complete answer. */
	wire?: 'destroy' | 'hang' | 'truncate';
}

/** Thrown by a handler to end the request with `answer`. */
export class Refusal extends Error {
	readonly answer: Answer;

	constructor(answer: Answer) {
		super(`Refused with status ${answer.status}`);
		this.answer = answer;
	}
}
