import { readFileSync } from 'node:fs';
import { filesEndingWith, messagesOf } from './markdown.mts';
import { textsIn } from './messages.mts';
import { britishWordsIn } from './spelling.mts';

const pages = filesEndingWith('.md');
const withTexts = filesEndingWith('.md', '.ts', '.mts', '.mjs', '.json', '.yaml', '.yml').filter(
	(path) => !/package-lock\.json$|^test\/contract\/spelling\.mts$/.test(path),
);

describe('messages on the pages', () => {
	const texts = textsIn(
		filesEndingWith('.ts').filter((path) => /^(nodes|credentials)\//.test(path)),
	);
	const quoting = pages.filter((page) => messagesOf(page).length > 0);

	test('are found on the pages of all nodes', () => {
		expect(quoting.length).toBeGreaterThan(6);
	});

	test.each(quoting)('%s quotes what the nodes say', (page) => {
		const unknown = messagesOf(page).filter((message) => !texts.some((text) => text.test(message)));
		expect(unknown).toEqual([]);
	});
});

test('texts are in US English', () => {
	const british = withTexts.flatMap((path) =>
		britishWordsIn(readFileSync(path, 'utf8')).map((word) => `${path}:${word}`),
	);
	expect(british).toEqual([]);
});
