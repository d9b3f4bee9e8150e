import { writeFileSync } from 'node:fs';
import { filesToChange } from '../owner/files.mts';
import { ownerOf, placeholdersOf } from '../owner/owner.mts';

/**
 * Copies the owner from package.json to wherever else it stands; with `--check`, says before a release
 * what is missing, and writes nothing.
 */
const owner = ownerOf();
const files = filesToChange(owner);
if (process.argv.includes('--check')) {
	const placeholders = placeholdersOf(owner).map(
		(name) => `package.json: ${name} is a placeholder`,
	);
	const others = [...files.keys()].map((path) => `${path}: names another owner`);
	const missing = [...placeholders, ...others];
	if (missing.length > 0) {
		console.error(`${missing.join('\n')}\n\nFill them in in package.json, then run npm run owner.`);
		process.exitCode = 1;
	}
} else {
	for (const [path, text] of files) writeFileSync(path, text);
	console.log(`${owner.repository}: ${files.size} files written`);
}
