import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Difference } from './compare.mts';

/** A difference that somebody has looked at, and what was decided. */
export interface Settled {
	operations: string[];
	where: string[];
	aspect: string;
	page: string;
	contract: string;
	/** Releases whose documentation has it, in lower case; every one where they are left out. */
	releases?: string[];
	/** What is decided, and why. */
	reason: string;
}

/** Differences of a page, sorted by whether somebody has settled them. */
export interface Verdict {
	unsettled: Difference[];
	settled: Difference[];
}

/** @returns what is settled, from the file beside this one */
export function readSettled(): Settled[] {
	return parse(readFileSync(new URL('settled.yaml', import.meta.url), 'utf8')) as Settled[];
}

const isFor = (release: string, { releases }: Settled) => releases?.includes(release) ?? true;

/** Whether the entry is about the difference, with the very values that were looked at. */
function settles(entry: Settled, difference: Difference): boolean {
	return (
		entry.operations.includes(difference.operation) &&
		entry.where.includes(difference.where) &&
		entry.aspect === difference.aspect &&
		entry.page === difference.page &&
		entry.contract === difference.contract
	);
}

/** Sorts the differences of a release. */
export function judge(differences: Difference[], release: string, entries: Settled[]): Verdict {
	const valid = entries.filter((entry) => isFor(release, entry));
	const isSettled = (difference: Difference) => valid.some((entry) => settles(entry, difference));
	return {
		unsettled: differences.filter((difference) => !isSettled(difference)),
		settled: differences.filter(isSettled),
	};
}

/**
 * What is settled for the release and occurs no more, such as on a page that was corrected.
 *
 * @param told names of the pages that there are, and of their operations
 */
export function outdated(
	differences: Difference[],
	release: string,
	entries: Settled[],
	told: string[],
): Settled[] {
	return entries
		.filter((entry) => isFor(release, entry) && entry.operations.some((one) => told.includes(one)))
		.filter((entry) => !differences.some((difference) => settles(entry, difference)));
}
