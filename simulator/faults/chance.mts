/**
 * Mulberry32, a small generator whose numbers are the same for the same seed.
 *
 * @see https://github.com/cprosche/mulberry32
 * @param seed a whole number
 * @returns a function that returns the next number, from 0 up to but not including 1
 */
export function seededChance(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
