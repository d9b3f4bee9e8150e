import * as core from 'n8n-core';
import * as workflow from 'n8n-workflow';
import type { runOperation } from '../engine/operation.mts';

/** Runs operations as another process of n8n does: with locks, limits, and memories of its own. */
export type Worker = typeof runOperation;

/** Starts a worker. The engine itself is shared, as it tells errors apart by their classes. */
export async function newWorker(): Promise<Worker> {
	let worker: Worker | undefined;
	await jest.isolateModulesAsync(async () => {
		jest.doMock('n8n-core', () => core);
		jest.doMock('n8n-workflow', () => workflow);
		({ runOperation: worker } = await import('../engine/operation.mts'));
	});
	return worker!;
}
