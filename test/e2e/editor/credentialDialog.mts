import type { Locator, Page } from 'playwright-core';
import { part } from './part.mts';

/** The dialog in which a credential is made and tested. */
export class CredentialDialog {
	readonly dialog: Locator;

	constructor(private readonly page: Page) {
		this.dialog = part(page, 'editCredential-modal');
	}

	/** Opens the page from which it is opened, and leaves what is open. */
	async openOverview(): Promise<void> {
		await this.page.goto('/home/credentials');
	}

	/** Opens it for a new credential. @param type as n8n displays it */
	async openNew(type: string): Promise<void> {
		await this.page.getByRole('button', { name: 'Create credential' }).click();
		const select = part(this.page, 'new-credential-type-select');
		await select.click();
		await select.locator('input').fill(type);
		await part(this.page, 'new-credential-type-select-option')
			.getByText(type, { exact: true })
			.click();
		await part(this.page, 'new-credential-type-button').click();
		await this.dialog.waitFor();
	}

	private input(name: string): Locator {
		return part(this.dialog, `parameter-input-${name}`).locator('input');
	}

	/** Fills fields by name. */
	async fill(fields: Record<string, string>): Promise<void> {
		for (const [name, value] of Object.entries(fields)) await this.input(name).fill(value);
	}

	/** What a field has, which must be in the dialog. */
	async valueOf(name: string): Promise<string> {
		return await this.input(name).inputValue();
	}

	/** Scrolls down until a field is in sight. */
	async show(name: string): Promise<void> {
		await this.input(name).evaluate((input: unknown) =>
			(input as { scrollIntoView(options: object): void }).scrollIntoView({ block: 'end' }),
		);
	}

	/** Chooses an option by its label. */
	async choose(name: string, option: string): Promise<void> {
		await part(this.dialog, `parameter-input-${name}`).click();
		const options = this.page.getByRole('option');
		await options.filter({ visible: true }).getByText(option, { exact: true }).click();
	}

	/** Logs in at the instance, in a window of its own. */
	async connect(): Promise<void> {
		const opened = this.page.waitForEvent('popup');
		await this.dialog.getByRole('button', { name: 'Connect', exact: true }).click();
		const popup = await opened;
		if (!popup.isClosed()) await popup.waitForEvent('close');
	}

	/** Waits for the green banner of an account that is connected. */
	async connected(): Promise<void> {
		await part(this.dialog, 'oauth-connect-success-banner')
			.getByText('Account connected')
			.waitFor();
	}

	/** Saves, upon which n8n tests the credential. */
	async save(): Promise<void> {
		await part(this.dialog, 'credential-save-button').click();
	}

	/** Waits for the green banner. */
	async succeeded(): Promise<void> {
		await this.dialog.getByText('Connection tested successfully').waitFor();
	}

	/** Waits for the red banner, and unfolds it where it is not. @param text of it */
	async failed(text: RegExp): Promise<void> {
		const banner = this.dialog.locator('.el-tag').filter({ hasText: 'Couldn’t connect' });
		await banner.waitFor();
		const fold = banner.getByText('More details');
		if (await fold.isVisible()) await fold.click();
		await banner.filter({ hasText: text }).waitFor();
	}
}
