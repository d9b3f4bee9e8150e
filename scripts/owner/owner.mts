import { readFileSync } from 'node:fs';

/** Whom the package belongs to, as package.json says. */
export interface Owner {
	/** `owner/repository` on GitHub. */
	repository: string;
	/** Holder of the copyright and author on npm. */
	author: string;
	/** Address for reports. */
	email: string;
}

interface Manifest {
	author: { name: string; email: string };
	repository: { url: string };
}

/** What stands in package.json until somebody takes the package over. */
const PLACEHOLDER: Owner = {
	repository: 'servicenow-csm-nodes/n8n-nodes-servicenow-csm',
	author: 'n8n-nodes-servicenow-csm maintainers',
	email: 'maintainers@servicenow-csm-nodes.dev',
};

/** The one place where the owner is filled in. @throws Error when its repository is not on GitHub */
export function ownerOf(manifest = readFileSync('package.json', 'utf8')): Owner {
	const { author, repository } = JSON.parse(manifest) as Manifest;
	const [, path] = /^git\+https:\/\/github\.com\/([^/]+\/[^/]+)\.git$/.exec(repository.url) ?? [];
	if (path === undefined) {
		throw new Error(
			'repository.url in package.json is not git+https://github.com/<owner>/<name>.git',
		);
	}
	return { repository: path, author: author.name, email: author.email };
}

/** What is still a placeholder, by the name of its property. */
export function placeholdersOf(owner: Owner): string[] {
	const names = Object.keys(PLACEHOLDER) as Array<keyof Owner>;
	return names.filter((name) => owner[name] === PLACEHOLDER[name]);
}

/** The name of the repository ends a link, or something of it follows. */
const LINK = /(?<=github\.com\/)[\w-]+\/n8n-nodes-servicenow-csm(?![\w-])/g;

/** The author in a package.json: name and address, one behind the other. */
const AUTHOR = /(?<="author": \{\s*)"name": "[^"]*",(\s*)"email": "[^"]*"/g;

/** @param text of a file of the repository @returns the text with the owner wherever it names one */
export function withOwner(text: string, { repository, author, email }: Owner): string {
	return text
		.replaceAll(LINK, () => repository)
		.replaceAll(
			AUTHOR,
			(_, gap: string) =>
				`"name": ${JSON.stringify(author)},${gap}"email": ${JSON.stringify(email)}`,
		)
		.replaceAll(/(?<=^Copyright \(c\) \d{4} ).+$/gm, () => author)
		.replaceAll(/\[[^\]\s]+@[^\]\s]+\]\(mailto:[^)]+\)/g, () => `[${email}](mailto:${email})`);
}
