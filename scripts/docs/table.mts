import { markdownTable } from 'markdown-table';
import type { INodeTypeDescription } from 'n8n-workflow';
import { factsOf, type Fact } from './contract.mts';
import { groupsOf, type Field, type FieldGroup } from './fields.mts';
import { divided } from './subgroups.mts';
import { code, valueOf } from './value.mts';

const HEAD = ['Field', 'Parameter', 'Value', 'Description'];

/** Options that every operation has, by name; `docs/options.md` describes them once. */
const SHARED_OPTIONS = new Set([
	'api_version',
	'checkDocumentedLimits',
	'maxConcurrency',
	'maxWait',
	'previewOnly',
]);

/** The links of descriptions, which the editor takes as HTML. */
const withLinks = (text: string) => text.replace(/<a href="([^"]+)">([^<]+)<\/a>/g, '[$2]($1)');

const cell = (text: string) =>
	withLinks(text)
		.replace(/\|/g, '\\|')
		.replace(/\s*\n\s*/g, ' ');

function isShared({ property }: Field): boolean {
	return SHARED_OPTIONS.has(property.name);
}

/** @throws Error for a field that is sent to the instance and that the contract does not know */
function fieldRow(field: Field, id: string, facts: Map<string, Fact>): string[] {
	const { wireName, displayName, instead, description } = field;
	const fact = wireName === undefined ? undefined : facts.get(wireName);
	if (wireName !== undefined && !fact) {
		throw new Error(`The contract of ${id} has no parameter "${wireName}" (${displayName})`);
	}
	const parameter = wireName === undefined ? `(${instead})` : code(wireName);
	return [displayName, parameter, valueOf(field, fact), description];
}

function groupRows({ label, fields }: FieldGroup, id: string, facts: Map<string, Fact>) {
	const shared = fields.filter(isShared).map(({ displayName }) => displayName);
	return [
		...(label ? [[`**${label}**`, '', '', '']] : []),
		...fields.filter((field) => !isShared(field)).map((field) => fieldRow(field, id, facts)),
		...(shared.length > 0
			? [[shared.join(', '), '', '', 'See [Options of all operations](options.md)']]
			: []),
	];
}

/**
 * The field table of one operation, as Markdown: what the node calls its fields, with what the contract
 * says of their values.
 *
 * @param id `<resource>.<operation>`, as in the contract and in the node
 * @throws Error for a field that is sent to the instance and that the contract does not know
 */
export function fieldTable(description: INodeTypeDescription, id: string): string {
	const [resource, operation] = id.split('.');
	const facts = factsOf(id);
	const groups = divided(groupsOf(description, resource, operation, [...facts.keys()]), id);
	const rows = groups.flatMap((group) => groupRows(group, id, facts));
	return markdownTable([HEAD, ...rows.map((row) => row.map(cell))], { alignDelimiters: false });
}
