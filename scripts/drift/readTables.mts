/** A table of a page: its rows without the heading, each with the texts of its cells. */
export interface PageTable {
	/** Class of an HTML table, which says what it is about. */
	kind?: string;
	rows: string[][];
}

const ENTITIES: Record<string, string> = { '&gt;': '>', '&lt;': '<', '&quot;': '"', '&amp;': '&' };

/** Undoes the escapes of Markdown and of HTML, and bold type. */
const plain = (text: string) =>
	text
		.replaceAll('**', '')
		.replace(/\\([\\_[\](){}*#.<>-])/g, '$1')
		.replace(/&(?:gt|lt|quot|amp);/g, (entity) => ENTITIES[entity])
		.trim();

function htmlRows(table: string): string[][] {
	const [, body = ''] = /<tbody>([\s\S]*?)<\/tbody>/.exec(table) ?? [];
	return body
		.split('<tr>')
		.slice(1)
		.map((row) => [...row.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell]) => plain(cell)));
}

function pipeRows(table: string): string[][] {
	const [, , ...rows] = table.trim().split('\n');
	return rows.map((row) => row.split('|').slice(1, -1).map(plain));
}

/**
 * Reads the tables of a piece of a page, in their order. ServiceNow's pages have those with long
 * cells as HTML, with Markdown inside, and short ones as Markdown.
 *
 * @returns without the tables that say that there is nothing
 */
export function readTables(text: string): PageTable[] {
	const tables = text.matchAll(/<table([^>]*)>([\s\S]*?)<\/table>|(?:^|(?<=>))\|.*(?:\n\|.*)+/gm);
	return [...tables]
		.map(([whole, attributes, html]) => ({
			kind: /class="(\w+)"/.exec(attributes ?? '')?.[1],
			rows: html === undefined ? pipeRows(whole) : htmlRows(html),
		}))
		.filter(({ rows }) => rows.length > 0 && rows[0][0] !== 'None');
}
