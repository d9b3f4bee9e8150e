interface Node<T> {
	fixed: Map<string, Node<T>>;
	parameters: { name: string; pattern?: RegExp; node: Node<T> }[];
	target?: T;
}

/** What a path leads to, with the values of its parameters. */
export interface Match<T> {
	target: T;
	params: Record<string, string>;
}

const newNode = <T,>(): Node<T> => ({ fixed: new Map(), parameters: [] });

const parameterForm = /^:(\w+)(?:\((.+)\))?$/;

function decoded(part: string): string {
	if (!part.includes('%')) return part;
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

/**
 * Finds what a path leads to. It is filled once for all instances of a process, as a web server takes
 * longer to register routes than most tests last.
 */
export class Router<T> {
	private readonly root = newNode<T>();

	/** @param url fixed parts, and parameters as `:name` or `:name(pattern)`, separated by slashes */
	add(url: string, target: T): void {
		let at = this.root;
		for (const part of url.split('/').slice(1)) at = this.step(at, part);
		at.target = target;
	}

	/** @param path as it was requested, without a query; undefined where it leads to nothing */
	find(path: string): Match<T> | undefined {
		const params: Record<string, string> = {};
		const target = this.walk(this.root, path.split('/').slice(1).map(decoded), 0, params);
		return target === undefined ? undefined : { target, params };
	}

	private step(at: Node<T>, part: string): Node<T> {
		const [, name, pattern] = parameterForm.exec(part) ?? [];
		if (name === undefined) {
			const next = at.fixed.get(part) ?? newNode<T>();
			at.fixed.set(part, next);
			return next;
		}
		const known = at.parameters.find((one) => one.name === name && one.pattern?.source === pattern);
		if (known) return known.node;
		const added = { name, node: newNode<T>(), ...(pattern && { pattern: new RegExp(pattern) }) };
		at.parameters.push(added);
		return added.node;
	}

	/** Fixed parts go before parameters. */
	private walk(
		at: Node<T>,
		parts: string[],
		index: number,
		params: Record<string, string>,
	): T | undefined {
		if (index === parts.length) return at.target;
		const part = parts[index];
		const next = at.fixed.get(part);
		const found = next && this.walk(next, parts, index + 1, params);
		if (found !== undefined || part === '') return found;
		for (const { name, pattern, node } of at.parameters) {
			if (pattern && !pattern.test(part)) continue;
			const target = this.walk(node, parts, index + 1, params);
			if (target === undefined) continue;
			params[name] = part;
			return target;
		}
		return undefined;
	}
}
