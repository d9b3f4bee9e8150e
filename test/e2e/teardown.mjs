import { failOnOpenHandles } from '../../scripts/checks/openHandles.mjs';

/** Ends the n8n of the end-to-end tests. */
export default async function teardown() {
	await globalThis.n8n?.stop();
	failOnOpenHandles();
}
