import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../support/eventually.mts';
import { patienceMs } from './browser.mts';
import { NodePanel } from './nodePanel.mts';
import { part } from './part.mts';
import type { Area } from './picture.mts';

/** As much of an element of the page as is asked for. */
interface Drawn {
	getBoundingClientRect(): { left: number; top: number; right: number; bottom: number };
}

/** The canvas of a workflow. */
export class Canvas {
	constructor(private readonly page: Page) {}

	/** Opens a new workflow, which has no nodes. */
	async openNew(): Promise<void> {
		// The editor keeps a new workflow when it is asked for another one in the same page.
		await this.page.goto('about:blank');
		await this.page.goto('/workflow/new');
		await part(this.page, 'canvas-plus-button').waitFor();
	}

	/** Opens a stored workflow. */
	async open(workflowId: string): Promise<void> {
		await this.page.goto(`/workflow/${workflowId}`);
		await part(this.page, 'canvas-node').first().waitFor();
	}

	/** Executes the workflow with the button below the canvas. */
	async execute(): Promise<void> {
		await part(this.page, 'execute-workflow-button').click();
	}

	/** Waits until the workflow can be executed again. */
	async idle(): Promise<void> {
		const button = part(this.page, 'execute-workflow-button');
		await button.and(this.page.locator(':enabled')).getByText('Execute workflow').waitFor();
	}

	/** Waits until a node has its green tick. */
	async succeeded(name: string): Promise<void> {
		await part(this.node(name), 'canvas-node-status-success').waitFor();
	}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** Zooms so that the whole workflow is in view, and waits until nothing moves. */
	async fitToView(): Promise<void> {
		await this.page.keyboard.press('1');
		await eventually(async () => {
			const before = await this.drawnArea();
			await this.page.waitForTimeout(300);
			expect(await this.drawnArea()).toEqual(before);
			const canvas = await part(this.page, 'canvas-wrapper').boundingBox();
			expect(before.x).toBeGreaterThanOrEqual(canvas!.x);
			expect(before.y).toBeGreaterThanOrEqual(canvas!.y);
			expect(before.width).toBeLessThanOrEqual(canvas!.width);
			expect(before.height).toBeLessThanOrEqual(canvas!.height);
		}, patienceMs);
	}

	/** Everything that is drawn: nodes and sticky notes. */
	drawn(): Locator {
		return this.page.locator('.vue-flow__node');
	}

	/** What holds all that is drawn, with a margin. */
	async drawnArea(): Promise<Area> {
		const margin = 24;
		// All in one step of the page, which goes on drawing between two.
		const boxes = await this.drawn().evaluateAll((all: Drawn[]) =>
			all.map((one) => {
				const { left, top, right, bottom } = one.getBoundingClientRect();
				return { left, top, right, bottom };
			}),
		);
		const x = Math.min(...boxes.map(({ left }) => left)) - margin;
		const y = Math.min(...boxes.map(({ top }) => top)) - margin;
		const right = Math.max(...boxes.map((box) => box.right)) + margin;
		const bottom = Math.max(...boxes.map((box) => box.bottom)) + margin;
		return { x, y, width: right - x, height: bottom - y };
	}

	/** Opens the panel of a node. */
	async openNode(name: string): Promise<NodePanel> {
		await this.node(name).dblclick();
		const panel = new NodePanel(this.page);
		await panel.ready();
		return panel;
	}
}
