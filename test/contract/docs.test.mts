import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pages, withTables } from '../../scripts/docs/pages.mts';

describe.each(pages)('$path', (page) => {
	const text = readFileSync(join(process.cwd(), page.path), 'utf8');

	test('has the field tables that the contract and the node give', () => {
		if (withTables(page, text) === text) return;
		throw new Error(
			`The field tables of ${page.path} are out of date. Run: npx tsx scripts/docs.mts`,
		);
	});
});
