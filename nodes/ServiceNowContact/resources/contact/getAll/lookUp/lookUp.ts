import type { IDataObject } from 'n8n-workflow';
import { anyOf, joinClauses, withCondition } from '../../../../../shared/platform/encodedQuery';
import { isQueryRefused, PAGE_SIZE, sysIdOf, type ContactSource } from '../paging/contactSource';
import { loose } from '../filters/filterCondition';
import { oncePerRun } from '../../../../../shared/transport/oncePerRun';
import type { Key } from './key';
import type { ReadPlan } from '../paging/readPlan';
import { cannotSearch, cannotSearchByPart } from './lookUpErrors';
import { readInPages } from '../paging/paging';
import { assertSearchable } from './witness';

/** Requests of one look-up, at most. */
export const MAX_REQUESTS = 12;

/** Records to ask for where few can match. */
const FEW = 200;

/** Rows from which on a response may have been cut: an instance that returns fewer at once is not likely. */
const FULL = 100;

/** Whom to look for. */
export interface LookUp extends Pick<ReadPlan, 'offset' | 'limit'> {
	key: Key;
	/** Other conditions, without an order; '' for none. */
	conditions: string;
	/** Order of the user's own; '' for none. */
	order: string;
	/** The run that it belongs to, and the origin of the instance. */
	run: { signal: AbortSignal; origin: string };
}

/** Whom it found. */
interface LookUpResult {
	records: IDataObject[];
	/** Whether the instance could not search for other spellings than the usual ones. */
	isPartial: boolean;
}

/** What came back for a condition: the records that match, or that the condition was not carried out. */
interface Found {
	records: IDataObject[];
	isDropped: boolean;
}

function textsOf(record: IDataObject, columns: string[]): string[] {
	return columns.flatMap((column) =>
		record[column] === undefined ? [] : [String(record[column])],
	);
}

/** How alike the nearest of a record's columns is; nothing when none matches. */
function distanceOf(record: IDataObject, { columns, distance }: Key): number | undefined {
	const distances = textsOf(record, columns).flatMap((text) => distance(text) ?? []);
	return distances.length > 0 ? Math.min(...distances) : undefined;
}

/** Where a contact stands among those that are equally near: a create that reuses takes the oldest too. */
function placeOf(record: IDataObject): string {
	return `${String(record.sys_created_on ?? '')} ${sysIdOf(record)}`;
}

/** A condition that a column is one of these texts. ServiceNow splits a list at its commas. */
function isAnyOf(column: string, texts: string[]): string {
	const isPlain = (text: string) => !text.includes(',') && text.trim() === text;
	const [plain, others] = [texts.filter(isPlain), texts.filter((text) => !isPlain(text))];
	const list = plain.length > 1 ? [`${column}IN${plain.join(',')}`] : [];
	const single = plain.length === 1 ? plain : [];
	return anyOf([...list, ...[...single, ...others].map((text) => `${column}=${text}`)]);
}

/** One search for contacts by a key, within a bound of requests. */
class Search {
	/** Columns by which the instance could not search. */
	private readonly failed = new Set<string>();

	constructor(
		private readonly lookUp: LookUp,
		private readonly source: ContactSource,
	) {}

	private get wanted(): number {
		return this.lookUp.offset + this.lookUp.limit;
	}

	/** @throws {InvalidInputError} when nothing was found, and the search could not be made */
	async run(): Promise<LookUpResult> {
		const exact = await this.byText();
		const records = new Map(exact.map((record) => [sysIdOf(record), record]));
		const isCertain = exact.length > 0 && this.lookUp.limit !== Infinity;
		const isPartial = !isCertain && !(await this.byParts(records));
		if (records.size === 0) {
			if (isPartial) throw cannotSearchByPart(this.lookUp.key);
			await this.assertSearchable();
		}
		const ranked = this.ranked([...records.values()]);
		return { records: ranked.slice(this.lookUp.offset, this.wanted), isPartial };
	}

	/** Once for all items of the run that look by the same columns. */
	private async assertSearchable(): Promise<void> {
		const { key, run } = this.lookUp;
		const what = `search of contacts ${run.origin} ${key.columns.join(' ')}`;
		await oncePerRun(run.signal, what, async () => await assertSearchable(key, this.source));
	}

