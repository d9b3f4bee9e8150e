import type { Page } from 'playwright-core';
import type { Workflow } from '../../../scripts/n8n/client.mts';
import { eventually } from '../../support/eventually.mts';
import { whileItRuns } from '../../support/whileItRuns.mts';
import type { Server } from '../server.mts';
import { closeEditor, openEditor, patienceMs } from './browser.mts';
import { Canvas } from './canvas.mts';
import { NodeCreator } from './nodeCreator.mts';
import { NodePanel } from './nodePanel.mts';

/** n8n's editor in a browser, signed in. */
export class Editor {
	readonly canvas: Canvas;

	readonly creator: NodeCreator;

	/** The panel of the node that is open. */
	readonly panel: NodePanel;

	constructor(
		private readonly server: Server,
		readonly page: Page,
	) {
		this.canvas = new Canvas(page);
		this.creator = new NodeCreator(page);
		this.panel = new NodePanel(page);
	}

	/** ID of the workflow that is open. */
	workflowId(): string {
		const [, id = ''] = /workflow\/([^/?]+)/.exec(this.page.url()) ?? [];
		return id;
	}

	/**
	 * Waits until n8n has saved parameters of a node. The editor takes over what is typed after a
	 * moment only, and then saves by itself.
	 *
	 * @param node name of the node in the workflow that is open
	 * @param parameters some of its parameters
	 */
	async saved(node: string, parameters: Record<string, unknown>): Promise<void> {
		await eventually(async () => {
			const path = `/workflows/${this.workflowId()}`;
			const { nodes } = await this.server.client.call<Workflow>('GET', path);
			expect(nodes).toContainEqual(
				expect.objectContaining({ name: node, parameters: expect.objectContaining(parameters) }),
			);
		}, patienceMs);
	}
}

/**
 * Gives the tests of a file a browser with n8n's editor.
 *
 * @returns the editor, to be used within tests and their hooks
 */
export function useEditor(server: Server): Editor {
	// A test waits more than once, each time with patience.
	jest.setTimeout(4 * patienceMs);
	let editor: Editor | undefined;
	beforeAll(async () => {
		editor = new Editor(server, await openEditor(server.client.url));
	});
	afterAll(async () => await closeEditor(editor?.page));
	return whileItRuns('editor', () => editor);
}
