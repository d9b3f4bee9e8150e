import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { startSimulator } from '../../servicenow-simulator/index.mts';
import type { Call } from './call.mts';
import type { Client } from './client.mts';
import { seedData } from './seed.mts';

/** A client, with its calls; or why it could not be had. */
export interface Checked {
	name: string;
	calls: Call[];
	missing?: string;
	/** How long its calls took, without the install. */
	seconds: number;
}

/** Lets a client make its calls to an instance of its own. */
async function calls(client: Client, start: typeof startSimulator): Promise<Call[]> {
	const folder = await mkdtemp(join(tmpdir(), 'clients-'));
	const simulator = await start({ https: true, seedData });
	simulator.settings.userTimeZones = { integration: 'America/Los_Angeles' };
	try {
		const certificate = join(folder, 'certificate.pem');
		await writeFile(certificate, simulator.certificate ?? '');
		const { integration } = simulator.logins;
		// A name, as clients check that of the certificate.
		const url = `https://localhost:${simulator.port}`;
		return await client.run({ url, ...integration, certificate });
	} finally {
		await simulator.stop();
		await rm(folder, { recursive: true });
	}
}

/** @param start what starts an instance of the built package */
export async function checkClient(client: Client, start: typeof startSimulator): Promise<Checked> {
	const { name } = client;
	try {
		await client.install();
	} catch (error) {
		return { name, calls: [], missing: (error as Error).message, seconds: 0 };
	}
	const begun = Date.now();
	const failed = (error: Error): Call[] => [
		{ call: 'its program', outcome: 'failed', note: error.message },
	];
	const made = await calls(client, start).catch(failed);
	return { name, calls: made, seconds: (Date.now() - begun) / 1000 };
}
