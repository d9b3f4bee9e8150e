import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page, PageScreenshotOptions } from 'playwright-core';

const notKept = join('.n8n-data', 'images');

// Pictures of the documentation change only when that is asked for, not with every run.
const folder = process.env.UPDATE_SCREENSHOTS === '1' ? join('docs', 'images') : notKept;

// The editor's notices come and vanish at times of their own, so none of them can be closed for sure.
const withoutNotices = '.el-notification { visibility: hidden !important; }';

/** A rectangle in pixels of the page. */
export interface Area {
	x: number;
	y: number;
	width: number;
	height: number;
}

/**
 * Takes a picture of what the browser shows, for the documentation.
 *
 * @param name of the file, without its ending
 * @param clip what to take, in pixels of the page; all of it when left out
 */
export async function takePicture(page: Page, name: string, clip?: Area): Promise<void> {
	await shoot(page, join(folder, `${name}.png`), { clip, style: withoutNotices });
}

/**
 * Takes a picture of what the browser shows, notices included, for whoever runs the tests; the
 * documentation has none of them.
 *
 * @param name of the file in `.n8n-data/images`, without its ending
 */
export async function takeLook(page: Page, name: string): Promise<void> {
	await shoot(page, join(notKept, `${name}.png`));
}

async function shoot(page: Page, path: string, options: PageScreenshotOptions = {}): Promise<void> {
	mkdirSync(dirname(path), { recursive: true });
	await page.screenshot({ path, animations: 'disabled', ...options });
}
