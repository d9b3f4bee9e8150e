/** The end of the line for each key: resolves when everybody in it is through. */
const tails = new Map<string, Promise<void>>();

/**
 * Does work while no other work with the same key is being done in this process, first come, first
 * served. Keep no permit of a host meanwhile: whoever has the turn needs one.
 *
 * @param key what must not be worked on twice at the same time
 * @param stopped rejects when the wait for the turn is pointless; work that has begun is not stopped
 * @returns what the work gives
 * @throws the reason of `stopped`, or what the work throws; the turn passes on in either case
 */
export async function inTurn<Result>(
	key: string,
	stopped: Promise<never>,
	work: () => Promise<Result>,
): Promise<Result> {
	const before = tails.get(key) ?? Promise.resolve();
	let finish = () => {};
	const finished = new Promise<void>((resolve) => {
		finish = resolve;
	});
	// Whoever gives up leaves the line in order: the next one still waits for those before.
	const tail = before.then(async () => await finished);
	tails.set(key, tail);
	void tail.then(() => {
		if (tails.get(key) === tail) tails.delete(key);
	});
	try {
		await Promise.race([stopped, before]);
		return await work();
	} finally {
		finish();
	}
}
