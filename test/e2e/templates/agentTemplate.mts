import type { Workflow } from '../../../scripts/n8n/client.mts';
import { whileItRuns } from '../../support/whileItRuns.mts';
import { startModel, type ChatModel, type Script } from '../agent/model.mts';
import type { Server } from '../server.mts';
import { Template } from './template.mts';

/** The template with an AI agent, whose model follows a script. */
export class AgentTemplate {
	private constructor(
		private readonly template: Template,
		readonly model: ChatModel,
	) {}

	static async start(server: Server): Promise<AgentTemplate> {
		const model = await startModel();
		const name = 'Scripted model of the template';
		const data = { apiKey: 'none', url: model.url };
		const id = await server.client.saveCredential({ name, type: 'openAiApi', data });
		const withModel = (workflow: Workflow): Workflow => ({
			...workflow,
			nodes: workflow.nodes.map((node) =>
				node.credentials?.openAiApi ? { ...node, credentials: { openAiApi: { id, name } } } : node,
			),
		});
		return new AgentTemplate(await Template.import(server, 'agent-call-log', withModel), model);
	}

	/** Says something to the agent, in a session of its own. @returns its last words */
	async chat(chatInput: string, script: Script): Promise<string> {
		this.model.play(script);
		const message = { action: 'sendMessage', sessionId: crypto.randomUUID(), chatInput };
		const { status, error, runs } = await this.template.run('When chat message received', message);
		expect(this.model.problem).toBeUndefined();
		expect(error).toBeUndefined();
		expect(status).toBe('success');
		return String(runs['AI Agent'].at(-1)?.data?.main[0]?.[0].json.output);
	}
}

/** Gives the tests of a file the template, to be used within tests and their hooks. */
export function useAgentTemplate(server: Server): AgentTemplate {
	let agent: AgentTemplate | undefined;
	beforeAll(async () => {
		agent = await AgentTemplate.start(server);
	});
	afterAll(async () => await agent?.model.close());
	return whileItRuns('agent', () => agent);
}
