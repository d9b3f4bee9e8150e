import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mustRun } from '../program.mts';
import { n8nWorkflow } from './runtime.mts';

/**
 * Installs the packed package where n8n looks for community packages. Nothing else is fetched: its
 * only dependency is n8n itself.
 *
 * @param userFolder n8n's user folder
 */
export async function installPackage(tarball: string, userFolder: string): Promise<void> {
	const folder = join(userFolder, '.n8n', 'nodes');
	// The version stays the same while the code changes, so npm would keep what it has.
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), '{ "name": "installed-nodes", "private": true }\n');
	await mustRun(
		'npm',
		[
			'install',
			tarball,
			'--offline',
			'--ignore-scripts',
			'--legacy-peer-deps',
			'--no-audit',
			'--no-fund',
		],
		{ cwd: folder },
	);
	// Node.js looks in the folders above first, and there lies the copy that the tools use. Errors of
	// that copy are none to n8n, which then leaves out their descriptions.
	await symlink(n8nWorkflow, join(folder, 'node_modules', 'n8n-workflow'), 'junction');
}
