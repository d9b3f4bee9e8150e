import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

const MAX_LINES = 260;

const folders = ['nodes', 'credentials', 'simulator', 'servicenow-simulator', 'scripts'];

const sources = [...folders, 'bench', 'harness']
	.flatMap((folder) => ts.sys.readDirectory(folder, ['.ts', '.mts', '.mjs'], undefined, undefined))
	.map(normalize)
	.sort();

/** The files of this repository that a file imports, types included. */
function importsOf(path: string): string[] {
	const { importedFiles } = ts.preProcessFile(readFileSync(path, 'utf8'), true, true);
	return importedFiles
		.filter(({ fileName }) => fileName.startsWith('.'))
		.map(({ fileName }) => normalize(join(dirname(path), fileName)))
		.flatMap((target) =>
			[target, `${target}.ts`, join(target, 'index.ts')].filter((file) => sources.includes(file)),
		);
}

const imports = new Map(sources.map((path) => [path, importsOf(path)]));

/** The first circle among these names, as a path that ends where it began. */
function findCircle(arrows: Map<string, Iterable<string>>): string[] | undefined {
	const finished = new Set<string>();
	const visit = (name: string, path: string[]): string[] | undefined => {
		if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
		if (finished.has(name)) return undefined;
		for (const next of arrows.get(name) ?? []) {
			const circle = visit(next, [...path, name]);
			if (circle) return circle;
		}
		finished.add(name);
		return undefined;
	};
	for (const name of arrows.keys()) {
		const circle = visit(name, []);
		if (circle) return circle;
	}
	return undefined;
}

/**
 * Arrows between the rooms of a folder. A file that lies in no room is a room of its own.
 *
 * @param house `nodes/shared`
 */
function arrowsBetweenRooms(house: string): Map<string, Set<string>> {
	const roomOf = (path: string) => path.slice(house.length + 1).split('/')[0];
	const arrows = new Map<string, Set<string>>();
	for (const [path, targets] of imports) {
		if (!path.startsWith(`${house}/`)) continue;
		const room = roomOf(path);
		const reached = arrows.get(room) ?? new Set();
		for (const target of targets) {
			if (target.startsWith(`${house}/`) && roomOf(target) !== room) reached.add(roomOf(target));
		}
		arrows.set(room, reached);
	}
	return arrows;
}

test.each([
	['nodes/shared', 4],
	['simulator', 10],
	['nodes/ServiceNowContact/resources/contact/getAll', 2],
])('%s has at most %i loose files', (folder, most) => {
	const loose = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
	expect(loose.length).toBeLessThanOrEqual(most);
});

test(`no source file has more than ${MAX_LINES} lines`, () => {
	const long = sources.filter((path) => readFileSync(path, 'utf8').split('\n').length > MAX_LINES);
	expect(long).toEqual([]);
});

test('no file imports itself over others', () => {
	expect(findCircle(imports)).toBeUndefined();
});

test.each([
	'nodes/shared',
	'nodes/ServiceNowContact/resources/contact/getAll',
	'simulator',
	'servicenow-simulator',
	'scripts',
])('no import in %s runs back up', (house) => {
	expect(findCircle(arrowsBetweenRooms(house))).toBeUndefined();
});

test('shared code knows no node, and no node another', () => {
	const nodeOf = (path: string) => /^nodes\/([^/]+)/.exec(path)?.[1];
	const wrong = [...imports].flatMap(([path, targets]) =>
		targets
			.filter((target) => nodeOf(target) !== nodeOf(path) && nodeOf(target) !== 'shared')
			.filter(() => nodeOf(path) !== undefined)
			.map((target) => `${path} -> ${target}`),
	);
	expect(wrong).toEqual([]);
});

test('a published file imports nothing outside nodes and credentials', () => {
	const wrong = [...imports].filter(
		([path, targets]) =>
			/^(nodes|credentials)\//.test(path) &&
			targets.some((target) => !/^(nodes|credentials)\//.test(target)),
	);
	expect(wrong).toEqual([]);
});
