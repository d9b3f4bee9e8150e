/** An answer, as far as checks look at it. */
export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	/** Parsed JSON; undefined where the text is none. */
	json?: unknown;
}

export type Row = Record<string, unknown>;

/** A check cannot be made here, for want of a record or of a right. */
export class NotPossible extends Error {}

/** Asks one instance, one request after the other. */
export class Client {
	/**
	 * @param origin of the instance
	 * @param login headers that log in
	 */
	constructor(
		private readonly origin: string,
		readonly login: Record<string, string>,
	) {}

	async send(
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = this.login,
	): Promise<Answer> {
		const isForm = body instanceof URLSearchParams || body instanceof FormData;
		const response = await fetch(this.origin + path, {
			method,
			redirect: 'manual',
			headers: {
				Accept: 'application/json',
				...(method !== 'GET' && !isForm && { 'Content-Type': 'application/json' }),
				...headers,
			},
			body: body === undefined || isForm ? body : JSON.stringify(body),
		});
		const text = await response.text();
		const answer = { status: response.status, headers: response.headers, text };
		try {
			return { ...answer, json: JSON.parse(text) };
		} catch {
			return answer;
		}
	}

	async get(path: string): Promise<Answer> {
		return await this.send('GET', path);
	}

	/** @returns rows of a table @throws NotPossible where the table cannot be read */
	async rows(table: string, query = '', limit = 1): Promise<Row[]> {
		const parameters = new URLSearchParams({
			sysparm_limit: String(limit),
			sysparm_exclude_reference_link: 'true',
			...(query !== '' && { sysparm_query: query }),
		});
		const { status, json } = await this.get(`/api/now/table/${table}?${parameters}`);
		const { result } = (json ?? {}) as { result?: Row[] };
		if (status !== 200 || !Array.isArray(result)) {
			throw new NotPossible(`the table ${table} cannot be read (${status})`);
		}
		return result;
	}

	/** @returns the first row @throws NotPossible where there is none */
	async first(table: string, query = ''): Promise<Row> {
		const [row] = await this.rows(table, query);
		if (!row) throw new NotPossible(`there is no record of ${table}`);
		return row;
	}
}

/** @returns message and detail of the error envelope, with long numbers and ids left out */
export function refusal({ status, json }: Answer): Record<string, string | number> {
	const { error } = (json ?? {}) as { error?: { message?: string; detail?: string | null } };
	const plain = (text: unknown) => String(text ?? '').replaceAll(/[0-9a-f]{32}|no_such_\w+/g, '…');
	return { status, message: plain(error?.message), detail: plain(error?.detail) };
}

/** @returns the result of an answer, as an object; an empty one where it is something else */
export function resultOf({ json }: Answer): Row {
	const { result } = (json ?? {}) as { result?: unknown };
	return typeof result === 'object' && result !== null ? (result as Row) : {};
}
