import { createRequire } from 'node:module';
import { buildSimulator } from '../servicenow-simulator/build/build.mts';

/** Makes the package of the simulator. @returns what it exports */
export async function builtSimulator(): Promise<
	typeof import('../servicenow-simulator/index.mts')
> {
	return createRequire(import.meta.url)(await buildSimulator());
}
