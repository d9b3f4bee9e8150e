import type { Locator, Page } from 'playwright-core';
import { part } from './part.mts';

/** The panel on the right of the canvas, where nodes are searched and taken from. */
export class NodeCreator {
	constructor(private readonly page: Page) {}

	/** Opens it on the workflow that is on the canvas. */
	async open(): Promise<void> {
		await part(this.page, 'node-creator-plus-button').click();
		await part(this.page, 'node-creator-search-bar').waitFor();
	}

	async search(phrase: string): Promise<void> {
		await part(this.page, 'node-creator-search-bar').fill(phrase);
	}

	/** An entry of the list by its whole name: a node, or an action of the node that was chosen. */
	entry(name: string): Locator {
		return part(this.page, 'item-iterator-item').filter({
			has: part(this.page, 'node-creator-item-name').getByText(name, { exact: true }),
		});
	}

	/** Waits until the list is empty. */
	async nothingFound(): Promise<void> {
		await part(this.page, 'node-creator-item-name').first().waitFor({ state: 'hidden' });
	}

	/** Name of the first entry that the search has found. */
	async first(): Promise<string> {
		const names = part(this.page, 'node-creator-item-name');
		await names.first().waitFor();
		return (await names.first().innerText()).trim();
	}

	/** Takes a node that has no actions, such as a trigger, by clicking. */
	async addTrigger(node: string): Promise<void> {
		await this.search(node);
		await this.entry(node).click();
		await part(this.page, 'canvas-trigger-node').waitFor();
	}

	/** Takes an action of a node by clicking, which opens the node's panel. */
	async add(node: string, action: string): Promise<void> {
		await this.search(node);
		await this.entry(node).click();
		await this.entry(action).click();
		await part(this.page, 'ndv').waitFor();
	}

	/** Draws an action of a node onto the canvas with the mouse, which opens the node's panel. */
	async drag(node: string, action: string): Promise<void> {
		await this.search(node);
		await this.entry(node).click();
		const canvas = part(this.page, 'canvas-wrapper');
		const { width, height } = (await canvas.boundingBox())!;
		// On the left, as the list covers the right, and above where a first node is placed.
		const targetPosition = { x: width / 4, y: height / 4 };
		await this.entry(action).dragTo(canvas, { targetPosition });
		await part(this.page, 'ndv').waitFor();
	}
}
