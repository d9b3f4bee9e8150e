import { readFileSync } from 'node:fs';
import {
	REFERENCE_TABLES,
	type ReferenceTable,
	type ReferenceTableName,
} from '../../nodes/shared/fields/referenceTables';
import { menu } from '../contract/fields.mts';

const page = readFileSync('docs/credentials.md', 'utf8');
const [, section] = /### What the lists read\n(.*?)\n##/s.exec(page) ?? [];

/** The table that a list reads, and the node that has the list. */
const lists = menu.flatMap(({ node, allFields }) =>
	allFields.flatMap(({ modes = [] }) =>
		modes.flatMap(({ typeOptions }) => {
			const name = typeOptions?.searchListMethod ?? '';
			// The list of related records reads the table that the field beside it names.
			if (!(name in REFERENCE_TABLES) || name === 'related_record') return [];
			const source: ReferenceTable = REFERENCE_TABLES[name as ReferenceTableName];
			const label = node.description.displayName.replace('ServiceNow ', '');
			return [`${label}: ${source.table ?? name}`];
		}),
	),
);

test.each([...new Set(lists)].sort())('the page names what a list reads: %s', (list) => {
	const [label, table] = list.split(': ');
	const row = section.split('\n').find((line) => line.startsWith(`| \`${table}\``));
	expect(row).toBeDefined();
	expect(row).toContain(label);
	const sources = Object.entries<ReferenceTable>(REFERENCE_TABLES);
	for (const [name, { table: other = name, search, tellApart }] of sources) {
		const columns = other === table ? [...search, ...tellApart] : [];
		for (const column of columns) expect(row).toContain(`\`${column}\``);
	}
});
