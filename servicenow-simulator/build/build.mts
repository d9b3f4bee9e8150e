import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build, transform, type Plugin } from 'esbuild';
import { loadDocument } from '../../contract/loadDocument.mts';
import { root } from '../../scripts/bootstrap.mjs';
import type { Page } from '../../simulator/http/page.mts';
import { licensesOf } from './licenses.mts';

/** Folder of the package, from the root of the repository. */
export const packageFolder = join(root, 'servicenow-simulator');

const BUNDLE = 'servicenow-simulator.cjs';

/** The page as the bundle serves it: its script in one, with what it imports. */
async function builtPage(): Promise<{ page: Page; inputs: string[] }> {
	const folder = join(packageFolder, 'page');
	const { outputFiles, metafile } = await build({
		absWorkingDir: root,
		entryPoints: [join(folder, 'app/main.mts')],
		outfile: 'page.js',
		bundle: true,
		minify: true,
		format: 'esm',
		target: 'es2022',
		write: false,
		metafile: true,
		logLevel: 'silent',
	});
	const style = await readFile(join(folder, 'style.css'), 'utf8');
	const { code } = await transform(style, { loader: 'css', minify: true });
	const html = await readFile(join(folder, 'index.html'), 'utf8');
	const page = { html, script: outputFiles[0].text, style: code };
	return { page, inputs: Object.keys(metafile.inputs) };
}

/** What the bundle has in the place of a file, by the end of its path. */
async function replacements(page: Page): Promise<Record<string, string>> {
	const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as {
		version: string;
	};
	return {
		'contract/loadDocument.mts': `const text = ${JSON.stringify(JSON.stringify(loadDocument()))};
			export const loadDocument = () => JSON.parse(text);`,
		'servicenow-simulator/page/page.mts': `const page = ${JSON.stringify(page)};
			export const builtPage = () => page;`,
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

/**
 * Others may pack or load the file meanwhile: they get the old one or the new one, both whole. A file
 * that is right already is left alone.
 */
async function replaceFile(path: string, contents: string): Promise<void> {
	if ((await readFile(path, 'utf8').catch(() => undefined)) === contents) return;
	const besides = join(root, '.n8n-data', `${basename(path)}.${process.pid}`);
	await mkdir(dirname(besides), { recursive: true });
	await writeFile(besides, contents);
	await rename(besides, path);
}

/**
 * Makes the one file that the package consists of, and the licenses of what is in it.
 *
 * @returns path of the file, in `dist`
 */
export async function buildSimulator(): Promise<string> {
	const folder = join(packageFolder, 'dist');
	const path = join(folder, BUNDLE);
	const { page, inputs } = await builtPage();
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
		plugins: [settle(await replacements(page))],
	});
	await mkdir(folder, { recursive: true });
	const licenses = licensesOf([...Object.keys(metafile.inputs), ...inputs]);
	await replaceFile(join(folder, 'THIRD_PARTY_LICENSES.txt'), licenses);
	await replaceFile(path, outputFiles[0].text);
	return path;
}
