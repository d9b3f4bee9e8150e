import { runEndToEnd } from '../checks/endToEnd.mts';

// Parts of file names, where only some of the tests are wanted.
await runEndToEnd('Tests in n8n', process.argv.slice(2));
