const watchEveryMs = 500;

/**
 * Calls back once when this process is to end: on Ctrl+C, on SIGTERM, and when npm has ended. npm
 * passes a signal on to the shell in between, which keeps it to itself and leaves this process alone.
 */
export function onEnd(end: () => void): void {
	let called = false;
	const once = () => {
		if (called) return;
		called = true;
		end();
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, once);
	if (process.env.npm_lifecycle_event === undefined) return;
	const parent = process.ppid;
	setInterval(() => {
		if (process.ppid !== parent) once();
	}, watchEveryMs).unref();
}
