import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';

/** More would keep other requests waiting. */
const MOST_MARKS = 100_000;

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

const parser = new XMLParser({
	ignoreAttributes: true,
	ignoreDeclaration: true,
	ignorePiTags: true,
	parseTagValue: false,
	trimValues: false,
	htmlEntities: true,
});

const builder = new XMLBuilder({ suppressEmptyNode: true });

/** What is wrong with XML, or what is not read of it. */
export class XmlError extends Error {
	/** @param isRead false where an instance may read it and the simulator does not */
	constructor(
		message: string,
		readonly isRead = true,
	) {
		super(message);
	}
}

/** Space between elements is no text of theirs. */
function withoutSpace(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutSpace);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).filter(([name]) => name !== '#text');
	return Object.fromEntries(entries.map(([name, inner]) => [name, withoutSpace(inner)]));
}

function marksIn(text: string): number {
	let count = 0;
	for (let at = 0; at < text.length && count <= MOST_MARKS; at += 1) {
		const code = text.charCodeAt(at);
		if (code === 0x3c || code === 0x26) count += 1;
	}
	return count;
}

const knownEntities = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i;

/** @throws XmlError where the text is not read, or declares what it is made of */
function check(text: string): void {
	const encoding = /^\s*<\?xml[^>]{0,200}?encoding=["']([\w.-]{1,40})/i.exec(text)?.[1];
	if (encoding !== undefined && !/^(utf-8|us-ascii)$/i.test(encoding)) {
		throw new XmlError(`XML in ${encoding}`, false);
	}
	if (marksIn(text) > MOST_MARKS) throw new XmlError('XML of more than 100,000 tags', false);
	if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new XmlError('DOCTYPE is not allowed.');
	if (!text.includes('<![CDATA[') && knownEntities.test(text)) {
		throw new XmlError('An entity is not declared.');
	}
}

/**
 * Reads the fields of a request: the elements of its root, texts as they are, and those that occur
 * twice as a list. Attributes are passed over.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-api-explorer/r_ScriptedRESTServiceScriptExamples.md
 * @returns the fields, or a list where the root has elements `entry` alone
 * @throws XmlError where it cannot be read
 */
export function parseXml(text: string): unknown {
	check(text);
	let root: Record<string, unknown>;
	try {
		const validity = XMLValidator.validate(text);
		if (validity !== true) throw new XmlError('The payload is not valid XML.');
		root = withoutSpace(parser.parse(text)) as Record<string, unknown>;
	} catch {
		throw new XmlError('The payload is not valid XML.');
	}
	const [[name, fields] = ['', ''], ...others] = Object.entries(root);
	if (name !== 'request' || others.length > 0) {
		throw new XmlError('The payload has no element request as its root.');
	}
	return entriesOf(fields) ?? fields;
}

/** @returns the entries, where a value has nothing else */
export function entriesOf(value: unknown): unknown[] | undefined {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
	const [[name, entries] = [''], ...others] = Object.entries(value) as [string, unknown][];
	return name === 'entry' && others.length === 0 ? [entries].flat() : undefined;
}

/** Names and texts as XML takes them. */
function writable(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(writable);
	if (value === null || value === undefined) return '';
	// XML 1.0 has no place for other control characters: https://www.w3.org/TR/xml/#charsets
	if (typeof value !== 'object') {
		return String(value as string).replaceAll(
			/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu,
			'',
		);
	}
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [
			name.replaceAll(/[^\w.-]/g, '_').replace(/^(?=[^a-z_])/i, '_'),
			writable(inner),
		]),
	);
}

/**
 * Writes the body of a response: `<response>` around its members, a list as its elements one after
 * the other.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/batch-api.md
 */
export function buildXml(body: object): string {
	return DECLARATION + builder.build({ response: writable(body) });
}
