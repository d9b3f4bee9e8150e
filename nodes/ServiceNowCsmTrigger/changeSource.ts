import type { IDataObject, IN8nHttpFullResponse, IPollFunctions, Logger } from 'n8n-workflow';
import { credentialTypeOf } from '../shared/instance/credentialTypes';
import {
	alternatives,
	joinClauses,
	orderByDescending,
	withCondition,
} from '../shared/platform/encodedQuery';
import { checkedBaseUrl, originOf } from '../shared/instance/instanceUrl';
import { requestDefaults } from '../shared/transport/defaults';
import { GuardedLogin } from '../shared/transport/login/guardLogin';
import { fetchRecords } from '../shared/transport/fetchRecords';
import { emptinessOf, type Emptiness } from '../shared/transport/tableCount';
import type { SendOptions } from '../shared/transport/sendOptions';
import type { Request, RequestContext } from '../shared/transport/requestContext';
import { logSummary } from '../shared/transport/runSummary';
import { whenAborted } from '../shared/transport/whenAborted';
import type { Event } from './events';

/** Silence up to which a response is waited for; a poll must not outlast n8n's patience with it. */
const TIMEOUT_MS = 60_000;

/** What to find, and how. */
interface ChangeQuery {
	event: Event;
	/** Encoded query of the user. */
	filter: string;
	/** Columns that the output needs; all when left out. */
	columns?: string[];
	sendOptions: SendOptions;
	/** Aborted when nobody waits for the poll any more; never where it is left out. */
	over?: AbortSignal;
}

/** Which of the records that a query has. */
export interface Page {
	limit: number;
	offset?: number;
	columns?: string[];
}

/** A poll is no run with items: nothing else is to be stopped, and only its own end stops it. */
function soloRun(over: AbortSignal): RequestContext['run'] {
	return {
		canceled: over,
		signal: over,
		stopped: whenAborted(over),
		begin: () => {},
		stopOthers: () => {},
	};
}

/** The records of an event on the instance, sent as the nodes send requests. */
export class ChangeSource {
	/** What the clock of the instance showed with its first response, in UNIX milliseconds. */
	now?: number;

	/** Milliseconds by which that clock is ahead of this machine's. */
	clockOffset = 0;

	/** Requests that were made; retries are one with what they repeat. */
	requests = 0;

	private constructor(
		private readonly baseURL: string,
		readonly query: ChangeQuery,
		private readonly requestContext: RequestContext,
	) {}

	/** Which instance it is. */
	get origin(): string {
		return originOf(this.baseURL);
	}

	/** @throws {InvalidInputError} when the credential's instance URL must not be used */
	static async open(context: IPollFunctions, query: ChangeQuery): Promise<ChangeSource> {
		const credential = credentialTypeOf(context);
		const { instanceUrl } = await context.getCredentials(credential);
		const { httpRequestWithAuthentication } = context.helpers;
		const { event, sendOptions, over = new AbortController().signal } = query;
		const { operation } = event;
		const run = soloRun(over);
		const loggedIn = { context, operation, stopped: run.stopped };
		const enter: RequestContext['enter'] = async ({ options }) =>
			await GuardedLogin.enter(loggedIn, options);
		const execute: RequestContext['execute'] = async ({ options }, abortSignal, login) => {
			const response = await login!.send(
				abortSignal,
				async (ignoreHttpStatusErrors) =>
					(await httpRequestWithAuthentication.call(context, credential, {
						...(options as Parameters<typeof httpRequestWithAuthentication>[1]),
						ignoreHttpStatusErrors,
						returnFullResponse: true,
						abortSignal: AbortSignal.any([abortSignal, over]),
					})) as IN8nHttpFullResponse,
			);
			source.keepTime(response);
			return response;
		};
		const source = new ChangeSource(checkedBaseUrl(instanceUrl), query, {
			enter,
			execute,
			operation,
			run,
			sendOptions,
		});
		return source;
	}

	/**
	 * Asks the instance for records.
	 *
	 * @param query encoded query with its order
	 * @param page columns instead of those that the output needs
	 * @throws {RequestFailedError} when the instance does not return records
	 */
	async ask(query: string, { limit, offset = 0, columns }: Page): Promise<IDataObject[]> {
		const { event } = this.query;
		this.requests += 1;
		return await fetchRecords(
			this.requestContext,
			this.request({
				sysparm_query: query,
				sysparm_limit: limit,
				sysparm_offset: offset,
				...(event.isTable && this.tableParameters(columns ?? this.query.columns)),
			}),
		);
	}

	/** What the table is when none of its records is to be seen. @throws as {@link ask} */
	async emptiness(): Promise<Emptiness> {
		this.requests += 1;
		return await emptinessOf(this.requestContext, this.request({}), this.query.event.table);
	}

	private request(qs: IDataObject): Request {
		const { headers, disableFollowRedirect } = requestDefaults;
		return {
			options: {
				headers,
				disableFollowRedirect,
				method: 'GET',
				baseURL: this.baseURL,
				url: this.query.event.url,
				timeout: TIMEOUT_MS,
				qs,
			},
			preSend: [],
			postReceive: [],
		};
	}

	/**
	 * Finds records of the event.
	 *
	 * @param conditions encoded queries of which each record meets one; the filter holds besides
	 * @param order encoded order
	 * @throws {RequestFailedError} when the instance does not return records
	 */
	async find(conditions: string[], order: string, page: Page): Promise<IDataObject[]> {
		const query = alternatives(conditions.map((condition) => this.filtered(condition)));
		return await this.ask(joinClauses(query, order), page);
	}

	/** The newest records of the event, the newest one first. */
	async newest(limit: number, condition = '', columns?: string[]): Promise<IDataObject[]> {
		return await this.find([condition], this.newestFirst, { limit, columns });
	}

	/** Writes into n8n's log what the requests met. */
	logSummary(logger: Logger): void {
		logSummary(logger, this.requestContext.run.signal);
	}

	/** The newest records of the table, whether they are of the event or not. */
	async newestOfAll(limit: number, columns: string[]): Promise<IDataObject[]> {
		return await this.ask(this.newestFirst, { limit, columns });
	}

	private get newestFirst(): string {
		return orderByDescending(this.query.event.time, 'sys_id');
	}

	/** A condition together with what holds for all records of the event. */
	private filtered(condition: string): string {
		const { event, filter } = this.query;
		const own = joinClauses(...event.conditions.map(({ query }) => query), condition);
		return withCondition(filter, own);
	}

	private tableParameters(columns?: string[]): IDataObject {
		return {
			...(columns && { sysparm_fields: columns.join(',') }),
			sysparm_exclude_reference_link: true,
			sysparm_no_count: true,
		};
	}

	/** By the first response: what is visible later may be missing from the first page. */
	private keepTime({ headers }: IN8nHttpFullResponse): void {
		const date = Date.parse(String(headers.date ?? ''));
		if (Number.isNaN(date) || this.now !== undefined) return;
		this.now = date;
		this.clockOffset = date - Date.now();
	}
}
