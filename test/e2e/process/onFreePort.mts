import { freePort } from '../../../scripts/n8n/ports.mts';

const ATTEMPTS = 3;

/**
 * Starts a program that cannot choose its port itself. Where another one takes the port in between,
 * the program is started again, on another port.
 *
 * @param start rejects with what the program says when its port is taken
 */
export async function onFreePort<Started>(
	start: (port: number) => Promise<Started>,
): Promise<Started> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await start(await freePort());
		} catch (error) {
			const isTaken = /already in use/i.test((error as Error).message);
			if (!isTaken || attempt === ATTEMPTS) throw error;
		}
	}
}
