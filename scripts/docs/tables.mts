import { schema } from '../../simulator/records/schema.mts';
import { systemColumns } from '../../simulator/records/tableSchema.mts';
import { seeded } from '../../simulator/seed/seeded.mts';

/** Path of the page from the root of the repository. */
export const instancePath = 'simulator/README.md';

function tableRow(name: string): string {
	const { display, columns, references } = schema[name];
	const own = columns
		.filter((column) => !systemColumns.includes(column))
		.map((column) =>
			references[column] ? `\`${column}\` (${references[column]})` : `\`${column}\``,
		);
	return `| \`${name}\` | \`${display}\` | ${own.join(', ')} |`;
}

function idRows(): string[] {
	return Object.entries(seeded).flatMap(([kind, ids]) =>
		Object.entries(ids).map(([name, sysId]) => `| \`${kind}.${name}\` | \`${sysId}\` |`),
	);
}

const BLOCK = /<!-- tables -->\n[\s\S]*?<!-- \/tables -->/;

/**
 * Puts the tables, columns, and ids of the simulated instance into the text of its page; what stands
 * around the markers stays.
 *
 * @param text of simulator/README.md
 * @throws Error when the page has no markers
 */
export function withKnownTables(text: string): string {
	if (!BLOCK.test(text)) throw new Error(`${instancePath}: add <!-- tables --> … <!-- /tables -->`);
	const block = [
		'<!-- tables -->',
		'<!-- prettier-ignore-start -->',
		[
			'| Table | Displays | Columns, and the tables that they refer to |',
			'| --- | --- | --- |',
			...Object.keys(schema).sort().map(tableRow),
		].join('\n'),
		['| Record | sys_id |', '| --- | --- |', ...idRows()].join('\n'),
		'<!-- prettier-ignore-end -->',
		'<!-- /tables -->',
	].join('\n\n');
	return text.replace(BLOCK, () => block);
}
