import { stat } from 'node:fs/promises';
import { run } from '../program.mts';
import { packPackage } from '../package.mts';
import { once, type Tally } from './tally.mts';

const largestBytes = 170_000;

const alwaysThere = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];

/** Whether the package holds what it should and nothing else, and stays small. */
export async function checkTarball(): Promise<Tally> {
	const tarball = await packPackage('check');
	const { output } = await run('tar', ['-tzf', tarball]);
	const files = output.trim().split(/\s*\n/);
	const names = files.map((file) => file.replace(/^package\//, ''));
	const { size } = await stat(tarball);
	const problems = [
		...alwaysThere.filter((name) => !names.includes(name)).map((name) => `${name} is missing`),
		...names
			.filter((name) => !name.startsWith('dist/') && !alwaysThere.includes(name))
			.map((name) => `${name} does not belong there`),
		...(names.some((name) => name.startsWith('dist/')) ? [] : ['dist/ is missing']),
		...(size < largestBytes ? [] : [`${size} bytes are more than ${largestBytes}`]),
	];
	return once({ ok: problems.length === 0, output: problems.join('\n') });
}
