import type { Locator, Page } from 'playwright-core';
import type { NodePanel } from './nodePanel.mts';
import { inputOf, part } from './part.mts';

/** A parameter that refers to a record: picked from a list, by ID or by URL. */
export class RecordList {
	/** What the parameter shows. */
	readonly value: Locator;

	/** What the list has found. */
	readonly items: Locator;

	/** Why the list is empty. */
	readonly error: Locator;

	private readonly parameter: Locator;

	/** @param name of the parameter */
	constructor(
		private readonly page: Page,
		panel: NodePanel,
		name: string,
	) {
		this.parameter = panel.parameter(name);
		this.value = inputOf(part(this.parameter, 'rlc-input'));
		this.items = part(page, 'rlc-item').filter({ visible: true });
		this.error = part(page, 'rlc-error-container').filter({ visible: true });
	}

	/** Opens the list. */
	async open(): Promise<void> {
		await part(this.parameter, 'rlc-input').click();
	}

	/** Types into the search field of the open list. */
	async search(text: string): Promise<void> {
		await inputOf(part(this.page, 'rlc-search').filter({ visible: true })).fill(text);
	}

	/** @param mode as the editor displays it: `By ID` */
	async switchTo(mode: string): Promise<void> {
		await part(this.parameter, 'rlc-mode-selector').click();
		await this.page
			.getByRole('option', { name: mode, exact: true })
			.filter({ visible: true })
			.click();
	}
}
