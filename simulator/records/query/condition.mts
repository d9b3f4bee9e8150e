import { schema } from '../schema.mts';
import type { Dictionary } from '../tableSchema.mts';
import { datePart, distance, relativeTime } from './calendar.mts';
import { inHierarchy, instanceOf } from './checks.mts';
import { columnPath, operatorOf, type Clause, type Operator } from './operators.mts';
import type { Column, Condition, Query, QueryReading } from './query.mts';
import { isPlatformScript } from './scripts.mts';

const displayOperators: Operator[] = ['LIKE', 'NOT LIKE', 'STARTSWITH', 'ENDSWITH'];

/**
 * Dynamic filters that stand for who asks: the one of an instance, and that of the page.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/r_OpAvailableFiltersQueries.md
 */
const meFilters = ['90d1921e5f510100a9ad2572f2b477fe', '54635e965f510100a9ad2572f2b4774c'];

const dayLength = 'YYYY-MM-DD'.length;

/** @returns the column that a name stands for in a table; undefined where no table has it */
export function columnIn(dictionary: Dictionary, table: string, name: string): Column | undefined {
	const path = name.split('.');
	let at: string | undefined = table;
	for (const step of path.slice(0, -1)) {
		at = at && Object.hasOwn(dictionary, at) ? dictionary[at].references[step] : undefined;
	}
	const last = path[path.length - 1];
	if (!at || !Object.hasOwn(dictionary, at)) return undefined;
	const { columns, numeric } = dictionary[at];
	return columns.includes(last) ? { path, table: at, numeric: numeric.includes(last) } : undefined;
}

type Reading = (column: Column, text: string, operator: Operator) => Condition | undefined;

/** Reads the conditions of one query, and notes in it what cannot be read. */
export class ConditionReader {
	constructor(
		private readonly table: string,
		private readonly query: Query,
		private readonly reading: QueryReading,
	) {}

	private get dictionary(): Dictionary {
		return this.reading.dictionary ?? schema;
	}

	/** How the text behind an operator is read, unless it is a value. */
	private readonly readings: Partial<Record<Operator, Reading>> = {
		BETWEEN: (column, text, operator) => this.span(column, text, operator),
		'NOT ON': (column, text, operator) => this.span(column, text, operator),
		IN: (column, text, operator) => this.list(column, text, operator),
		'NOT IN': (column, text, operator) => this.list(column, text, operator),
		DATEPART: (column, text) => this.datePart(column, text),
		RELATIVEGT: (column, text) => this.relative(column, text, '>'),
		RELATIVELT: (column, text) => this.relative(column, text, '<'),
		RELATIVEGE: (column, text) => this.relative(column, text, '>='),
		RELATIVELE: (column, text) => this.relative(column, text, '<='),
		RELATIVEEE: (column, text) => this.relativeDay(column, text),
		HIERARCHY: (column, text) => this.hierarchy(column, text),
		INSTANCEOF: (column, text) => this.instanceOf(column, text),
		MORETHAN: (column, text) => this.distance(column, text, 'MORETHAN'),
		LESSTHAN: (column, text) => this.distance(column, text, 'LESSTHAN'),
	};

	/** @returns the condition; undefined where it is left out, or not simulated */
	read(clause: string, parts: Clause | undefined): Condition | undefined {
		const column = this.column(parts?.name ?? columnPath.exec(clause)?.[0] ?? '');
		if (!parts || !column) return undefined;
		const operator = operatorOf(parts.spelling);
		if (operator === 'DYNAMIC') return this.dynamic(column, parts.value);
		if (/FIELD$|SAMEAS$/.test(operator)) return this.otherColumn(column, parts.value, operator);
		const reading = this.readings[operator];
		if (reading) return reading(column, parts.value, operator);
		const value = this.literal(parts.value);
		if (value === undefined) return undefined;
		if (!displayOperators.includes(operator)) return { ...column, operator, value };
		const shows = this.dictionary[column.table].references[column.path[column.path.length - 1]];
		return { ...column, operator, value, shows };
	}

	private column(name: string): Column | undefined {
		const column = columnIn(this.dictionary, this.table, name);
		if (!column) this.query.unknownColumns.push(name);
		return column;
	}

