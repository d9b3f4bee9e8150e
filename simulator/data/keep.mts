import type { Store } from '../records/store.mts';
import { DataFolder } from './folder.mts';

/**
 * Begins to keep the records of a store in a folder: those that the folder has, or else new ones.
 *
 * @param path of the folder; nothing is kept when left out
 * @param fill adds the records that a new instance has
 * @throws Error where the folder is in use, or cannot be read
 */
export function keepRecords(
	store: Store,
	path: string | undefined,
	fill: () => void,
): DataFolder | undefined {
	const folder = path === undefined ? undefined : new DataFolder(path, store);
	try {
		if (folder?.isFilled) folder.load();
		else fill();
		folder?.save();
	} catch (error) {
		folder?.close(false);
		throw error;
	}
	return folder;
}

/** Changes all records at once, and keeps them as they are then. */
export function replaceRecords(folder: DataFolder | undefined, change: () => void): void {
	folder?.pause();
	change();
	folder?.save();
}
