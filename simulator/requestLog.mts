import type { IncomingHttpHeaders } from 'node:http';
import { Timeline } from './load/timeline.mts';

export interface SeenRequest {
	method: string;
	path: string;
	query: Record<string, unknown>;
	/** The JSON value or form fields; text that is no JSON as it came; undefined without a body. */
	body: unknown;
	headers: IncomingHttpHeaders;
	/** Operation of the contract, undefined for other URLs. */
	operationId?: string;
	/** Status sent; 0 where the connection was destroyed or left hanging; undefined in flight. */
	status?: number;
	/** UNIX milliseconds of arrival. */
	at: number;
	/** Application node that took it, from 0 on; undefined until one did. */
	node?: number;
	/** Milliseconds for which it waited for a permit of the node; undefined meanwhile. */
	waitedMs?: number;
	/** Milliseconds for which it waited for its turn in its session; undefined meanwhile. */
	sessionWaitedMs?: number;
	/** Scripts in the query, which an instance evaluates; undefined where there is none. */
	evaluatedScripts?: string[];
	/** Parts of the request that were left out, in words; undefined where none was. */
	ignored?: string[];
	/** What the simulator does not have of an instance, in words; undefined where it has it. */
	notSimulated?: string;
	/** ID of the batch that it came in; undefined of a request of its own. */
	batch?: string;
	/** Kind of the armed fault that applied to it; undefined where none did. */
	fault?: string;
}

/** What the instance was asked, oldest first, without the control surface. */
export class RequestLog {
	readonly requests: SeenRequest[] = [];

	/** Requests by operationId, including those that left the log. */
	readonly counts: Record<string, number> = {};

	/** Most requests that were unanswered at the same time. */
	maxInFlight = 0;

	/** Requests that are unanswered now. */
	inFlight = 0;

	/** Requests since the start or the last reset, including those that left the log. */
	total = 0;

	readonly timeline = new Timeline();

	/** Notes an arrival. @param limit entries to keep */
	open(request: SeenRequest, limit: number): void {
		this.add(request, limit);
		this.inFlight += 1;
		this.total += 1;
		this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
		this.timeline.arrived(this.inFlight);
	}

	/** Notes a request within another. @param limit entries to keep */
	add(request: SeenRequest, limit: number): void {
		this.requests.push(request);
		if (this.requests.length > limit) this.requests.splice(0, this.requests.length - limit);
		if (request.operationId) {
			this.counts[request.operationId] = (this.counts[request.operationId] ?? 0) + 1;
		}
	}

	/** Notes the response. */
	close(request: SeenRequest, status: number): void {
		request.status = status;
		this.inFlight -= 1;
		this.timeline.answered(status, (request.waitedMs ?? 0) + (request.sessionWaitedMs ?? 0));
	}

	/** Forgets everything but the requests in flight. */
	reset(): void {
		this.requests.length = 0;
		for (const operationId of Object.keys(this.counts)) delete this.counts[operationId];
		this.maxInFlight = this.inFlight;
		this.total = 0;
		this.timeline.reset();
	}
}
