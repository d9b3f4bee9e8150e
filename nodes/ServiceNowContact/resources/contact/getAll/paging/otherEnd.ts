import type { IDataObject } from 'n8n-workflow';
import { hasOrder, reversed } from '../../../../../shared/platform/encodedQuery';
import { isQueryRefused, PAGE_SIZE, sysIdOf, type ContactSource } from './contactSource';

/** How sure it is that a response from the other end has looked at every place behind the last record. */
export type Meeting = 'certain' | 'likely' | 'none';

/**
 * The last contacts of a query, as one response shows them from the other end. Where it holds some that
 * were read already, in the opposite order, it has looked at every place behind them, however many of those
 * are hidden: no count is needed to know the end.
 */
export class OtherEnd {
	private constructor(private readonly records: IDataObject[]) {}

	/** Sends one request. What an instance refuses, and a query without an order, shows nothing. */
	static async look(query: string, source: ContactSource): Promise<OtherEnd> {
		if (!hasOrder(query)) return new OtherEnd([]);
		const request = { query: reversed(query), offset: 0, limit: PAGE_SIZE };
		const { records } = await source.fetch(request).catch((error: Error) => {
			if (isQueryRefused(error)) return { records: [] };
			throw error;
		});
		return new OtherEnd(records);
	}

	/**
	 * Where it meets what was read: `likely` with a single record, which comes from an instance that drops the
	 * order and returns one at a time as well.
	 *
	 * @param read by sys_id, in the order in which they were read
	 * @param last sys_id of the last of them
	 */
	meets(read: Map<string, unknown>, last: string): Meeting {
		const met = this.records.map(sysIdOf).filter((id) => read.has(id));
		if (met[0] !== last) return 'none';
		if (met.length === 1) return 'likely';
		const places = new Map([...read.keys()].map((id, place) => [id, place]));
		const isOpposite = met.every(
			(id, index) => index === 0 || places.get(id)! < places.get(met[index - 1])!,
		);
		return isOpposite ? 'certain' : 'none';
	}

	/** Its records that were not read, in the order of the query. */
	unread(read: Map<string, unknown>): IDataObject[] {
		return this.records.filter((record) => !read.has(sysIdOf(record))).reverse();
	}
}
