import { readFileSync, writeFileSync } from 'node:fs';
import { pages, withTables } from '../docs/pages.mts';

/** Rewrites the field tables of the pages in docs/ from the contract and the nodes. */
for (const page of pages) {
	const before = readFileSync(page.path, 'utf8');
	const after = withTables(page, before);
	if (after !== before) writeFileSync(page.path, after);
	console.log(`${page.path}: ${after === before ? 'unchanged' : 'written'}`);
}
