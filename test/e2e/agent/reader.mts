/** A tool as a chat model is told of it. */
export interface Tool {
	name: string;
	description: string;
	/** JSON schema of the arguments. */
	parameters: { properties: Record<string, { type?: string; description?: string }> };
}

/**
 * A value that can be written in several ways: the first whose key the reader finds in what it read
 * about the argument, else `otherwise`, which is how a person would say it.
 */
export interface Forms {
	[word: string]: unknown;
	otherwise: unknown;
}

/** What is to be done, as somebody who knows neither n8n nor ServiceNow would ask for it. */
export interface Task {
	/** Words that the description of the right tool has. */
	wanted: string;
	/** What is known, by the words for it. */
	facts?: Record<string, string | Forms>;
	/** What an earlier refusal said, which is read along with the description of every argument. */
	told?: string;
}

export interface Call {
	tool: string;
	arguments: Record<string, unknown>;
}

function wordsOf(text: string): string[] {
	return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

/** Whether a text has every one of the words. */
function tells(text: string, wanted: string): boolean {
	const words = new Set(wordsOf(text));
	return wordsOf(wanted).every((word) => words.has(word));
}

/** The tool whose description has every word that is asked for, and the fewest besides. */
function chosen(tools: Tool[], wanted: string): Tool {
	const fitting = tools
		.filter(({ description }) => tells(description, wanted))
		.sort((a, b) => wordsOf(a.description).length - wordsOf(b.description).length);
	if (fitting[0]) return fitting[0];
	const all = tools.map(({ description }) => description).join('; ');
	throw new Error(`No tool says that it does "${wanted}". There are: ${all}`);
}

function valueOf(fact: string | Forms, read: string): unknown {
	if (typeof fact === 'string') return fact;
	const form = Object.keys(fact).find((word) => word !== 'otherwise' && tells(read, word));
	return form === undefined ? fact.otherwise : fact[form];
}

/** The argument that a fact is for: by its name, else by its description. */
function argumentFor(tool: Tool, fact: string): string {
	const all = Object.entries(tool.parameters.properties);
	const byLength = (a: string, b: string) => wordsOf(a).length - wordsOf(b).length;
	const [named] = all
		.map(([name]) => name)
		.filter((name) => tells(name.replaceAll('_', ' '), fact))
		.sort(byLength);
	const described = all.find(([, { description = '' }]) => tells(description, fact))?.[0];
	const found = named ?? described;
	if (found !== undefined) return found;
	const names = all.map(([name, { description }]) => `${name} (${description ?? ''})`).join('; ');
	throw new Error(`No argument of ${tool.name} is for "${fact}". There are: ${names}`);
}

/**
 * Chooses a tool and fills its arguments from nothing but what the tools say of themselves.
 *
 * @throws Error when no tool says that it does what is wanted, or no argument that it is for a fact
 */
export function read(tools: Tool[], { wanted, facts = {}, told = '' }: Task): Call {
	const tool = chosen(tools, wanted);
	const { properties } = tool.parameters;
	// Every argument has to be given; what is not known stays empty.
	const filled: Record<string, unknown> = Object.fromEntries(
		Object.entries(properties).map(([name, { type }]) => [name, type === 'number' ? 0 : '']),
	);
	for (const [words, fact] of Object.entries(facts)) {
		const name = argumentFor(tool, words);
		filled[name] = valueOf(fact, `${properties[name].description ?? ''} ${told}`);
	}
	return { tool: tool.name, arguments: filled };
}
