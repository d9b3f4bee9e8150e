import { seedContacts } from './contacts.mts';
import { seedChoices } from './choices.mts';
import { seedInteractions } from './interactions.mts';
import { seedOrganization } from './organization.mts';
import { seedPlatform } from './platform.mts';
import { generateContacts } from './generated.mts';
import type { Store } from '../records/store.mts';

/**
 * Fills an empty store with the records that every instance starts with. All names are invented.
 *
 * @param more how many generated contacts to add
 */
export function seed(store: Store, more: number): void {
	seedOrganization(store);
	seedContacts(store);
	seedInteractions(store);
	seedChoices(store);
	seedPlatform(store);
	generateContacts(store, more);
}
