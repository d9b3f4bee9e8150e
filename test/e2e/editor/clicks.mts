import type { Page } from 'playwright-core';

/** As much of the page as is needed to notice what a user does. */
interface Noticing {
	addEventListener(
		type: string,
		listener: (event: { target: unknown }) => void,
		capture: boolean,
	): void;
	noteClick(): void;
	noteText(): void;
}

/** What it took a user to get somewhere. */
export interface Effort {
	/** Presses of the mouse; drawing something counts once. */
	clicks: number;
	/** Fields that were typed into. */
	texts: number;
	seconds: number;
}

/** Counts what a user does, on all pages that are loaded one after another. */
export class Clicks {
	private clicks = 0;

	private texts = 0;

	private readonly since = Date.now();

	private constructor() {}

	/** Starts to count with the next page that is loaded. */
	static async start(page: Page): Promise<Clicks> {
		const counted = new Clicks();
		await page.exposeFunction('noteClick', () => (counted.clicks += 1));
		await page.exposeFunction('noteText', () => (counted.texts += 1));
		await page.addInitScript(() => {
			const window = globalThis as unknown as Noticing;
			let last: unknown;
			window.addEventListener('pointerdown', () => window.noteClick(), true);
			const note = ({ target }: { target: unknown }) => {
				if (target !== last) window.noteText();
				last = target;
			};
			window.addEventListener('input', note, true);
		});
		return counted;
	}

	/** @returns what it took so far */
	effort(): Effort {
		const seconds = Math.round((Date.now() - this.since) / 1000);
		return { clicks: this.clicks, texts: this.texts, seconds };
	}
}
