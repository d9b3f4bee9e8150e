/** `sem_wait;dur=12.5`, also with a description between them, and with the number in quotes. */
const SEM_WAIT = /(?:^|,)\s*sem_wait\s*(?:;[^,]*?)?;\s*dur\s*=\s*"?(\d+(?:\.\d+)?)/i;

/**
 * For how long a request waited until the instance worked on it. ServiceNow tells it in the header
 * `Server-Timing`: `sem_wait;dur=0, sesh_wait;dur=0`, the first for a permit of its application node. A proxy
 * can strip the header.
 *
 * @see https://www.w3.org/TR/server-timing/
 * @see https://www.servicenow.com/docs/r/impact/io-semaphores-performance-metrics.html
 * @param headers of a response, by names in lower case
 * @returns milliseconds; nothing where the response does not tell
 */
export function permitWaitMs(headers: object): number | undefined {
	const { 'server-timing': timing } = headers as { 'server-timing'?: unknown };
	const found = SEM_WAIT.exec(String(timing ?? ''));
	return found ? Number(found[1]) : undefined;
}
