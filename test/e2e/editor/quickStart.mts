import type { Locator } from 'playwright-core';
import { newConnection } from '../../../scripts/n8n/client.mts';
import { eventually } from '../../support/eventually.mts';
import type { Server } from '../server.mts';
import { patienceMs } from './browser.mts';
import { CredentialDialog } from './credentialDialog.mts';
import type { Editor } from './editor.mts';
import { part } from './part.mts';

/** The event of the README, as a phone system sends it. */
export const call = { callId: 'call-1', from: '+14155550123' };

/** The steps of the README's quick start, with the mouse, as it tells them. */
export class QuickStart {
	/** IDs of the workflows whose webhook is there. */
	private readonly published: string[] = [];

	constructor(
		private readonly server: Server,
		private readonly editor: Editor,
	) {}

	/** Takes away the stored credentials, which somebody who starts does not have. */
	async forgetCredentials(): Promise<void> {
		const { client } = this.server;
		const all = await client.call<Array<{ id: string; type: string }>>('GET', '/credentials');
		for (const { id, type } of all) {
			if (type.startsWith('serviceNowCsm')) await client.call('DELETE', `/credentials/${id}`);
		}
	}

	/** A new workflow whose first step is a webhook, which has received the event of a call. */
	async addWebhook(): Promise<void> {
		const { creator, page, panel } = this.editor;
		await page.goto('/home/workflows');
		const create = page.getByRole('button', { name: 'Create workflow', exact: true });
		// An n8n without a workflow has a card instead.
		await create.or(part(page, 'new-workflow-card')).first().click();
		await part(page, 'canvas-plus-button').click();
		await creator.search('Webhook');
		await creator.entry('Webhook').click();
		await panel.ready();
		await panel.pick('httpMethod', 'POST');
		await this.enter(panel.parameter('path').locator('input'), 'calls');
		await page.getByRole('button', { name: 'Listen for test event' }).first().click();
		await this.send('webhook-test', call);
		await panel.output.getByText('callId').first().waitFor();
		await panel.close();
	}

	/** The node behind the webhook, whose panel opens. */
	async addNode(): Promise<void> {
		const { creator, page, panel } = this.editor;
		await part(page, 'canvas-handle-plus').first().click();
		await creator.add('ServiceNow OpenFrame', 'Create voice interaction');
		await panel.ready();
	}

	/** Opens the dialog of a new credential from the panel. */
	async openCredential(): Promise<CredentialDialog> {
		const { page, panel } = this.editor;
		await panel.parameters.getByText('Connect to ServiceNow CSM Basic Auth').click();
		const dialog = new CredentialDialog(page);
		await dialog.dialog.waitFor();
		return dialog;
	}

	/** Fills the dialog, and saves, upon which n8n tests the credential. */
	async saveCredential(dialog: CredentialDialog, fields: Login): Promise<void> {
		for (const [name, value] of Object.entries(fields)) {
			await this.enter(part(dialog.dialog, `parameter-input-${name}`).locator('input'), value);
		}
		await dialog.save();
	}

	/** Draws the fields of the event to where they belong, and turns Reuse on. */
	async mapEvent(): Promise<void> {
		const { panel } = this.editor;
		await panel.map('from', 'userPhoneNumber');
		await panel.parameter('userPhoneNumber').getByText('$json.body.from').waitFor();
		await panel.map('callId', 'clientSessionId');
		await panel.parameter('clientSessionId').getByText('$json.body.callId').waitFor();
		await panel.parameter('reuseByClientSessionId').click();
	}

	/** Switches the published workflow off, as another one could not have its webhook. */
	async unpublish(): Promise<void> {
		for (const id of this.published.splice(0)) await this.server.client.deactivate(id);
	}

	/** Goes back to the canvas, and publishes the workflow. */
	async publish(): Promise<void> {
		const { page, panel } = this.editor;
		await panel.close();
		await part(page, 'workflow-open-publish-modal-button').click();
		await part(page, 'workflow-publish-button').click();
		this.published.push(this.editor.workflowId());
		await part(page, 'activation-modal').waitFor();
	}

	/** Leaves what n8n says about a published workflow, for an execution of it that failed. */
	async openFailedExecution(): Promise<void> {
		const { page } = this.editor;
		await part(page, 'activation-modal').getByRole('button', { name: 'Got it' }).click();
		await part(page, 'radio-button-executions').click();
		await page
			.getByText(/^Error/)
			.first()
			.click();
	}

	/** Sends an event to the webhook, as often as it takes n8n to listen. */
	async send(to: 'webhook' | 'webhook-test', event: object): Promise<void> {
		await eventually(async () => {
			const { status } = await fetch(`${this.server.client.url}/${to}/calls`, {
				method: 'POST',
				headers: { ...newConnection, 'content-type': 'application/json' },
				body: JSON.stringify(event),
			});
			expect(status).toBe(200);
		}, patienceMs);
	}

	/** Types into a field, as somebody does who selects it first. */
	private async enter(input: Locator, value: string): Promise<void> {
		await input.click();
		await input.fill(value);
	}
}

/** What the dialog of a credential asks for. */
export type Login = Record<'instanceUrl' | 'username' | 'password', string>;
