import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../../scripts/bootstrap.mjs';
import type { Tool } from './reader.mts';

/** What a tool answered. */
export interface ToolResult {
	text: string;
	isError: boolean;
}

interface Listed {
	tools: Array<{ name: string; description?: string; inputSchema: Tool['parameters'] }>;
}

interface Called {
	content: Array<{ text: string }>;
	isError?: boolean;
}

/** As much of the official client as the tests use. */
interface Client {
	connect(transport: object): Promise<void>;
	listTools(): Promise<Listed>;
	callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<Called>;
	close(): Promise<void>;
}

interface Sdk {
	Client: new (info: { name: string; version: string }) => Client;
	StreamableHTTPClientTransport: new (url: URL) => object;
}

/** The official client, which n8n brings along. */
function sdk(): Sdk {
	const load = createRequire(join(root, 'runtime', 'package.json'));
	const from = (path: string) => load(`@modelcontextprotocol/sdk/client/${path}.js`) as Sdk;
	return { ...from('index'), ...from('streamableHttp') };
}

/**
 * The official client of the Model Context Protocol, connected to one server.
 *
 * @see https://github.com/modelcontextprotocol/typescript-sdk
 */
export class McpClient {
	private constructor(private readonly client: Client) {}

	/** @param url of the server */
	static async connect(url: string): Promise<McpClient> {
		const { Client: Official, StreamableHTTPClientTransport: Transport } = sdk();
		const client = new Official({ name: 'end-to-end tests', version: '1' });
		await client.connect(new Transport(new URL(url)));
		return new McpClient(client);
	}

	/** The tools that the server offers. */
	async tools(): Promise<Tool[]> {
		const { tools } = await this.client.listTools();
		return tools.map(({ name, description = '', inputSchema }) => ({
			name,
			description,
			parameters: inputSchema,
		}));
	}

	/** Calls a tool, and waits for its answer. */
	async call(name: string, given: Record<string, unknown>): Promise<ToolResult> {
		const { content, isError = false } = await this.client.callTool({ name, arguments: given });
		return { text: content.map(({ text }) => text).join('\n'), isError };
	}

	async close(): Promise<void> {
		await this.client.close();
	}
}
