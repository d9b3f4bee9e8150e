import type { ParameterFacts } from './facts.mts';

/** Types of the pages as types of JSON. */
const TYPES: Record<string, string> = {
	array: 'array',
	boolean: 'boolean',
	number: 'number',
	'number (integer)': 'integer',
	object: 'object',
	string: 'string',
};

function typeOf(cell: string): string | undefined {
	const [, written] = /Data type: *(\w+(?: \([^)]*\))?)/.exec(cell) ?? [];
	if (written === undefined) return undefined;
	const name = written.toLowerCase();
	return TYPES[name] ?? TYPES[name.split(' ')[0]] ?? name;
}

/** The items of the list that follows an announcement. */
function listAfter(announcement: RegExp, cell: string): string[] {
	const start = announcement.exec(cell);
	if (!start) return [];
	const [list = ''] =
		/^\s*(?:- +.*(?:\n|$))+/.exec(cell.slice(start.index + start[0].length)) ?? [];
	return [...list.matchAll(/^ *- +(.*)$/gm)].map(([, item]) => item);
}

/** The words before the explanation of an item: `on_time` of `on_time: On schedule.` */
const term = (item: string) => item.split(': ')[0].trim();

function valuesOf(cell: string): string[] {
	const [, only] = /Only valid value: (\S+)/.exec(cell) ?? [];
	return only ? [only] : listAfter(/(?:Possible|Valid) values[^:\n]*:/, cell).map(term);
}

/**
 * Reads what the description of a parameter tells.
 *
 * @param cell the text of the cell, without escapes
 */
export function readCell(cell: string): ParameterFacts {
	const type = typeOf(cell);
	const [, length] = /Maximum length: (\d+)/.exec(cell) ?? [];
	const [, byDefault] =
		/Default(?: value)?: (.+)/.exec(cell) ??
		/[Tt]he default is (.+?)\.(?=\s|[A-Z]|$)/.exec(cell) ??
		[];
	const [, table] = /Table: [^\n]*?\[(\w+)\]|\[(\w+)\] table/.exec(cell)?.filter(Boolean) ?? [];
	return {
		types: type === undefined ? undefined : [type],
		required: /^Required\./.test(cell),
		maxLength: length === undefined ? undefined : Number(length),
		default: byDefault?.trim(),
		values: valuesOf(cell).sort(),
		table,
		exceptions: listAfter(/Possible exceptions:/, cell)
			.map(term)
			.sort(),
	};
}

/** Members of an object that the description shows by their types alone: `"agent": "String"`. */
export function membersShown(cell: string): string[] {
	const [, sample = ''] = /```([\s\S]*?)```/.exec(cell) ?? [];
	return [...sample.matchAll(/"(\w+)": *(?:"String"|Boolean|Number|\{Object\})/g)].map(
		([, name]) => name,
	);
}
