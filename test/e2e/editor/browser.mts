import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { owner } from '../../../scripts/n8n/client.mts';

/** A machine with two cores that runs n8n, Chromium and the tests at once takes its time. */
export const patienceMs = 30_000;

function findChromium(): string {
	const names = ['chromium', 'chromium-browser', 'google-chrome'];
	for (const folder of (process.env.PATH ?? '').split(delimiter)) {
		for (const name of names) {
			try {
				accessSync(join(folder, name), constants.X_OK);
				return join(folder, name);
			} catch {
				continue;
			}
		}
	}
	throw new Error('Chromium is missing. On Debian install it with: apt-get install chromium');
}

/** Starts the browser of the machine, without a window. */
export async function launch(): Promise<Browser> {
	return await chromium.launch({
		executablePath: findChromium(),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}

async function signIn(page: Page, url: string): Promise<void> {
	await page.goto(`${url}/signin`);
	await page.locator('input[autocomplete="email"]').fill(owner.email);
	await page.locator('input[type="password"]').fill(owner.password);
	await page.locator('[data-test-id="form-submit-button"]').click();
	await page.waitForURL((to) => !to.pathname.includes('signin'));
}

/**
 * Opens a browser that is signed in to n8n. Paths given to `page.goto` belong to that n8n.
 *
 * @param url of n8n
 * @returns its page; close the browser with {@link closeEditor}
 */
export async function openEditor(url: string): Promise<Page> {
	const browser = await launch();
	const page = await browser.newPage({ viewport: { width: 1500, height: 800 }, baseURL: url });
	page.setDefaultTimeout(patienceMs);
	await signIn(page, url);
	return page;
}

/** Closes the page with its browser; nothing when it was never opened. */
export async function closeEditor(page: Page | undefined): Promise<void> {
	await page?.context().browser()?.close();
}
