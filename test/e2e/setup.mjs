import 'tsx';

/** Starts one n8n for all end-to-end tests, with the package that `npm run test:e2e` installed. */
export default async function setup() {
	const userFolder = process.env.N8N_E2E_FOLDER;
	if (!userFolder) throw new Error('Run the end-to-end tests with: npm run test:e2e');
	const { onFreePort } = await import('./process/onFreePort.mts');
	const { startN8n } = await import('../../scripts/n8n/server.mts');
	const { N8nClient } = await import('../../scripts/n8n/client.mts');
	globalThis.n8n = await onFreePort((port) => startN8n(userFolder, port));
	process.env.N8N_E2E_URL = globalThis.n8n.url;
	await new N8nClient(globalThis.n8n.url).signIn();
}
