import type { RequestContext } from '../transport/requestContext';

/** What the clock of an instance showed, by the header `Date` of a response. */
export class InstanceClock {
	/**
	 * UNIX milliseconds that it showed when the first of the requests was sent, at least; nothing where no
	 * response had the header.
	 *
	 * https://www.rfc-editor.org/rfc/rfc9110#name-date
	 */
	time?: number;

	/** Reads the clock off the responses of a function that sends requests. */
	watching(execute: RequestContext['execute']): RequestContext['execute'] {
		return async (...sent) => {
			const sentAt = Date.now();
			const response = await execute(...sent);
			const date = Date.parse(String(response.headers.date));
			if (!Number.isNaN(date)) this.time ??= date - (Date.now() - sentAt);
			return response;
		};
	}
}