	private literal(text: string): string | undefined {
		if (!text.startsWith('javascript:')) return this.reading.literal?.(text) ?? text;
		const expression = text.slice('javascript:'.length);
		const value = this.reading.script(expression);
		if (value === undefined && isPlatformScript(expression)) {
			this.query.unsupported.push(`the script ${expression}`);
		}
		return value;
	}

	/** Two values, `from@to`, before which `ON` has its label. */
	private span(column: Column, text: string, operator: Operator): Condition | undefined {
		const ends = text
			.split('@')
			.slice(-2)
			.map((end) => this.literal(end));
		if (ends.length < 2 || ends.includes(undefined)) return undefined;
		return { ...column, operator, value: ends.join('@') };
	}

	private list(column: Column, text: string, operator: Operator): Condition | undefined {
		const value = this.literal(text);
		if (value === undefined) return undefined;
		return { ...column, operator, value, values: new Set(value.toLowerCase().split(',')) };
	}

	private dynamic(column: Column, filter: string): Condition | undefined {
		if (meFilters.includes(filter) && this.reading.me !== undefined) {
			return { ...column, operator: '=', value: this.reading.me };
		}
		return this.missing(`the dynamic filter ${filter}`);
	}

	/** Another column, behind which a comparison of dates can have a unit. */
	private otherColumn(column: Column, text: string, operator: Operator): Condition | undefined {
		const [name, unit] = text.split('@');
		const other = this.column(name);
		if (!other) return undefined;
		const condition: Condition = { ...column, operator, value: '', other };
		if (unit === undefined) return condition;
		if (unit !== 'day') return this.missing(`comparison of dates by ${unit}`);
		const sameDay = (a: string, b: string) => a.slice(0, dayLength) === b.slice(0, dayLength);
		const wanted = operator === 'SAMEAS';
		return { ...condition, test: (value, otherValue) => sameDay(value, otherValue) === wanted };
	}

	private datePart(column: Column, text: string): Condition | undefined {
		const test = datePart(text, this.reading.timeZone ?? 'UTC');
		if (!test) return this.missing(`DATEPART${text}`);
		return { ...column, operator: 'DATEPART', value: text, test };
	}

	private relative(column: Column, text: string, operator: Operator): Condition | undefined {
		const value = relativeTime(text, this.reading.now ?? Date.now());
		return value === undefined
			? this.missing(`the relative date ${text}`)
			: { ...column, operator, value };
	}

	/** The day of a relative date, which has no hours. */
	private relativeDay(column: Column, text: string): Condition | undefined {
		const value = relativeTime(text, this.reading.now ?? Date.now());
		if (value === undefined || !/^@day/.test(text)) {
			return this.missing(`the relative date EE${text}`);
		}
		const day = value.slice(0, dayLength);
		return { ...column, operator: 'RELATIVEEE', value, test: (at) => at.startsWith(day) };
	}

	/** A hierarchy, of which the instance has one by table, and the record that it starts at. */
	private hierarchy(column: Column, text: string): Condition | undefined {
		const start = text.split('@').at(-1) ?? '';
		const root = meFilters.includes(start) ? this.reading.me : start;
		const check = inHierarchy(this.dictionary, column, root ?? '');
		return check
			? { ...column, operator: 'HIERARCHY', value: text, check }
			: this.missing(`a hierarchy by ${column.path.join('.')}`);
	}

	private instanceOf(column: Column, name: string): Condition | undefined {
		const check = instanceOf(this.dictionary, name);
		return check
			? { ...column, operator: 'INSTANCEOF', value: name, check }
			: this.missing(`the class ${name}`);
	}

	private distance(
		column: Column,
		text: string,
		operator: 'MORETHAN' | 'LESSTHAN',
	): Condition | undefined {
		const [name, ...rest] = text.split('@');
		const other = this.column(name);
		if (!other) return undefined;
		const test = distance(operator, rest.join('@'));
		return test
			? {
					...column,
					operator,
					value: '',
					other,
					test: (a, b) => a !== '' && b !== '' && test(a, b),
				}
			: this.missing(`${operator}${text}`);
	}

	private missing(what: string): undefined {
		this.query.unsupported.push(what);
		return undefined;
	}
}
