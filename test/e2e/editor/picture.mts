import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';

// Pictures of the documentation change only when that is asked for, not with every run.
const folder =
	process.env.UPDATE_SCREENSHOTS === '1' ? join('docs', 'images') : join('.n8n-data', 'images');

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
	const path = join(folder, `${name}.png`);
	mkdirSync(dirname(path), { recursive: true });
	await page.screenshot({ path, clip, animations: 'disabled', style: withoutNotices });
}
