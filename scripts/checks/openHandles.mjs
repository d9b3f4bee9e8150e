/** Jest has nothing more to do when this time has passed. */
const PATIENCE_MS = 10_000;

/**
 * Ends this process as failed when a test has left something running, such as a server or a timer:
 * Jest would wait for its end. A timer that is not counted itself sees whether anything else is.
 */
export function failOnOpenHandles() {
	const fail = () => {
		console.error('A test has left something running. Find it with: npx jest --detectOpenHandles');
		process.exit(1);
	};
	setTimeout(fail, PATIENCE_MS).unref();
}

/** For Jest, as the end of all tests. */
export default failOnOpenHandles;
