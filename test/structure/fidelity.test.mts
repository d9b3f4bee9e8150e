import { existsSync, readFileSync } from 'node:fs';
import { fidelityPath, withFidelity } from '../../scripts/docs/fidelity.mts';
import { instancePath, withKnownTables } from '../../scripts/docs/tables.mts';
import { handlers } from '../../simulator/apis/handlers.mts';
import { faultKinds } from '../../simulator/faults/kinds.mts';
import { areas } from '../../simulator/fidelity/areas.mts';
import { startSettings } from '../../simulator/settings.mts';

const behaviors = areas.flatMap((area) => area.behaviors);
const covered = new Set(behaviors.flatMap(({ about }) => about));
const sourced = behaviors.filter((behavior) => 'sources' in behavior);
const guesses = behaviors.filter((behavior) => 'variedBy' in behavior);

const subjects = [
	...Object.keys(startSettings({})).map((name) => `setting:${name}`),
	...Object.keys(faultKinds).map((kind) => `fault:${kind}`),
	...Object.keys(handlers).map((id) => `operation:${id}`),
];

test('every setting, kind of fault and operation has a row', () => {
	expect(subjects.filter((subject) => !covered.has(subject))).toEqual([]);
});

test('no row is about what the instance no longer has', () => {
	const named = [...covered].filter((about) => /^(setting|fault|operation):/.test(about));
	expect(named.filter((about) => !subjects.includes(about))).toEqual([]);
});

test.each(sourced)('has a source: $does', ({ sources, reliedOnBy }) => {
	expect(sources.length).toBeGreaterThan(0);
	for (const source of sources) expect(source).toMatch(/^https:\/\/\S+$/);
	for (const path of reliedOnBy) {
		expect(path).toMatch(/^(nodes|credentials)\//);
		expect([path, existsSync(path)]).toEqual([path, true]);
	}
});

test('guesses have names of their own', () => {
	const ids = guesses.map(({ id }) => id);
	expect(ids.filter((id, index) => !/^[a-z]\w+$/i.test(id) || ids.indexOf(id) !== index)).toEqual(
		[],
	);
});

test.each(guesses)('is relied on by no node, and varied by a test: $does', (guess) => {
	expect(guess).not.toHaveProperty('reliedOnBy');
	expect(guess).not.toHaveProperty('sources');
	for (const path of guess.variedBy) {
		expect([path, existsSync(path)]).toEqual([path, true]);
	}
	const { metBy = [] } = guess;
	for (const path of metBy) {
		expect(path).toMatch(/^nodes\//);
		expect([path, existsSync(path)]).toEqual([path, true]);
	}
	// What a node meets is varied by a test that runs the node.
	const ofNodes = guess.variedBy.filter(
		(path) => !/^test\/(simulator|unit\/simulator)\//.test(path),
	);
	expect(ofNodes.length > 0 || metBy.length === 0).toBe(true);
	const settings = guess.about.flatMap((about) => /^setting:(.+)$/.exec(about)?.[1] ?? []);
	const tests = guess.variedBy.map((path) => readFileSync(path, 'utf8')).join('\n');
	expect(settings.filter((name) => !tests.includes(name))).toEqual([]);
});

test.each([
	[fidelityPath, withFidelity],
	[instancePath, withKnownTables],
])('%s says what the code says', (path, render) => {
	const text = readFileSync(path, 'utf8');
	if (render(text) === text) return;
	throw new Error(`${path} is out of date. Run: npm run docs`);
});
