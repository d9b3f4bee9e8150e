import type { IDataObject } from 'n8n-workflow';
import { RequestFailedError } from '../failure';
import { answersOf, ColumnQuestions, type Column } from '../input/columnQuestions';
import { manyRecords, type Operation } from '../operation';
import { tableApi } from '../platform/apis';
import { columnKindOf, type ColumnKind } from '../platform/columnKinds';
import { joinClauses } from '../platform/encodedQuery';
import { fetchRecords } from '../transport/fetchRecords';
import type { ItemContext, Request } from '../transport/requestContext';

/** More rows than columns are asked for: a table has one for each, and so has the one that it extends. */
const MOST_ROWS = 1000;

const readColumns: Operation = {
	action: 'Read the types of columns',
	api: tableApi,
	table: 'sys_dictionary',
	records: manyRecords,
	safety: 'read',
	note: 'This happened while the types of columns were read. Nothing was changed.',
};

/** What ServiceNow rejects with where a user may not read the dictionary. */
const REFUSALS = new Set([400, 401, 403, 404]);

const isRefusal = (status?: number) => status !== undefined && REFUSALS.has(status);

/** Rows of the dictionary; none where the user may not read it. */
async function readRows(
	item: ItemContext,
	request: Request,
	columns: Column[],
): Promise<IDataObject[]> {
	const names = [...new Set(columns.map(({ name }) => name))];
	const tables = [...new Set(columns.flatMap((column) => column.tables))];
	const options = {
		...request.options,
		method: 'GET' as const,
		url: '/api/now/table/sys_dictionary',
		qs: {
			sysparm_query: joinClauses(`nameIN${tables.join(',')}`, `elementIN${names.join(',')}`),
			sysparm_fields: 'name,element,internal_type',
			sysparm_exclude_reference_link: 'true',
			sysparm_limit: MOST_ROWS,
			sysparm_no_count: 'true',
		},
		body: undefined,
	};
	return await fetchRecords(
		{ ...item, operation: readColumns, tolerates: ({ status }) => isRefusal(status) },
		{ ...request, options },
	).catch((error: Error) => {
		if (error instanceof RequestFailedError && isRefusal(error.failure.status)) return [];
		throw error;
	});
}

async function readAnswers(
	item: ItemContext,
	request: Request,
	columns: Column[],
): Promise<Map<string, ColumnKind>> {
	const rows = await readRows(item, request, columns);
	// A row whose type may not be read says nothing.
	return answersOf(columns, (table, column) => {
		const row = rows.find(({ name, element }) => name === table && element === column);
		return typeof row?.internal_type === 'string' && row.internal_type !== ''
			? columnKindOf(row.internal_type)
			: undefined;
	});
}

/** What the items of a run want to know. */
interface Reading {
	columns: Column[];
	answers?: Promise<Map<string, ColumnKind>>;
}

const readings = new WeakMap<AbortSignal, Reading[]>();

function isAskedIn({ columns }: Reading, { tables, name }: Column): boolean {
	return columns.some((column) => column.name === name && column.tables[0] === tables[0]);
}

/** The reading that has what an item wants to know, or the one that is about to begin. */
function readingOf(signal: AbortSignal, wanted: Column[]): Reading {
	const ofRun = readings.get(signal) ?? [];
	readings.set(signal, ofRun);
	const whole = ofRun.find((reading) => wanted.every((column) => isAskedIn(reading, column)));
	if (whole) return whole;
	const waiting = ofRun.find(({ answers }) => answers === undefined);
	const reading = waiting ?? { columns: [] };
	if (!waiting) ofRun.push(reading);
	reading.columns.push(...wanted.filter((column) => !isAskedIn(reading, column)));
	return reading;
}

/**
 * Asks the instance what columns hold: once for all items of a run, as the engine prepares them together.
 *
 * @param item whose values wait for it
 * @param request of the item, for its instance and login
 * @param wanted columns that the values of the item are for
 * @returns what is known now; a column that the user may not read about is not known
 * @throws {RequestFailedError} when the instance cannot be reached
 */
export async function askColumnKinds(
	item: ItemContext,
	request: Request,
	wanted: Column[],
): Promise<ColumnQuestions> {
	const { signal } = item.run;
	const reading = readingOf(signal, wanted);
	// The items that are prepared at the same time note their columns first.
	await Promise.resolve();
	reading.answers ??= readAnswers(item, request, reading.columns).catch((error: Error) => {
		// The items of a later batch ask again.
		readings.set(signal, readings.get(signal)?.filter((each) => each !== reading) ?? []);
		throw error;
	});
	return new ColumnQuestions(await reading.answers);
}
