/** What is known of the runs that go on, by their signal. */
const known = new WeakMap<AbortSignal, Map<string, Promise<boolean>>>();

/**
 * Finds something out once for all items of a run that need it, also where several ask at once. What fails,
 * or is not certain, is found out anew by whoever asks next.
 *
 * @param signal of the run
 * @param key what is found out, and where
 * @param findOut whether it holds for the other items as well
 * @throws what `findOut` throws
 */
export async function oncePerRun(
	signal: AbortSignal,
	key: string,
	findOut: () => Promise<boolean>,
): Promise<void> {
	const ofRun = known.get(signal) ?? new Map<string, Promise<boolean>>();
	known.set(signal, ofRun);
	const finding = ofRun.get(key) ?? findOut();
	ofRun.set(key, finding);
	const isCertain = await finding.catch((error: Error) => {
		ofRun.delete(key);
		throw error;
	});
	if (!isCertain) ofRun.delete(key);
}
