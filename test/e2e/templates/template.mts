import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newConnection, type Execution, type Workflow } from '../../../scripts/n8n/client.mts';
import { whileItRuns } from '../../support/whileItRuns.mts';
import type { Server } from '../server.mts';

/** What a webhook answered. */
export interface Reply {
	status: number;
	body: Record<string, unknown>;
}

/** A workflow of `examples/` in n8n. */
export class Template {
	private constructor(
		private readonly server: Server,
		readonly workflow: Workflow,
		readonly id: string,
	) {}

	/**
	 * Imports a template as it is, but for the credentials.
	 *
	 * @param file without its extension
	 * @param change what else the test has to change
	 */
	static async import(
		server: Server,
		file: string,
		change: (workflow: Workflow) => Workflow = (workflow) => workflow,
	): Promise<Template> {
		const text = readFileSync(join('examples', `${file}.json`), 'utf8');
		const workflow = change(server.withCredentials(JSON.parse(text) as Workflow));
		return new Template(server, workflow, await server.client.addWorkflow(workflow));
	}

	async switchOn(): Promise<void> {
		await this.server.client.activate(this.id);
	}

	async switchOff(): Promise<void> {
		await this.server.client.deactivate(this.id);
	}

	/**
	 * Calls a webhook of the workflow that is switched on.
	 *
	 * @param type in which the body is sent; a text is JSON already
	 */
	async call(path: string, body: unknown, type = 'application/json'): Promise<Reply> {
		const asJson = typeof body === 'string' ? body : JSON.stringify(body);
		const isForm = type === 'application/x-www-form-urlencoded';
		const response = await fetch(`${this.server.client.url}/webhook/servicenow/${path}`, {
			method: 'POST',
			headers: { ...newConnection, 'content-type': type },
			body: isForm ? String(new URLSearchParams(body as Record<string, string>)) : asJson,
		});
		const text = await response.text();
		try {
			return { status: response.status, body: JSON.parse(text) as Reply['body'] };
		} catch {
			throw new Error(`The webhook ${path} answered ${response.status} with: ${text}`);
		}
	}

	/** Runs the workflow from one of its triggers. */
	async run(trigger: string, item?: Record<string, unknown>): Promise<Execution> {
		return await this.server.client.execute(this.id, trigger, item);
	}
}

/**
 * Gives the tests of a `describe` block a template that is switched on.
 *
 * @param file without its extension
 * @returns the template, to be used within tests and their hooks
 */
export function useTemplate(server: Server, file: string): Template {
	let template: Template | undefined;
	beforeAll(async () => {
		template = await Template.import(server, file);
		await template.switchOn();
	});
	afterAll(async () => await template?.switchOff());
	return whileItRuns('template', () => template);
}
