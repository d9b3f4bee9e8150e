import type { Locator, Page } from 'playwright-core';

/** A part of n8n's editor, by the ID that its own tests use. */
export function part(within: Page | Locator, testId: string): Locator {
	return within.locator(`[data-test-id="${testId}"]`);
}

/** The input of a part, which is either in it or bears its ID itself. */
export function inputOf(within: Locator): Locator {
	return within.locator('xpath=descendant-or-self::input');
}
