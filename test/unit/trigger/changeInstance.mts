import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

type Row = Record<string, string>;

type Meets = (value: string, other: string) => boolean;

const isTime = (text: string) => /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text);

const compare = (one: string, other: string) =>
	isTime(one) || Number.isNaN(Number(one) - Number(other))
		? Number(one > other) - Number(one < other)
		: Number(one) - Number(other);

/** The longest first. */
const OPERATORS: Array<[operator: string, meets: Meets]> = [
	['ISNOTEMPTY', (value) => value !== ''],
	['ISEMPTY', (value) => value === ''],
	['LIKE', (value, other) => value.toLowerCase().includes(other.toLowerCase())],
	['IN', (value, other) => other.split(',').includes(value)],
	['>=', (value, other) => compare(value, other) >= 0],
	['!=', (value, other) => value !== other],
	['=', (value, other) => value.toLowerCase() === other.toLowerCase()],
	['>', (value, other) => value !== '' && compare(value, other) > 0],
	['<', (value, other) => value !== '' && compare(value, other) < 0],
];

/** A time as ServiceNow stores it. */
export function glide(milliseconds: number): string {
	return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}

/** A table of an instance, as the trigger asks it: with what query ACLs do to a condition or an order. */
export class ChangeInstance {
	rows: Row[] = [];

	/** What it was asked, the oldest first. */
	readonly asked: Array<IHttpRequestOptions & { qs: IDataObject }> = [];

	/** Whether a clause is left out. */
	drops: (clause: string) => boolean = () => false;

	/** Whether nothing is found by a clause. */
	findsNothing: (clause: string) => boolean = () => false;

	/** Whether a clause is refused. */
	refuses: (clause: string) => boolean = () => false;

	isHidden: (row: Row) => boolean = () => false;

	/** Milliseconds by which its clock is ahead. */
	skewMs = 0;

	/** Whether its responses say what time it is. */
	hasDate = true;

	/** Whether it says how many records it has. */
	counts = true;

	/** Minutes by which it reads dates ahead of UTC. */
	zoneMinutes = 0;

	/** Records of one response, at most. */
	cap = Infinity;

	/** Called before each answer. */
	meanwhile: () => void | Promise<void> = () => {};

	get now(): number {
		return Date.now() + this.skewMs;
	}

	/** Creates a record, now. */
	insert(values: Row = {}): Row {
		const time = glide(this.now);
		const row = {
			sys_id: String(this.rows.length + 1).padStart(32, '0'),
			sys_created_on: time,
			sys_updated_on: time,
			sys_updated_by: 'ann',
			sys_mod_count: '0',
			...values,
		};
		this.rows.push(row);
		return row;
	}

	/** Changes a record, now. */
	update(row: Row, values: Row = {}): Row {
		const sys_mod_count = String(Number(row.sys_mod_count) + 1);
		return Object.assign(row, { sys_updated_on: glide(this.now), sys_mod_count, ...values });
	}

	/** Answers a request. */
	async send(request: IHttpRequestOptions): Promise<unknown> {
		const { qs } = request as { qs: IDataObject };
		this.asked.push({ ...request, qs });
		await this.meanwhile();
		const headers = this.hasDate ? { date: new Date(this.now).toUTCString() } : {};
		const clauses = String(qs.sysparm_query ?? '').split('^');
		if (clauses.some((clause) => this.refuses(clause))) {
			const error = { message: 'Insufficient rights to query records' };
			return { statusCode: 403, headers, body: { error, status: 'failure' } };
		}
		const found = this.inOrder(this.find(clauses), clauses);
		const start = Number(qs.sysparm_offset ?? 0);
		const page = found.slice(start, start + Math.min(Number(qs.sysparm_limit), this.cap));
		const result = page.filter((row) => !this.isHidden(row)).map((row) => this.shown(row, qs));
		const counted = this.counts &&
			qs.sysparm_no_count === false && { 'x-total-count': String(found.length) };
		return { statusCode: 200, headers: { ...headers, ...counted }, body: { result } };
	}

	private shown(row: Row, { sysparm_fields: fields }: IDataObject): Row {
		if (fields === undefined) return { ...row };
		return Object.fromEntries(
			String(fields)
				.split(',')
				.map((name) => [name, row[name] ?? '']),
		);
	}

	private find(clauses: string[]): Row[] {
		const groups = clauses.join('^').split('^NQ');
		return this.rows.filter((row) => groups.some((group) => this.meetsAll(row, group)));
	}

	private meetsAll(row: Row, group: string): boolean {
		const conditions = group.split(/\^(?!OR(?!DERBY))/);
		return conditions.every((condition) => {
			const any = condition.split('^OR');
			return any.some((clause) => this.meets(row, clause));
		});
	}

	private meets(row: Row, clause: string): boolean {
		if (clause === '' || clause.startsWith('ORDERBY') || this.drops(clause)) return true;
		if (this.findsNothing(clause)) return false;
		const [, column, rest] = /^([a-z_.]+)(.*)$/s.exec(clause)!;
		const [operator, meets] = OPERATORS.find(([each]) => rest.startsWith(each))!;
		const other = rest.slice(operator.length);
		const read = isTime(other) ? glide(Date.parse(`${other}Z`) - this.zoneMinutes * 60_000) : other;
		return meets(row[column] ?? '', read);
	}

	private inOrder(rows: Row[], clauses: string[]): Row[] {
		const orders = clauses.filter((each) => each.startsWith('ORDERBY') && !this.drops(each));
		return [...orders].reverse().reduce(
			(sorted, order) => {
				const [, isDescending, column] = /^ORDERBY(DESC)?(.*)$/.exec(order)!;
				const sign = isDescending ? -1 : 1;
				return sorted.sort((a, b) => sign * compare(a[column], b[column]));
			},
			[...rows],
		);
	}
}
