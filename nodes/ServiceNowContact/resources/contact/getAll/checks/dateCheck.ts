import type { IDataObject } from 'n8n-workflow';
import { InvalidInputError, preview, quote } from '../../../../../shared/inputError';
import { isQueryRefused, type ContactSource } from '../paging/contactSource';
import type { FilterCondition } from '../filters/filterCondition';
import { isKnownColumn } from '../filters/filterValue';

/** A date as ServiceNow stores it, with or without a time of day. */
const STORED_DATE = /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?$/;

/** Seconds or milliseconds since 1970, which a column of numbers can hold as well. */
const EPOCH = /^(?:\d{9,10}|\d{12,13})(?:\.\d+)?$/;

/** Whether a filter compares with a number that may be meant as a time. */
function mayBeTime({ column, values }: FilterCondition): boolean {
	return !isKnownColumn(column) && values.some((value) => EPOCH.test(value));
}

function storedIn(column: string, records: IDataObject[]): string | undefined {
	return records.map((record) => String(record[column] ?? '')).find((text) => text !== '');
}

async function sampleOf(column: string, source: ContactSource): Promise<IDataObject[]> {
	const request = { query: `${column}ISNOTEMPTY`, offset: 0, limit: 1 };
	return await source.fetch(request).then(
		({ records }) => records,
		(error: Error) => {
			if (isQueryRefused(error)) return [];
			throw error;
		},
	);
}

/**
 * Makes sure that no column of times was compared with a number: an instance ignores such a condition, or
 * finds nothing. Which columns of its own hold times, only their values tell: those of the contacts
 * found, or of any contact.
 *
 * @param filters in the order of their rows
 * @param records whole, as the instance returned them
 * @throws {InvalidInputError}
 */
export async function assertTimesCompared(
	filters: FilterCondition[],
	records: IDataObject[],
	source: ContactSource,
): Promise<void> {
	for (const [index, filter] of filters.entries()) {
		if (!mayBeTime(filter)) continue;
		const { column, values } = filter;
		const name = { label: 'Filters: Value', path: `filters[${index}].value` };
		const stored = storedIn(column, records) ?? storedIn(column, await sampleOf(column, source));
		if (stored === undefined || !STORED_DATE.test(stored)) continue;
		throw new InvalidInputError(
			`${quote(name)} is not a time as the column "${column}" holds it: ${preview(values.join(', '))}`,
			`It holds times such as ${stored}, and the instance does not read seconds or milliseconds since 1970. Use an ISO 8601 time such as 2026-02-18T11:30:00+01:00.`,
		);
	}
}
