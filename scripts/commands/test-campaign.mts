import { runJest } from '../checks/jest.mts';
import { runChecks } from '../checks/runChecks.mts';

/** Every fault with every operation, hostile input, and loads: what takes longer than a test should. */
await runChecks([
	{ title: 'Campaign', run: () => runJest('jest.campaign.config.mjs', ['--verbose']) },
]);
