import type { IDataObject } from 'n8n-workflow';
import { isEnveloped, RequestFailedError } from '../../../../../shared/failure';
import { InvalidInputError } from '../../../../../shared/inputError';
import type { Emptiness } from '../../../../../shared/transport/tableCount';

/** Records of one request, at most. */
export const PAGE_SIZE = 1000;

/** Which records to ask for. */
export interface PageRequest {
	/** Encoded query. */
	query: string;
	/** Records to skip. */
	offset: number;
	/** Records to return, at most. */
	limit: number;
}

/** Sends one request. @returns the rows of the response, as they are */
export type FetchRows = (request: PageRequest) => Promise<IDataObject[]>;

/** Sends one request that tells what the table is when no contact is to be seen. */
export type AskEmptiness = () => Promise<Emptiness>;

/**
 * Sends one request that counts the contacts which match, with those that are hidden from the user.
 *
 * @param condition that they meet besides the query; none where it is left out
 * @returns nothing where the instance does not tell
 */
export type CountMatches = (condition?: string) => Promise<number | undefined>;

/** How to ask an instance for contacts. */
export interface Asking {
	fetchRows: FetchRows;
	/** Left out where nobody asks. */
	askEmptiness?: AskEmptiness;
	/** Left out where nobody asks. */
	countMatches?: CountMatches;
}

/** What one request returned. */
export interface Page {
	/** With a sys_id each. */
	records: IDataObject[];
	/** Rows of the response, with those that have no readable column. */
	received: number;
}

/** Requests of one read, at most: more than any read within n8n's bounds takes, also of short pages. */
const MAX_REQUESTS = 2000;

/** What to ask an administrator for, where the instance does not page. */
export const ASK_FOR_QUERY_ACL =
	'Ask an administrator to let the ServiceNow user query the column sys_id of the table customer_contact, also by range (query ACLs "query_match" and "query_range").';

export function sysIdOf(record: IDataObject): string {
	return String(record.sys_id);
}

/** What an instance says when a role is missing, whatever the query is. */
const MISSING_ROLE = /not authorized|API level ACL/i;

/**
 * Whether the instance may have refused a request for what its query names: HTTP 403 with ServiceNow's own
 * JSON. Its words are not documented, so any but those of a missing role count.
 *
 * https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB2046494
 */
export function isQueryRefused(error: unknown): boolean {
	if (!(error instanceof RequestFailedError)) return false;
	const { failure } = error;
	return (
		failure.status === 403 && isEnveloped(failure) && !MISSING_ROLE.test(failure.instanceMessage)
	);
}

/** Fetches pages of contacts, and counts what a bound or a warning needs. */
export class ContactSource {
	/** Requests so far. */
	requests = 0;

	/** Whether there were rows without a readable column among others. */
	hasUnreadable = false;

	/** Whether there are contacts that pages did not reach. */
	isIncomplete = false;

	/** Whether there may be some: more match than were looked past for certain. */
	isUncertain = false;

	/** Whether nothing tells if there are some: the instance does not count them, nor show the end. */
	isUncounted = false;

	/** Whether a window has fewer contacts than asked for, and others follow. */
	isShortWindow = false;

	private matching?: Promise<number | undefined>;

	private readonly after = new Map<string, Promise<number | undefined>>();

	/** @param maxRequests of this read, retries not counted */
	constructor(
		private readonly asking: Asking,
		private readonly maxRequests = MAX_REQUESTS,
	) {}

	/** Requests that are left. */
	get requestsLeft(): number {
		return this.maxRequests - this.requests;
	}

	/**
	 * Fetches one page. Rows without any column are those whose columns ACLs hide.
	 *
	 * @throws {InvalidInputError} when a record has no sys_id, or the bound on requests is reached
	 */
	async fetch(request: PageRequest): Promise<Page> {
		if (this.requestsLeft <= 0) {
			throw new InvalidInputError(
				`The instance did not return all contacts within ${this.maxRequests} requests`,
				`It returns few contacts with each request. Narrow the search, or ask an administrator how many records a response of the Contact API may have.`,
			);
		}
		this.requests += 1;
		const rows = await this.asking.fetchRows(request);
		const records = rows.filter((row) => Object.keys(row).length > 0);
		this.hasUnreadable ||= records.length < rows.length;
		if (records.every(({ sys_id: id }) => typeof id === 'string' && id !== '')) {
			return { records, received: rows.length };
		}
		throw new InvalidInputError(
			'The instance returned contacts without "sys_id"',
			'The ServiceNow user has no read access to that column, and the node tells contacts apart by it. Ask an administrator for read access to the column sys_id of the table customer_contact.',
		);
	}

	/** What the table is when no contact is to be seen. */
	async emptiness(): Promise<Emptiness> {
		this.requests += 1;
		return (await this.asking.askEmptiness?.()) ?? 'unknown';
	}

	/**
	 * Counts the contacts that match, with hidden ones.
	 *
	 * @param condition that they meet besides the query
	 * @returns nothing where the instance does not tell
	 */
	async count(condition?: string): Promise<number | undefined> {
		const { countMatches } = this.asking;
		if (countMatches === undefined) return undefined;
		this.requests += 1;
		return await countMatches(condition);
	}

	/**
	 * How many contacts match behind those at the first places, hidden ones with them: none is certainly the
	 * end. All that match are counted once.
	 *
	 * @returns nothing where the instance does not tell, or tells of fewer
	 */
	async behind(places: number): Promise<number | undefined> {
		const total = await (this.matching ??= this.count());
		return total === undefined || total < places ? undefined : total - places;
	}

	/**
	 * How many contacts that match have a greater sys_id, hidden ones with them. A count of none is held
	 * against that of all, which cannot be fewer than were read.
	 *
	 * @param places that were read or skipped
	 * @returns nothing where the instance does not tell
	 */
	async countAfter(sysId: string, places: number): Promise<number | undefined> {
		const known = this.after.get(sysId) ?? this.count(`sys_id>${sysId}`);
		this.after.set(sysId, known);
		const count = await known;
		if (count !== 0) return count;
		return (await this.behind(places)) === undefined ? undefined : 0;
	}

	/** @throws {InvalidInputError} when there were records, of which the user can read none */
	assertReadable(records: IDataObject[]): void {
		if (records.length > 0 || !this.hasUnreadable) return;
		throw new InvalidInputError(
			'The ServiceNow user cannot read any column of the contacts found',
			'The instance returned records without columns. Ask an administrator for read access to the columns of the table customer_contact.',
		);
	}
}
