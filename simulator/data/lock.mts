import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Locks of this process: after a restart in a container, the process can have the same id. */
const held = new Set<string>();

/** @returns whether a process runs */
function runs(id: number): boolean {
	try {
		process.kill(id, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/**
 * Keeps a second instance out of a folder. A lock whose process is gone counts for nothing.
 *
 * @returns what gives the folder free again
 * @throws Error where another process that runs has it
 */
export function lockFolder(path: string): () => void {
	const lock = resolve(join(path, 'lock'));
	try {
		writeFileSync(lock, String(process.pid), { flag: 'wx' });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		const owner = Number(readFileSync(lock, 'utf8'));
		if (owner === process.pid ? held.has(lock) : runs(owner)) {
			throw new Error(`Another instance, process ${owner}, uses the folder ${path}`);
		}
		writeFileSync(lock, String(process.pid));
	}
	held.add(lock);
	return () => {
		held.delete(lock);
		rmSync(lock, { force: true });
	};
}
