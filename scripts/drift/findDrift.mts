import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare, type Difference } from './compare.mts';
import { contractFacts, type ContractFacts } from './readContract.mts';
import { readPage, type ApiPage } from './readPage.mts';
import { judge, outdated, type Settled, type Verdict } from './settled.mts';

/** Where the pages are in a working copy of https://github.com/ServiceNow/ServiceNowDocs. */
const FOLDER = 'markdown/api-reference/rest-apis';

/** What the comparison of a working copy came to. */
export interface Drift extends Verdict {
	/** Name of the release in lower case. */
	release: string;
	/** What was compared, a line for each page. */
	pages: string[];
	/** Entries of the settled ones that the pages have no more. */
	outdated: Settled[];
}

function readPages(folder: string, names: string[]): Map<string, ApiPage> {
	const found = names
		.map((name) => [name, join(folder, FOLDER, `${name}.md`)])
		.filter(([, path]) => existsSync(path));
	if (found.length === 0) {
		throw new Error(
			`There are no pages of the APIs in ${join(folder, FOLDER)}. Name the folder of a working copy of ServiceNow/ServiceNowDocs.`,
		);
	}
	return new Map(found.map(([name, path]) => [name, readPage(readFileSync(path, 'utf8'))]));
}

function differencesOf(name: string, page: ApiPage | undefined, contract: ContractFacts[]) {
	if (page) return compare(page.operations, contract);
	return [{ operation: name, where: 'page', aspect: 'presence', page: '-', contract: 'there' }];
}

function summaryOf(name: string, page: ApiPage | undefined, differences: Difference[]): string {
	if (!page) return `${name}: missing`;
	const parameters = page.operations.reduce((sum, one) => sum + one.parameters.size, 0);
	return `${name} of ${page.updated}: ${page.operations.length} operations, ${parameters} parameters, ${differences.length} differences`;
}

/**
 * Compares the pages in a working copy of ServiceNow's documentation with the contract.
 *
 * @param folder that holds `markdown/`
 * @throws Error for a folder without any of the pages
 */
export function findDrift(folder: string, entries: Settled[]): Drift {
	const contract = contractFacts();
	const names = [...new Set(contract.map(({ page }) => page))];
	const pages = readPages(folder, names);
	const [first] = pages.values();
	const compared = names.map((name) => {
		const operations = contract.filter(({ page }) => page === name);
		const differences = differencesOf(name, pages.get(name), operations);
		return { differences, summary: summaryOf(name, pages.get(name), differences) };
	});
	const differences = compared.flatMap((one) => one.differences);
	return {
		...judge(differences, first.release, entries),
		release: first.release,
		pages: compared.map(({ summary }) => summary),
		outdated: outdated(differences, first.release, entries, [
			...pages.keys(),
			...contract.filter(({ page }) => pages.has(page)).map(({ id }) => id),
		]),
	};
}
