import type { IDataObject } from 'n8n-workflow';
import { RequestFailedError } from '../../../nodes/shared/failure';
import type { Emptiness } from '../../../nodes/shared/transport/tableCount';
import type { PageRequest } from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/contactSource';
import { failureWith } from '../failure/failure.mts';

/** What query ACLs make of a condition: it is left out, the request is refused, or nothing is found. */
export type Restriction = 'drops' | 'refuses' | 'finds nothing';

/** What an instance does with queries. */
export interface Rules {
	/** Conditions that it doesn't carry out, by how they begin: `phone=`, `phoneLIKE`. */
	restricts?: Record<string, Restriction>;
	/** Columns that the user cannot read. */
	hidesColumns?: string[];
	/** Whether the user can read no contact at all. */
	hidesAll?: boolean;
	/** Records of one response, at most. */
	cap?: number;
	emptiness?: Emptiness;
}

const HOLDS: Record<string, (text: string, value: string) => boolean> = {
	'=': (text, value) => text.toLowerCase() === value.toLowerCase(),
	IN: (text, value) => value.toLowerCase().split(',').includes(text.toLowerCase()),
	LIKE: (text, value) => text.includes(value),
	'>': (text, value) => text > value,
	ISNOTEMPTY: (text) => text !== '',
};

const CLAUSE = /^([a-z_]+)(=|IN|LIKE|>|ISNOTEMPTY)(.*)$/s;

export function refusal(): RequestFailedError {
	const body = { error: { message: 'Insufficient rights' }, status: 'failure' };
	return new RequestFailedError(failureWith({ status: 403, body, instanceMessage: 'No' }));
}

/** An instance with contacts, which carries out their conditions as far as it is let. */
export function queriedInstance(contacts: IDataObject[], rules: Rules = {}) {
	const requests: PageRequest[] = [];

	function restriction(clause: string): Restriction | undefined {
		return Object.entries(rules.restricts ?? {}).find(([start]) => clause.startsWith(start))?.[1];
	}

	function meets(contact: IDataObject, clause: string): boolean {
		const [, column, operator, value] = CLAUSE.exec(clause) ?? [];
		return HOLDS[operator](String(contact[column] ?? ''), value);
	}

	function ordered(found: IDataObject[], order?: string): IDataObject[] {
		const [, descending, column] = /^ORDERBY(DESC)?(.*)$/.exec(order ?? '') ?? [];
		if (column === undefined) return found;
		const sorted = [...found].sort((a, b) => (String(a[column]) < String(b[column]) ? -1 : 1));
		return descending ? sorted.reverse() : sorted;
	}

	function shown(contact: IDataObject): IDataObject {
		const hidden = new Set(rules.hidesColumns);
		return Object.fromEntries(Object.entries(contact).filter(([name]) => !hidden.has(name)));
	}

	async function fetchRows(request: PageRequest): Promise<IDataObject[]> {
		requests.push(request);
		const clauses = request.query.split(/\^(?!OR(?!DERBY))/).filter(Boolean);
		const order = clauses.find((clause) => clause.startsWith('ORDERBY'));
		const groups = clauses
			.filter((clause) => !clause.startsWith('ORDERBY'))
			.map((group) => group.split('^OR'));
		const restrictions = groups.flat().map(restriction);
		if (restrictions.includes('refuses')) throw refusal();
		if (restrictions.includes('finds nothing') || rules.hidesAll) return [];
		const found = contacts.filter((contact) =>
			groups.every((group) => group.some((each) => restriction(each) ?? meets(contact, each))),
		);
		const end = request.offset + Math.min(request.limit, rules.cap ?? Infinity);
		return ordered(found, order).slice(request.offset, end).map(shown);
	}

	return {
		requests,
		fetchRows,
		askEmptiness: async () => rules.emptiness ?? (contacts.length > 0 ? 'hidden' : 'empty'),
		/** Queries so far. */
		get queries() {
			return requests.map(({ query }) => query);
		},
	};
}
