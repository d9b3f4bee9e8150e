/** What the instance sends back, before it is written to the socket. */
export interface HttpResponse {
	/** HTTP status code. */
	status: number;
	headers?: Record<string, string>;
	/** An object is sent as JSON, a string or bytes as they are, `undefined` as an empty body. */
	body?: unknown;
	/** Content type; `application/json;charset=UTF-8` when left out. */
	type?: string;
	/** Whether it comes from something before the instance, and has none of the instance's headers. */
	foreign?: boolean;
	/** Parts of the request that were left out, in words. */
	ignored?: string[];
	/** What an instance has and the simulator has not, in words. */
	notSimulated?: string;
	/** What happens on the wire instead of a complete response. */
	wire?: 'destroy' | 'hang' | 'truncate';
}

/** Thrown by a handler to end the request with `response`. */
export class Rejection extends Error {
	readonly response: HttpResponse;

	constructor(response: HttpResponse) {
		super(`Rejected with status ${response.status}`);
		this.response = response;
	}
}
