import { runEndToEnd } from '../checks/endToEnd.mts';

/** Takes the pictures of the documentation anew, with the tests that show what is in them. */
await runEndToEnd('Pictures of the editor', ['--testPathPatterns', 'test/e2e/editor'], {
	UPDATE_SCREENSHOTS: '1',
});
