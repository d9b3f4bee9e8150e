import type { Locator, Page } from 'playwright-core';
import { part } from './part.mts';

/** The panel of a node: its input, its parameters and its output. */
export class NodePanel {
	/** The left side, with what comes in. */
	readonly input: Locator;

	/** The middle, with the parameters. */
	readonly parameters: Locator;

	/** The right side, with what the node gave out, or why it failed. */
	readonly output: Locator;

	constructor(private readonly page: Page) {
		this.input = part(page, 'ndv-input-panel');
		this.parameters = part(page, 'node-parameters');
		this.output = part(page, 'output-panel');
	}

	/** Waits until the parameters are there. */
	async ready(): Promise<void> {
		await this.parameters.locator('[data-test-id^="parameter-input"]').first().waitFor();
		// Collections come later than the other parameters, and hold their place from the beginning.
		await this.parameters.getByText('Loading fields').first().waitFor({ state: 'hidden' });
	}

	/** The input of a parameter. @param name of the parameter */
	parameter(name: string): Locator {
		return part(this.parameters, `parameter-input-${name}`);
	}

	async useCredential(name: string): Promise<void> {
		await part(this.parameters, 'node-credentials-select').click();
		await this.choose(this.page.locator('[data-test-id^="node-credentials-select-item"]'), name);
	}

	async type(parameter: string, value: string): Promise<void> {
		await this.parameter(parameter).locator('input').fill(value);
	}

	/** Picks an option of a parameter with fixed or loaded options. */
	async pick(parameter: string, option: string): Promise<void> {
		// The input is disabled as long as its options are being loaded.
		await this.parameter(parameter).locator('input').click();
		await this.choose(part(this.page, 'parameter-input-item'), option);
	}

	/**
	 * Adds an entry of a collection to the parameters.
	 *
	 * @param button what stands on the button of the collection
	 */
	async addTo(button: string, entry: string): Promise<void> {
		await this.parameters.getByPlaceholder(button, { exact: true }).click();
		await this.choose(part(this.page, 'collection-parameter-option'), entry);
	}

	/** Draws a field of the input onto a parameter, which then holds an expression. */
	async map(field: string, parameter: string): Promise<void> {
		const name = part(this.input, 'run-data-schema-node-name').getByText(field, { exact: true });
		await name.dragTo(this.parameter(parameter), { steps: 5 });
	}

	/** Runs the node, with those before it where they have not run. */
	async execute(): Promise<void> {
		await part(this.page, 'node-execute-button').click();
	}

	/** @param view `schema`, `table` or `json` */
	async showOutput(view: string): Promise<void> {
		await part(this.output, `radio-button-${view}`).click();
	}

	/** A field of the output, in its schema. */
	outputField(name: string): Locator {
		return part(this.output, 'run-data-schema-node-name').getByText(name, { exact: true });
	}

	/** Scrolls up to the first parameters. */
	async showTop(): Promise<void> {
		await part(this.parameters, 'credentials-label').scrollIntoViewIfNeeded();
	}

	async close(): Promise<void> {
		await part(this.page, 'ndv-close-button').click();
		await part(this.page, 'ndv').waitFor({ state: 'hidden' });
	}

	/** Chooses one of the options of the list that is open. */
	private async choose(options: Locator, text: string): Promise<void> {
		await options.filter({ visible: true }).getByText(text, { exact: true }).click();
	}
}
