import type { Store } from '../records/store.mts';
import { addDocument, documentOf, type RecordsDocument } from './document.mts';

interface Snapshot {
	document: RecordsDocument;
	files: Map<string, Buffer>;
	takenAt: string;
}

/** States of the records that can be gone back to, by name. They live as long as the process. */
export class Snapshots {
	private readonly byName = new Map<string, Snapshot>();

	/** @param store whose records they hold */
	constructor(private readonly store: Store) {}

	/** Takes a snapshot, in the place of one with the same name. */
	take(name: string): void {
		const { store } = this;
		const document = documentOf(store);
		this.byName.set(name, { document, files: new Map(store.files), takenAt: store.now() });
	}

	/** Puts the records back. @returns whether there is such a snapshot */
	restore(name: string): boolean {
		const snapshot = this.byName.get(name);
		if (!snapshot) return false;
		this.store.clear();
		addDocument(this.store, snapshot.document);
		for (const [sysId, bytes] of snapshot.files) this.store.setFile(sysId, bytes);
		return true;
	}

	/** @returns whether there was such a snapshot */
	remove(name: string): boolean {
		return this.byName.delete(name);
	}

	/** @returns when each was taken, in UTC, and how many records it has, by name */
	list(): Record<string, { takenAt: string; records: number }> {
		return Object.fromEntries(
			[...this.byName].map(([name, { document, takenAt }]) => {
				const lists = Object.values(document.records ?? {});
				const records = lists.reduce((sum, rows) => sum + rows.length, 0);
				return [name, { takenAt, records }];
			}),
		);
	}
}
