/** The factors of a matrix, each with its levels. */
export type Factors = Record<string, readonly unknown[]>;

/** One level of each factor. */
export type Row<All extends Factors> = { [Name in keyof All]: All[Name][number] };

/** Levels by the place of their factor; what is not chosen yet is `undefined`. */
type Places = Array<number | undefined>;

/** Rows of which the one that covers most is taken. */
const CANDIDATES = 2;

/** A sequence that is the same in every run. */
function sequence(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

function triplesOf(count: number): number[][] {
	const places = Array.from({ length: count }, (_, place) => place);
	return places.flatMap((a) =>
		places.slice(a + 1).flatMap((b) => places.slice(b + 1).map((c) => [a, b, c])),
	);
}

/** What names the levels of some factors; nothing while one of them is not chosen. */
function nameOf(triple: number[], row: Places): number | undefined {
	let name = 0;
	for (const place of triple) {
		const level = row[place];
		if (level === undefined) return undefined;
		name = (name * 32 + place) * 32 + level;
	}
	return name;
}

/** The combinations that are still to be covered, by their names. */
class Uncovered {
	private readonly left = new Map<number, number[][]>();

	readonly total: number;

	private readonly triples: number[][];

	/** @param sizes number of levels of each factor */
	constructor(private readonly sizes: number[]) {
		this.triples = triplesOf(sizes.length);
		for (const triple of this.triples) {
			const [a, b, c] = triple.map((place) => sizes[place]);
			for (let index = 0; index < a * b * c; index += 1) {
				const levels = [Math.floor(index / (b * c)), Math.floor(index / c) % b, index % c];
				this.left.set(nameOf(triple, this.rowOf(triple, levels))!, [triple, levels]);
			}
		}
		this.total = this.left.size;
	}

	get isEmpty(): boolean {
		return this.left.size === 0;
	}

	/** A row that covers the first of them, and leaves the rest open. */
	start(): Places {
		const [[triple, levels]] = this.left.values();
		return this.rowOf(triple, levels);
	}

	/** How many a row covers that were not covered before; of one factor, where that is given. */
	gain(row: Places, of?: number): number {
		const triples = of === undefined ? this.triples : this.triples.filter((t) => t.includes(of));
		return triples.filter((triple) => this.left.has(nameOf(triple, row) ?? -1)).length;
	}

	cover(row: Places): void {
		for (const triple of this.triples) this.left.delete(nameOf(triple, row)!);
	}

	private rowOf(triple: number[], levels: number[]): Places {
		const row: Places = this.sizes.map(() => undefined);
		triple.forEach((place, index) => {
			row[place] = levels[index];
		});
		return row;
	}
}

/** Chooses the levels that are left open, each so that it covers most with those before. */
function complete(
	row: Places,
	sizes: number[],
	uncovered: Uncovered,
	random: () => number,
): Places {
	const open = sizes.map((_, place) => place).filter((place) => row[place] === undefined);
	open.sort(() => random() - 0.5);
	for (const place of open) {
		const first = Math.floor(random() * sizes[place]);
		let best = { level: first, gain: -1 };
		for (let step = 0; step < sizes[place]; step += 1) {
			const level = (first + step) % sizes[place];
			row[place] = level;
			const gain = uncovered.gain(row, place);
			if (gain > best.gain) best = { level, gain };
		}
		row[place] = best.level;
	}
	return row;
}

/**
 * Rows in which every combination of levels of any three factors appears: a covering array of strength
 * three. A fault that takes four settings together can escape it; with all rows there are, the matrix
 * would take days.
 *
 * @see https://csrc.nist.gov/projects/automated-combinatorial-testing-for-software
 * @param factors at most 32, with at most 32 levels
 * @returns the rows, the same in every run, and how many combinations they cover
 */
export function coveringArray<All extends Factors>(
	factors: All,
): { rows: Array<Row<All>>; combinations: number } {
	const names = Object.keys(factors);
	const sizes = names.map((name) => factors[name].length);
	const uncovered = new Uncovered(sizes);
	const random = sequence(1);
	const rows: Places[] = [];
	while (!uncovered.isEmpty) {
		const candidates = Array.from({ length: CANDIDATES }, () =>
			complete(uncovered.start(), sizes, uncovered, random),
		);
		const gains = candidates.map((row) => uncovered.gain(row));
		const best = candidates[gains.indexOf(Math.max(...gains))];
		uncovered.cover(best);
		rows.push(best);
	}
	const levelsOf = (row: Places) =>
		Object.fromEntries(names.map((name, place) => [name, factors[name][row[place]!]]));
	return { rows: rows.map(levelsOf) as Array<Row<All>>, combinations: uncovered.total };
}
