import type { ColumnKind } from '../platform/columnKinds';

/** A column, with the tables that can have it: a table before the one that it extends. */
export interface Column {
	tables: readonly string[];
	name: string;
}

function keyOf({ tables, name }: Column): string {
	return `${tables[0]}.${name}`;
}

/** What is known of columns: nothing yet, what the instance said, or that it did not say it. */
export type Knowledge = ColumnKind | 'unread' | 'unreadable';

/**
 * Columns of which it must be known what they hold before a value can be sent. The values of an item are
 * read twice where there are any: to see which columns they are, and again with what the instance said.
 */
export class ColumnQuestions {
	readonly open: Column[] = [];

	/** @param answers by table and column; none before anything was asked */
	constructor(private readonly answers?: ReadonlyMap<string, ColumnKind>) {}

	/** What a column holds. One that is not known yet is noted. */
	ask(column: Column): Knowledge {
		if (this.answers) return this.answers.get(keyOf(column)) ?? 'unreadable';
		this.open.push(column);
		return 'unread';
	}
}

/** Answers of the instance, from the rows of its dictionary, which may have a column in several tables. */
export function answersOf(
	columns: Column[],
	kindIn: (table: string, column: string) => ColumnKind | undefined,
): Map<string, ColumnKind> {
	const answers = new Map<string, ColumnKind>();
	for (const column of columns) {
		const kinds = column.tables.map((table) => kindIn(table, column.name));
		const kind = kinds.find((each) => each !== undefined);
		if (kind) answers.set(keyOf(column), kind);
	}
	return answers;
}
