import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** Letters that a text of the code needs, so that it says more than what is put into it. */
const LEAST_LETTERS = 7;

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A text as a pattern, with `{name}` for what the failure table leaves open. */
const patternOf = (text: string) =>
	text
		.split(/\{[a-zA-Z]+\}/)
		.map(escaped)
		.join('.*');

function partsOf(node: ts.Node): string | undefined {
	if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
		return patternOf(node.text);
	}
	if (!ts.isTemplateExpression(node)) return undefined;
	const rest = node.templateSpans.map(({ literal }) => `.*${patternOf(literal.text)}`);
	return patternOf(node.head.text) + rest.join('');
}

/**
 * The texts in the code of the nodes, as patterns that match what they become when a message is built.
 *
 * @param paths of the TypeScript files
 */
export function textsIn(paths: string[]): RegExp[] {
	const patterns = new Set<string>();
	for (const path of paths) {
		const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
		const visit = (node: ts.Node): void => {
			const pattern = partsOf(node);
			const letters = pattern?.replace(/[^a-z]/gi, '').length ?? 0;
			if (pattern !== undefined && letters >= LEAST_LETTERS) patterns.add(pattern);
			ts.forEachChild(node, visit);
		};
		visit(file);
	}
	return [...patterns].map((pattern) => new RegExp(`^${pattern}$`));
}
