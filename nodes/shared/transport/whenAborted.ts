/**
 * Rejects with the reason of a signal when it is aborted. Nobody has to wait for it.
 *
 * @param signal of whatever ends, from which nothing is taken away: it must not outlive what waits
 */
export function whenAborted(signal: AbortSignal): Promise<never> {
	const aborted = new Promise<never>((_, reject) => {
		const tell = () => reject(signal.reason as Error);
		if (signal.aborted) tell();
		else signal.addEventListener('abort', tell, { once: true });
	});
	aborted.catch(() => {});
	return aborted;
}
