import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../bootstrap.mjs';
import { run } from '../program.mts';
import { tallyOfJest, type JestCounts, type Tally } from './tally.mts';

/**
 * Runs the tests of a Jest configuration.
 *
 * @param args further arguments for Jest
 * @param env variables for the tests
 */
export async function runJest(
	config: string,
	args: string[] = [],
	env?: Record<string, string>,
): Promise<Tally> {
	const folder = await mkdtemp(join(tmpdir(), 'jest-report-'));
	const report = join(folder, 'report.json');
	const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
	const { ok, output } = await run(
		process.execPath,
		[jest, '--config', config, '--json', `--outputFile=${report}`, ...args],
		{ env },
	);
	try {
		return tallyOfJest(JSON.parse(await readFile(report, 'utf8')) as JestCounts, { ok, output });
	} catch {
		return { passed: 0, failed: 1, output };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
