import { bind } from 'jest-each';

type Action = () => unknown;

/** What `beforeAll` and so on ask for, of a file or a `describe`. */
interface Hooks {
	beforeAll: Action[];
	beforeEach: Action[];
	afterEach: Action[];
	afterAll: Action[];
}

/** A file, or a `describe` in it. */
export interface Block extends Hooks {
	name: string;
	parent?: Block;
}

/** A test, as a file declares it. */
export interface Case {
	/** Names of the blocks around it, and its own. */
	id: string;
	file: string;
	block: Block;
	body: Action;
}

function newBlock(name: string, parent?: Block): Block {
	return { name, parent, beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] };
}

/** The block and those around it, the outermost first. */
export function blocksOf(block: Block): Block[] {
	return block.parent ? [...blocksOf(block.parent), block] : [block];
}

/** Jest's `describe`, `test` and hooks, which note what a file declares. */
export class Collector {
	readonly cases: Case[] = [];

	private block: Block;

	constructor(private readonly file: string) {
		this.block = newBlock('');
	}

	/** To be set as globals while the file is loaded. */
	get globals(): Record<string, unknown> {
		const { describe, test } = this;
		const hook = (name: keyof Hooks) => (action: Action) => void this.block[name].push(action);
		return {
			describe: Object.assign(describe, { each: bind(describe as never, false) }),
			test: Object.assign(test, { each: bind(test as never, false) }),
			beforeAll: hook('beforeAll'),
			beforeEach: hook('beforeEach'),
			afterEach: hook('afterEach'),
			afterAll: hook('afterAll'),
		};
	}

	private readonly describe = (name: string, declare: Action): void => {
		const outer = this.block;
		this.block = newBlock(name, outer);
		declare();
		this.block = outer;
	};

	private readonly test = (name: string, body: Action): void => {
		const { block, file } = this;
		const names = [...blocksOf(block).map((around) => around.name), name].filter(Boolean);
		this.cases.push({ id: names.join(' '), file, block, body });
	};
}
