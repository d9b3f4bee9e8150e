import { checkFormat } from '../checks/format.mts';
import { lint } from '../checks/lint.mts';
import { scanSources, scanTarball } from '../checks/scan.mts';
import { checkTarball } from '../checks/tarball.mts';
import { run } from '../program.mts';
import { runJest } from '../checks/jest.mts';
import { runChecks } from '../checks/runChecks.mts';
import { once } from '../checks/tally.mts';

/** Everything that can be checked without n8n itself. */
await runChecks([
	{ title: 'Format', run: checkFormat },
	{ title: 'Lint', run: lint },
	{ title: 'Build', run: async () => once(await run('npm', ['run', 'build'])) },
	{ title: 'Types', run: async () => once(await run('npm', ['run', 'typecheck'])) },
	{ title: 'Tests', run: () => runJest('jest.config.mjs') },
	{ title: "n8n's scan of the sources", run: scanSources },
	{ title: "n8n's scan of the package", run: scanTarball },
	{ title: 'Contents of the package', run: checkTarball },
]);
