import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

/** The committed list, from the root of the repository. */
export const LIST = 'test/structure/parameters.txt';

interface Package {
	n8n: { nodes: string[] };
}

/** Every node that the package brings, also those that are added later. */
async function descriptions(): Promise<INodeTypeDescription[]> {
	const { n8n } = JSON.parse(readFileSync('package.json', 'utf8')) as Package;
	return await Promise.all(
		n8n.nodes.map(async (path) => {
			const source = path.replace(/^dist\//, '').replace(/\.js$/, '.ts');
			const module = (await import(join(process.cwd(), source))) as Record<
				string,
				new () => INodeType
			>;
			const name = /([^/]+)\.node\.ts$/.exec(source)![1];
			return new module[name]().description;
		}),
	);
}

const text = (value: unknown) => JSON.stringify(value);

const asWord = (value: unknown) => (typeof value === 'object' ? text(value) : String(value));

/** What a saved workflow relies on: the parameter, its type and default, and each value of a choice. */
function linesOf(property: INodeProperties, prefix: string): string[] {
	const path = `${prefix}${property.name}`;
	const own = `${path}: ${property.type} = ${text(property.default)}`;
	const inside = (property.options ?? []).flatMap((option) => {
		if ('values' in option) {
			const { name, values } = option as INodePropertyCollection;
			return values.flatMap((member) => linesOf(member, `${path}.${name}.`));
		}
		if (property.type === 'collection') return linesOf(option as INodeProperties, `${path}.`);
		return [`${path} takes ${text((option as INodePropertyOptions).value)}`];
	});
	const modes = (property.modes ?? []).map(({ name }) => `${path} has the mode ${name}`);
	return [own, ...inside, ...modes];
}

function shownFor({ displayOptions }: INodeProperties): string {
	return Object.entries(displayOptions?.show ?? {})
		.map(([name, values]) => `${name}=${(values ?? []).map(asWord).join()}`)
		.join(' ');
}

/**
 * The parameters of all nodes of the package, as sorted lines of text.
 *
 * @returns one line for a parameter with its type and default, one for each value that it offers
 */
export async function parameterLines(): Promise<string[]> {
	const lines = (await descriptions()).flatMap(({ name, version, properties }) => [
		...[version].flat().map((each) => `${name} version ${each}`),
		...properties.flatMap((property) => linesOf(property, `${name} [${shownFor(property)}] `)),
	]);
	return [...new Set(lines)].sort();
}

/** @returns the lines of the committed list */
export function committedLines(): string[] {
	return readFileSync(LIST, 'utf8').split('\n').filter(Boolean);
}

/** Lines that are in the first list only. */
export function missingFrom(other: string[], lines: string[]): string[] {
	const there = new Set(other);
	return lines.filter((line) => !there.has(line));
}

/** How a node is changed without breaking the workflows that have it. */
export const LIGHT_VERSIONING = `Saved workflows rely on these lines. Keep them, or give the node a new version beside the old one:
- version: [1, 2] and defaultVersion: 2 in the description of the node;
- the old parameter stays, with '@version': [1] in displayOptions.show;
- the new one has '@version': [{ _cnd: { gte: 2 } }] there;
- code that depends on it asks this.getNode().typeVersion.
Workflows keep the version that they were made with. Then run: npm run parameters -- --accept-breaks`;
