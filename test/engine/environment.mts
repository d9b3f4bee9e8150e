import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Without these the engine writes a key and settings into the home folder.
process.env.N8N_USER_FOLDER = join(tmpdir(), `n8n-engine-tests-${process.pid}`);
process.env.N8N_ENCRYPTION_KEY = 'engine-tests';
process.env.N8N_LOG_LEVEL = 'silent';
