import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { root } from '../bootstrap.mjs';
import { mustRun } from '../program.mts';
import { packPackage } from '../package.mts';
import { once, type Tally } from './tally.mts';

async function scan(folder: string, patterns: string[]): Promise<Tally> {
	const { passed, message, details } = await analyzePackage(folder, patterns);
	return once({ ok: passed, output: [message, details].filter(Boolean).join('\n') });
}

/** The scan that n8n makes of every published package, on the sources. */
export async function scanSources(): Promise<Tally> {
	return await scan(root, SOURCE_FILE_PATTERNS);
}

/** The same on what would be published. */
export async function scanTarball(): Promise<Tally> {
	const folder = await mkdtemp(join(tmpdir(), 'package-scan-'));
	try {
		await mustRun('tar', ['-xzf', await packPackage('scan'), '-C', folder]);
		return await scan(join(folder, 'package'), ['**/*.js', 'package.json']);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
