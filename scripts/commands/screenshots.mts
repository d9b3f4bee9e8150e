import { runEndToEnd } from '../checks/endToEnd.mts';

/** Retakes the screenshots of the documentation, with the tests that check what they show. */
await runEndToEnd('Screenshots of the editor', ['--testPathPatterns', 'test/e2e/editor'], {
	UPDATE_SCREENSHOTS: '1',
});
