import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ParameterFacts } from '../../../scripts/drift/facts.mts';
import { contractFacts, type ContractFacts } from '../../../scripts/drift/readContract.mts';

/** Writes names as the pages do, where Markdown would take an underscore for emphasis. */
const escaped = (text: string) => text.replace(/([_[\]{}])/g, '\\$1');

const TYPE_WORDS: Record<string, string> = {
	array: 'Array of Objects',
	boolean: 'Boolean',
	integer: 'Number \\(Integer\\)',
	number: 'Number',
	object: 'Object',
	string: 'String',
};

const listOf = (title: string, items: string[]) =>
	items.length > 0
		? [`${title}:\n\n${items.map((item) => `-   ${item}: as it says.\n`).join('')}`]
		: [];

/** The cell of a parameter, in the manner of the pages. */
export function cellOf(facts: ParameterFacts): string {
	const parts = [
		facts.required ? 'Required. Something.' : 'Something.',
		...listOf('Possible values', facts.values.map(escaped)),
		...listOf(
			'Possible exceptions',
			facts.exceptions.map((text) => `**${escaped(text)}**`),
		),
		facts.types && `Data type: ${TYPE_WORDS[facts.types[0]]}`,
		facts.maxLength !== undefined && `Maximum length: ${facts.maxLength}`,
		facts.default !== undefined && `Default: ${escaped(facts.default)}`,
		facts.table && `Table: A table \\[${escaped(facts.table)}\\]`,
	];
	return parts.filter(Boolean).join('\n\n');
}

function tableOf(kind: string, rows: Array<[string, ParameterFacts]>): string {
	if (rows.length === 0) return '|Name|Description|\n|----|-----------|\n|None| |\n\n';
	const cells = rows.map(
		([name, facts]) =>
			`<tr><td>\n\n${escaped(name)}\n\n</td><td id="x">\n\n${cellOf(facts)}\n\n</td></tr>`,
	);
	return `<table class="${kind}"><thead><tr><th>\n\nName\n\n</th></tr></thead><tbody>${cells.join('')}</tbody>\n</table>`;
}

function rowsOf({ parameters }: ContractFacts, part: string): Array<[string, ParameterFacts]> {
	return [...parameters]
		.filter(([key]) => key.startsWith(`${part} `))
		.map(([key, facts]) => [key.slice(part.length + 1), facts]);
}

function sectionOf(operation: ContractFacts): string {
	const { method, url, versionedUrl, statuses } = operation;
	return `## An API - ${method} ${escaped(url)}

### URL format

${versionedUrl ? `Versioned URL: \`${versionedUrl}\`\n\n` : ''}Default URL: \`${url}\`

### Supported request parameters

${tableOf('rest_api_path_parameters', rowsOf(operation, 'path'))}${tableOf('rest_api_query_parameters', rowsOf(operation, 'query'))}${tableOf('rest_api_request_body', rowsOf(operation, 'body'))}### Headers

### Status codes

|Status code|Description|
|-----------|-----------|
${statuses.map((status) => `|${status}|Something.|`).join('\n')}

### Response body parameters \\(JSON or XML\\)

${tableOf('', rowsOf(operation, 'response'))}### cURL request

\`\`\`
{"result": {"not": "a row"}}
\`\`\`
`;
}

/** The introduction in one of the wordings of the pages. */
function introductionTo({ plugin, roles }: ContractFacts): string {
	const needed = plugin && `This API requires the A Name plugin \\(${escaped(plugin)}\\).`;
	const either = roles.length > 1 ? 'either the' : 'the';
	const role =
		roles.length > 0 && `The calling user must have ${either} ${escaped(roles.join(' or '))} role.`;
	return [needed, role].filter(Boolean).join(' ');
}

/** A page that tells of these operations, all of one API, what the contract does. */
export function pageOf(operations: ContractFacts[], release = 'someday'): string {
	return `---\nrelease: ${release}\nlast_updated: "2030-01-31"\n---\n\n# An API\n\n${introductionTo(operations[0])}\n\n${operations.map(sectionOf).join('\n')}`;
}

const folders: string[] = [];

afterAll(() => {
	for (const folder of folders) rmSync(folder, { recursive: true });
});

/**
 * Makes a working copy whose pages agree with the contract.
 *
 * @param change of the text of a page before it is written; undefined leaves the page out
 */
export function workingCopy(
	change: (text: string, name: string) => string | undefined = (text) => text,
	release?: string,
): string {
	const folder = mkdtempSync(join(tmpdir(), 'drift-'));
	folders.push(folder);
	const pages = join(folder, 'markdown/api-reference/rest-apis');
	mkdirSync(pages, { recursive: true });
	const contract = contractFacts();
	for (const name of new Set(contract.map(({ page }) => page))) {
		const operations = contract.filter(({ page }) => page === name);
		const text = change(pageOf(operations, release), name);
		if (text !== undefined) writeFileSync(join(pages, `${name}.md`), text);
	}
	return folder;
}
