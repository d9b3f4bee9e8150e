import type { Call, Tool } from './reader.mts';

/** Something that is known, in the words of the one who tells it. */
export interface Fact {
	said: string;
	value: string;
}

// Words that say nothing of what a text is about.
const small = new Set(
	'a an and as at be by for from has have in is it its of on or that the this to who with'.split(
		' ',
	),
);

/** The words of a text in their simplest form: `calls` and `call` are one. */
function wordsOf(text: string): Set<string> {
	const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
	return new Set(words.filter((word) => !small.has(word)).map((word) => word.replace(/s$/, '')));
}

/** How many words of a saying a text has. */
function shared(said: string, text: string): number {
	const words = wordsOf(text);
	return [...wordsOf(said)].filter((word) => words.has(word)).length;
}

/** The tool whose name and description have most of what is asked for, and the least besides. */
function chosen(tools: Tool[], goal: string): Tool {
	const rated = tools.map((tool) => {
		const text = `${tool.name.replaceAll('_', ' ')} ${tool.description}`;
		return { tool, fits: shared(goal, text), length: wordsOf(text).size };
	});
	const [first] = rated.sort((a, b) => b.fits - a.fits || a.length - b.length);
	if (first === undefined || first.fits < 2) throw new Error(`No tool is for: ${goal}`);
	return first.tool;
}

/** Which fact goes into which argument, the surest first; each fact goes into one. */
function assigned(tool: Tool, facts: Fact[]): Record<string, string> {
	const pairs = Object.entries(tool.parameters.properties).flatMap(
		([argument, { description = '' }]) =>
			facts.map(({ said, value }) => {
				const text = `${argument.replaceAll('_', ' ')} ${description}`;
				return { argument, said, value, fits: shared(said, text) / wordsOf(said).size };
			}),
	);
	const filled: Record<string, string> = {};
	const told = new Set<string>();
	for (const { argument, said, value, fits } of pairs.sort((a, b) => b.fits - a.fits)) {
		if (fits < 0.5 || argument in filled || told.has(said)) continue;
		filled[argument] = value;
		told.add(said);
	}
	return filled;
}

/**
 * Chooses a tool for a goal and fills its arguments, from the names, descriptions and schemas alone: it
 * knows no node and no field. What nothing is known of stays empty.
 *
 * @throws Error when no tool is for the goal
 */
export function understand(tools: Tool[], goal: string, facts: Fact[]): Call {
	const tool = chosen(tools, goal);
	const empty = Object.entries(tool.parameters.properties).map(([name, { type }]) => [
		name,
		type === 'number' ? 0 : '',
	]);
	return {
		tool: tool.name,
		arguments: { ...Object.fromEntries(empty), ...assigned(tool, facts) },
	};
}
