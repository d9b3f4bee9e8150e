import { readFileSync } from 'node:fs';
import { errorsPath, withErrors } from '../../../scripts/docs/errors.mts';

test('docs/errors.md has the messages of the failure table', () => {
	const text = readFileSync(errorsPath, 'utf8');
	if (withErrors(text) === text) return;
	throw new Error(`The messages of ${errorsPath} are out of date. Run: npm run docs`);
});

test('a page without the markers is refused', () => {
	expect(() => withErrors('# Errors')).toThrow('<!-- errors -->');
});
