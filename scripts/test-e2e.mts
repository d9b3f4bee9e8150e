import { runEndToEnd } from './e2e.mts';

await runEndToEnd('Tests in n8n');
