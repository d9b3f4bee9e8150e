/** The end of the queue for each key: resolves when everybody in it is through. */
const queues = new Map<string, Promise<void>>();

/**
 * Runs work while no other work with the same key runs in this process, first come, first served: a
 * keyed mutex. Hold no permit of a host meanwhile: whoever has the lock needs one.
 *
 * @param key what must not be worked on twice at the same time
 * @param stopped rejects when waiting for the lock is pointless; work that has begun is not stopped
 * @returns what the work returns
 * @throws the reason of `stopped`, or what the work throws; the lock is released in either case
 */
export async function runExclusive<Result>(
	key: string,
	stopped: Promise<never>,
	work: () => Promise<Result>,
): Promise<Result> {
	const before = queues.get(key) ?? Promise.resolve();
	let release = () => {};
	const released = new Promise<void>((resolve) => {
		release = resolve;
	});
	// Whoever gives up leaves the queue in order: the next one still waits for those before.
	const end = before.then(async () => await released);
	queues.set(key, end);
	void end.then(() => {
		if (queues.get(key) === end) queues.delete(key);
	});
	try {
		await Promise.race([stopped, before]);
		return await work();
	} finally {
		release();
	}
}
