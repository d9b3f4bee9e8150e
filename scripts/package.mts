import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './bootstrap.mjs';
import { mustRun } from './program.mts';

/** Folder for everything that can be thrown away; git ignores it. */
export const dataFolder = join(root, '.n8n-data');

/**
 * The user folder of one n8n. n8n unpacks its editor into it, and the linter, which looks at every
 * script of the repository, leaves alone what is in a folder of this name.
 */
export function userFolderOf(name: string): string {
	return join(dataFolder, 'node_modules', name);
}

/** Compiles the nodes into dist/. */
export async function buildPackage(): Promise<void> {
	await mustRun('npm', ['run', 'build']);
}

/**
 * Packs the package as it would be published.
 *
 * @param name folder in .n8n-data for the tarball, emptied first
 * @returns path of the tarball
 */
export async function packPackage(name: string): Promise<string> {
	const folder = join(dataFolder, 'packed', name);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await mustRun('npm', ['pack', '--ignore-scripts', '--pack-destination', folder]);
	const [file] = await readdir(folder);
	return join(folder, file);
}
