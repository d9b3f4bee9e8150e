import { createServer, type AddressInfo } from 'node:net';

const host = '127.0.0.1';

/** @returns the port, or `undefined` when another program has it */
function claim(port: number): Promise<number | undefined> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(undefined));
		server.listen(port, host, () => {
			const { port: claimed } = server.address() as AddressInfo;
			server.close(() => resolve(claimed));
		});
	});
}

/** Whether nothing listens on a port of this machine. */
export async function isFree(port: number): Promise<boolean> {
	return (await claim(port)) !== undefined;
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
	return (await claim(0)) as number;
}
