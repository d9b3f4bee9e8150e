import type { Locator, Page } from 'playwright-core';
import { part } from './part.mts';

/** The panel of a node: its input, its parameters and its output. */
export class NodePanel {
	/** The middle, with the parameters. */
	readonly parameters: Locator;

	constructor(private readonly page: Page) {
		this.parameters = part(page, 'node-parameters');
	}

	/** Waits until the parameters are there. */
	async ready(): Promise<void> {
		await this.parameters.waitFor();
		await this.parameters.getByText('Loading fields').first().waitFor({ state: 'hidden' });
	}

	async close(): Promise<void> {
		await part(this.page, 'ndv-close-button').click();
		await part(this.page, 'ndv').waitFor({ state: 'hidden' });
	}
}
