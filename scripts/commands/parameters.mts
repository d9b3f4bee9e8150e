import { existsSync, writeFileSync } from 'node:fs';
import {
	committedLines,
	LIGHT_VERSIONING,
	LIST,
	missingFrom,
	parameterLines,
} from '../parameters/list.mts';

/**
 * Writes the list that a test holds the nodes against. What would break saved workflows is not
 * written, unless `--accept-breaks` says that a new version of the node takes care of them.
 */
const before = existsSync(LIST) ? committedLines() : [];
const now = await parameterLines();
const broken = missingFrom(now, before);
if (broken.length > 0 && !process.argv.includes('--accept-breaks')) {
	console.error(
		`Nothing was written. Removed or changed:\n${broken.join('\n')}\n\n${LIGHT_VERSIONING}`,
	);
	process.exitCode = 1;
} else {
	writeFileSync(LIST, `${now.join('\n')}\n`);
	console.log(`${LIST}: ${missingFrom(before, now).length} lines added, ${broken.length} removed`);
}
