import { existsSync } from 'node:fs';
import { anchorsOf, filesEndingWith, localLinksOf } from './markdown.mts';

test.each(filesEndingWith('.md'))('%s links to files and headings that exist', (page) => {
	const dead = localLinksOf(page).filter(
		({ path, anchor }) =>
			!existsSync(path) || (anchor !== undefined && !anchorsOf(path).has(anchor)),
	);
	expect(dead.map(({ link }) => link)).toEqual([]);
});
