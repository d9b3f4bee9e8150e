import { readFileSync, writeFileSync } from 'node:fs';
import { errorsPath, withErrors } from '../docs/errors.mts';
import { fidelityPath, withFidelity } from '../docs/fidelity.mts';
import { pages, withTables } from '../docs/pages.mts';
import { instancePath, withKnownTables } from '../docs/tables.mts';

function rewrite(path: string, render: (text: string) => string): void {
	const before = readFileSync(path, 'utf8');
	const after = render(before);
	if (after !== before) writeFileSync(path, after);
	console.log(`${path}: ${after === before ? 'unchanged' : 'written'}`);
}

/**
 * Rewrites what the pages in docs/ take from the code: the field tables from the contract and the nodes,
 * the errors from the failure table, the behaviors of the simulated instance from its rows,
 * its tables from its schema.
 */
for (const page of pages) rewrite(page.path, (text) => withTables(page, text));
rewrite(errorsPath, withErrors);
rewrite(fidelityPath, withFidelity);
rewrite(instancePath, withKnownTables);
