import {
	committedLines,
	LIGHT_VERSIONING,
	missingFrom,
	parameterLines,
} from '../../scripts/parameters/list.mts';

/** The committed list is what saved workflows were made with. */
function fail(what: string, lines: string[], advice: string): void {
	if (lines.length > 0) throw new Error(`${what}:\n${lines.join('\n')}\n\n${advice}`);
}

test('no parameter, value or default that saved workflows rely on is gone', async () => {
	fail('Gone or changed', missingFrom(await parameterLines(), committedLines()), LIGHT_VERSIONING);
});

test('every new parameter is in the list', async () => {
	fail(
		'New, and not in the list yet',
		missingFrom(committedLines(), await parameterLines()),
		'Additions are fine. Run: npm run parameters',
	);
});
