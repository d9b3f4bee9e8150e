import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the package in node_modules that a file belongs to. */
function packageOf(file: string): string | undefined {
	return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
}

function licenseOf(folder: string): string {
	const { name, version, license } = JSON.parse(
		readFileSync(join(folder, 'package.json'), 'utf8'),
	) as Record<string, string>;
	const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
	const text = file === undefined ? license : readFileSync(join(folder, file), 'utf8').trim();
	return `${name} ${version}\n\n${text}`;
}

/**
 * @param files that a bundle is made of, from the root of the repository
 * @returns the licenses of the packages among them, as their licenses ask
 */
export function licensesOf(files: string[]): string {
	const folders = new Set(files.flatMap((file) => packageOf(file) ?? []));
	return [...folders]
		.filter((folder) => existsSync(join(folder, 'package.json')))
		.sort()
		.map(licenseOf)
		.join(`\n\n${'-'.repeat(72)}\n\n`);
}
