import { readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { buildSimulator, packageFolder } from '../../servicenow-simulator/build/build.mts';
import { packSimulator, smokeTest } from '../simulatorTarball.mts';

async function sizeOf(path: string): Promise<string> {
	const { size } = await stat(path);
	return `${relative('.', path)}: ${Math.round(size / 1024)} KB`;
}

/** Builds the package; with `--pack`, packs it too, and starts what it has packed with npx. */
async function main(args: string[]): Promise<void> {
	if (!args.includes('--pack')) return console.log(await sizeOf(await buildSimulator()));
	const manifest = await readFile(join(packageFolder, 'package.json'), 'utf8');
	const { version } = JSON.parse(manifest) as { version: string };
	const tarball = await packSimulator();
	await smokeTest(tarball, version);
	console.log(`${await sizeOf(tarball)}, starts with npx, version ${version}`);
}

await main(process.argv.slice(2));
