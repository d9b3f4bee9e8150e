import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { loadDocument } from '../../contract/loadDocument.mts';
import { root } from '../../scripts/bootstrap.mjs';
import { licensesOf } from './licenses.mts';

/** Folder of the package, from the root of the repository. */
export const packageFolder = join(root, 'servicenow-simulator');

const BUNDLE = 'servicenow-simulator.cjs';

/** What the bundle has in the place of a file, by the end of its path. */
async function replacements(): Promise<Record<string, string>> {
	const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as {
		version: string;
	};
	return {
		'contract/loadDocument.mts': `const text = ${JSON.stringify(JSON.stringify(loadDocument()))};
			export const loadDocument = () => JSON.parse(text);`,
		'servicenow-simulator/version.mts': `export const version = ${JSON.stringify(version)};`,
	};
}

/** What is read or made at the start in the repository is part of the bundle. */
function settle(contents: Record<string, string>): Plugin {
	return {
		name: 'settle',
		setup({ onLoad }) {
			for (const [path, text] of Object.entries(contents)) {
				onLoad({ filter: new RegExp(`${path.replaceAll('.', '\\.')}$`) }, () => ({
					contents: text,
					loader: 'js',
				}));
			}
		},
	};
}

/** Others may read the file meanwhile: they get the old one or the new one, both whole. */
async function replaceFile(path: string, contents: string | Uint8Array): Promise<void> {
	const next = `${path}.${process.pid}.${Date.now()}`;
	await writeFile(next, contents);
	await rename(next, path);
}

/**
 * Makes the one file that the package consists of, and the licenses of what is in it.
 *
 * @returns path of the file, in `dist`
 */
export async function buildSimulator(): Promise<string> {
	const folder = join(packageFolder, 'dist');
	const path = join(folder, BUNDLE);
	const { outputFiles, metafile } = await build({
		absWorkingDir: root,
		entryPoints: [join(packageFolder, 'index.mts')],
		outfile: path,
		bundle: true,
		minify: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		write: false,
		metafile: true,
		logLevel: 'silent',
		plugins: [settle(await replacements())],
	});
	await mkdir(folder, { recursive: true });
	const licenses = licensesOf(Object.keys(metafile.inputs));
	await replaceFile(join(folder, 'THIRD_PARTY_LICENSES.txt'), licenses);
	await replaceFile(path, outputFiles[0].contents);
	return path;
}
