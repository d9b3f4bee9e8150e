import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withOwner, type Owner } from './owner.mts';

/** Where links to the repository stand, besides the files at the top. */
const FOLDERS = [
	'.github',
	'contract',
	'credentials',
	'docs',
	'examples',
	'nodes',
	'servicenow-simulator',
];

const TEXT = /(^|[./\\])(LICENSE|json|md|m?ts|ya?ml)$/;

function textFiles(): string[] {
	const inFolders = FOLDERS.flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
	);
	return [...readdirSync('.'), ...inFolders]
		.filter((path) => TEXT.test(path))
		.filter((path) => path !== 'package-lock.json');
}

/**
 * Files that name another owner than package.json.
 *
 * @returns their paths, with the text that they should have
 */
export function filesToChange(owner: Owner): Map<string, string> {
	const changed = new Map<string, string>();
	for (const path of textFiles()) {
		const text = readFileSync(path, 'utf8');
		const now = withOwner(text, owner);
		if (now !== text) changed.set(path, now);
	}
	return changed;
}
