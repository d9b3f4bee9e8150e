import { keyOf, type OperationFacts, type ParameterFacts, type Part } from './facts.mts';
import { membersShown, readCell } from './readCell.mts';
import { readTables, type PageTable } from './readTables.mts';

/** A page of ServiceNow's documentation of its APIs. */
export interface ApiPage {
	/** Name of the release in lower case, as the head of the page has it. */
	release: string;
	/** Day of the last change: `2026-03-12`. */
	updated: string;
	operations: OperationFacts[];
}

const PARTS: Record<string, Part> = {
	rest_api_path_parameters: 'path',
	rest_api_query_parameters: 'query',
	rest_api_request_body: 'body',
};

/** The text between a heading of the third level and the next. */
function under(heading: string, section: string): string {
	const start = section.indexOf(`### ${heading}`);
	return start < 0 ? '' : section.slice(start + 4).split('### ')[0];
}

/** Answers are told with and without their outermost member. */
function withoutResult(rows: string[][]): string[][] {
	const [first] = rows;
	if (first?.[0] !== 'result' || rows.length === 1) return rows;
	return rows.slice(1).map(([name, cell]) => [name.replace(/^result\./, ''), cell]);
}

function parametersOf(part: Part, { rows }: PageTable): Array<[string, ParameterFacts]> {
	const told = part === 'response' ? withoutResult(rows) : rows;
	const names = new Set(told.map(([name]) => name));
	return told.flatMap(([name, cell]) => {
		const shown = membersShown(cell)
			.map((member) => `${name}.${member}`)
			.filter((member) => !names.has(member))
			.map((member) => [keyOf(part, member), readCell('')] as [string, ParameterFacts]);
		return [[keyOf(part, name), readCell(cell)], ...shown];
	});
}

/** What the introduction tells of the whole API. */
function needsOf(introduction: string): Pick<OperationFacts, 'plugin' | 'roles'> {
	const text = introduction.replaceAll('\\', '');
	const [plugin] = /\bcom\.\w+(?:\.\w+)*/.exec(text) ?? [];
	const [, roles] = /(?:must have|need)(?: either)? the ([\w ]+?) role/.exec(text) ?? [];
	return { plugin, roles: roles?.split(' or ').sort() ?? [] };
}

function operationOf(section: string): Omit<OperationFacts, 'plugin' | 'roles'> {
	const [, method = ''] = /^.* - (\w+) /.exec(section) ?? [];
	const [, url = ''] = /^Default URL: `([^`]+)`/m.exec(section) ?? [];
	const [, versionedUrl] = /^Versioned URL: `([^`]+)`/m.exec(section) ?? [];
	const requests = readTables(under('Supported request parameters', section));
	const [answer] = readTables(under('Response body parameters', section));
	const [statuses] = readTables(under('Status codes', section));
	return {
		method,
		url,
		versionedUrl,
		statuses: [...new Set(statuses?.rows.map(([status]) => status))].sort(),
		parameters: new Map([
			...requests.flatMap((table) => parametersOf(PARTS[table.kind ?? ''] ?? 'body', table)),
			...(answer ? parametersOf('response', answer) : []),
		]),
	};
}

/**
 * Reads what a page tells of its operations.
 *
 * @param text of a file in `markdown/api-reference/rest-apis`, of a branch of
 *   https://github.com/ServiceNow/ServiceNowDocs
 */
export function readPage(text: string): ApiPage {
	const [introduction, ...sections] = text.split(/^## /m);
	const needs = needsOf(introduction);
	return {
		release: /^release: (\w+)/m.exec(text)?.[1] ?? 'unknown',
		updated: /^last_updated: "?([\d-]+)/m.exec(text)?.[1] ?? 'unknown',
		operations: sections
			.map(operationOf)
			.filter(({ url }) => url !== '')
			.map((operation) => ({ ...operation, ...needs })),
	};
}
