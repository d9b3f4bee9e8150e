import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

// Pictures of the documentation change only when that is asked for, not with every run.
const folder =
	process.env.UPDATE_SCREENSHOTS === '1' ? join('docs', 'images') : join('.n8n-data', 'images');

/**
 * Takes a picture of what the browser shows, for the documentation.
 *
 * @param name of the file, without its ending
 */
export async function takePicture(page: Page, name: string): Promise<void> {
	const notices = page.locator('.el-notification');
	for (const close of await notices.locator('.el-notification__closeBtn').all())
		await close.click();
	await notices.first().waitFor({ state: 'hidden' });
	mkdirSync(folder, { recursive: true });
	await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}
