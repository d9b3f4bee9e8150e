import type { HttpResponse } from '../http/response.mts';

export interface SessionSettings {
	/** Whether the requests of one session run in turn. */
	sessions: boolean;
	/**
	 * Requests of one session that run at once: 1, or 2 since Yokohama.
	 *
	 * @see https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB0755706
	 */
	sessionRequests: number;
}

interface Session {
	running: number;
	waiting: (() => void)[];
}

// https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB0655956
const MAX_WAITERS = 10;

/**
 * Lets the requests of a session run in turn. Ten may wait; the next is dropped with an empty 202.
 *
 * @see https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB0655956
 * @see https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB3047080
 */
export class Sessions {
	private readonly busy = new Map<string, Session>();

	/**
	 * Does the work of a request once it is its turn.
	 *
	 * @param settings read anew for each request
	 * @param id undefined where the request replays no session cookie: it has a session of its own
	 * @param work gets the milliseconds for which the request waited for its turn
	 * @returns the response of `work`, or the empty 202 of a request that is dropped
	 */
	async inTurn(
		settings: SessionSettings,
		id: string | undefined,
		work: (waitedMs: number) => Promise<HttpResponse>,
	): Promise<HttpResponse> {
		if (id === undefined || !settings.sessions) return await work(0);
		const session = this.busy.get(id) ?? { running: 0, waiting: [] };
		this.busy.set(id, session);
		let waitedMs = 0;
		if (session.running >= settings.sessionRequests) {
			if (session.waiting.length >= MAX_WAITERS) return { status: 202 };
			const since = performance.now();
			await new Promise<void>((resolve) => session.waiting.push(resolve));
			waitedMs = performance.now() - since;
		} else {
			session.running += 1;
		}
		try {
			return await work(waitedMs);
		} finally {
			const next = session.waiting.shift();
			if (next) next();
			else session.running -= 1;
			if (session.running === 0) this.busy.delete(id);
		}
	}
}
