import getPort from 'get-port';

/** Whether nothing listens on a port of this machine. */
export async function isFree(port: number): Promise<boolean> {
	return (await getPort({ port })) === port;
}

/** A port that nothing listens on. This process gets each one once, as n8n is slow to listen. */
export async function freePort(): Promise<number> {
	return await getPort({ reserve: true });
}