	/** The nearest first, and of those the oldest, unless the user has set an order. */
	private ranked(records: IDataObject[]): IDataObject[] {
		if (this.lookUp.order !== '') return records;
		const distance = new Map(
			records.map((record) => [record, distanceOf(record, this.lookUp.key) ?? Infinity]),
		);
		return [...records].sort((a, b) => {
			const nearer = distance.get(a)! - distance.get(b)!;
			return nearer || (placeOf(a) < placeOf(b) ? -1 : 1);
		});
	}

	/** Those that have the key in a spelling that the instance can compare with. */
	private async byText(): Promise<IDataObject[]> {
		const { columns, texts } = this.lookUp.key;
		const condition = (column: string) => isAnyOf(column, texts);
		const met = (text: string) => texts.some((each) => loose(each) === loose(text));
		const together = await this.find(anyOf(columns.map(condition)), FEW, met);
		if (!together.isDropped) return together.records;
		// One column that may not be queried takes the others with it.
		const records = new Map(together.records.map((record) => [sysIdOf(record), record]));
		for (const column of columns.length > 1 ? columns : []) {
			const found = await this.find(condition(column), FEW, met);
			if (found.isDropped) this.failed.add(column);
			for (const record of found.records) records.set(sysIdOf(record), record);
		}
		if (records.size === 0 && (columns.length === 1 || this.failed.size > 0)) {
			throw cannotSearch(this.lookUp.key, [...(this.failed.size > 0 ? this.failed : columns)]);
		}
		return [...records.values()];
	}

	/**
	 * Adds those that have the key in any other spelling.
	 *
	 * @returns whether the instance could search for them
	 */
	private async byParts(records: Map<string, IDataObject>): Promise<boolean> {
		const { key, limit } = this.lookUp;
		const { columns, parts } = key;
		// Where all are wanted, no step could be the last one.
		const steps = limit === Infinity && parts.length > 0 ? [parts.flat()] : parts;
		for (const step of steps) {
			const conditions = columns.flatMap((column) => step.map((part) => `${column}LIKE${part}`));
			const met = (text: string) => step.some((part) => loose(text).includes(loose(part)));
			const found = await this.find(anyOf(conditions), PAGE_SIZE, met);
			for (const record of found.records) records.set(sysIdOf(record), record);
			if (found.isDropped) return false;
			if (records.size > 0 && limit !== Infinity) return true;
		}
		return true;
	}

	/** Reads what meets a condition, and keeps what matches. */
	private async find(
		condition: string,
		limit: number,
		met: (text: string) => boolean,
	): Promise<Found> {
		const { conditions, key, order } = this.lookUp;
		const query = joinClauses(withCondition(conditions, condition), order);
		const request = { query, offset: 0, limit };
		const page = await this.source.fetch(request).catch((error: Error) => {
			if (isQueryRefused(error)) return undefined;
			throw error;
		});
		if (page === undefined) return { records: [], isDropped: true };
		const matches = (record: IDataObject) => distanceOf(record, key) !== undefined;
		const isDropped = page.records.some(
			(record) => !matches(record) && !textsOf(record, key.columns).some(met),
		);
		const kept = page.records.filter(matches);
		if (isDropped || kept.length >= this.wanted || page.received < Math.min(FULL, limit)) {
			return { records: kept, isDropped };
		}
		const whole = { query, offset: 0, limit: Infinity };
		return { records: (await readInPages(whole, this.source)).filter(matches), isDropped };
	}
}

/**
 * Looks contacts up by an email address or a phone number: first by the spellings that are likely, with
 * conditions that are cheap and that query ACLs allow most users; only where they find nothing, and where
 * all contacts are wanted, by a part of the number. What comes back is compared here, so that a condition
 * which the instance drops selects nobody.
 *
 * @param source with a bound of `MAX_REQUESTS`
 * @returns at most `limit` contacts, those that have the very text first
 * @throws {InvalidInputError} when nothing was found, and the instance could not search or shows no contact
 */
export async function lookUpContacts(lookUp: LookUp, source: ContactSource): Promise<LookUpResult> {
	return await new Search(lookUp, source).run();
}
