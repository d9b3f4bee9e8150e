import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Folders that are not of this repository, or are made by it. */
const ELSEWHERE = ['node_modules', 'dist', '.git'];

/** Paths of all files of the repository with one of these endings, from its root. */
export function filesEndingWith(...endings: string[]): string[] {
	const within = (folder: string): string[] =>
		readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
			const path = join(folder, entry.name);
			if (entry.isDirectory()) return ELSEWHERE.includes(entry.name) ? [] : within(path);
			return endings.some((ending) => entry.name.endsWith(ending)) ? [path] : [];
		});
	return within('.');
}

/** The text of a page without its code blocks, where headings and links are only examples. */
export function proseOf(path: string): string {
	return readFileSync(path, 'utf8').replace(/^( *)```[\s\S]*?^\1```/gm, '');
}

/** The anchors that GitHub makes of a page's headings. */
export function anchorsOf(path: string): Set<string> {
	const anchors = new Set<string>();
	for (const [, heading] of proseOf(path).matchAll(/^#+ (.*)$/gm)) {
		const anchor = heading
			.toLowerCase()
			.replace(/[^\p{Letter}\p{Number}_\- ]/gu, '')
			.replaceAll(' ', '-');
		let unique = anchor;
		for (let count = 1; anchors.has(unique); count += 1) unique = `${anchor}-${count}`;
		anchors.add(unique);
	}
	return anchors;
}

/** A link within the repository. */
export interface LocalLink {
	/** As it stands on the page. */
	link: string;
	/** Path of the file that it names, from the root of the repository. */
	path: string;
	/** Without its `#`. */
	anchor?: string;
}

/** The links of a page to files of the repository and to headings of its own. */
export function localLinksOf(page: string): LocalLink[] {
	return [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
		.map(([, link]) => link)
		.filter((link) => !/^[a-z]+:/.test(link))
		.map((link) => {
			const [path, anchor] = link.split('#');
			return { link, path: path === '' ? page : normalize(join(dirname(page), path)), anchor };
		});
}

/** The messages that a page quotes: the first column of its tables that begin with "Message". */
export function messagesOf(page: string): string[] {
	const tables = proseOf(page).matchAll(/^\| Message .*\n\| -.*\n((?:\|.*\n?)*)/gm);
	return [...tables].flatMap(([, rows]) =>
		rows
			.trim()
			.split('\n')
			.flatMap((row) => {
				const [, cell] = row.split('|');
				const quoted = [...cell.matchAll(/`([^`]+)`/g)].map(([, message]) => message);
				return quoted.length > 0 ? quoted : [cell.trim()];
			}),
	);
}
