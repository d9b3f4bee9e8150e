import { newConnection } from '../../../scripts/n8n/client.mts';
import type { Tool } from './reader.mts';

/** What a tool answered. */
export interface ToolResult {
	text: string;
	isError: boolean;
}

interface Message {
	id?: number;
	result?: {
		tools?: Array<{ name: string; description: string; inputSchema: Tool['parameters'] }>;
		content?: Array<{ text: string }>;
		isError?: boolean;
	};
	error?: { message: string };
}

/** The messages of a response, which comes as JSON or as a stream of events. */
function messagesIn(text: string): Message[] {
	if (text.startsWith('{')) return [JSON.parse(text) as Message];
	const lines = text.split('\n').filter((line) => line.startsWith('data: '));
	return lines.map((line) => JSON.parse(line.slice('data: '.length)) as Message);
}

/**
 * A client of the Model Context Protocol, as far as it takes one to call tools over HTTP.
 *
 * @see https://modelcontextprotocol.io/specification/2025-06-18/basic/transports#streamable-http
 */
export class McpClient {
	private session?: string;

	private count = 0;

	/** @param url of the server */
	constructor(private readonly url: string) {}

	/** Begins the session, which the other methods need. */
	async connect(): Promise<void> {
		await this.request('initialize', {
			protocolVersion: '2025-06-18',
			capabilities: {},
			clientInfo: { name: 'end-to-end tests', version: '1' },
		});
		await this.post({ method: 'notifications/initialized' });
	}

	/** The tools that the server offers. */
	async tools(): Promise<Tool[]> {
		const { tools = [] } = await this.request('tools/list', {});
		return tools.map(({ inputSchema, ...tool }) => ({ ...tool, parameters: inputSchema }));
	}

	/** Calls a tool, and waits for its answer. */
	async call(name: string, given: Record<string, unknown>): Promise<ToolResult> {
		const { content = [], isError = false } = await this.request('tools/call', {
			name,
			arguments: given,
		});
		return { text: content.map(({ text }) => text).join('\n'), isError };
	}

	/** @throws Error with the words of the server when it refuses */
	private async request(method: string, params: object): Promise<NonNullable<Message['result']>> {
		this.count += 1;
		const id = this.count;
		const messages = messagesIn(await this.post({ id, method, params }));
		const answer = messages.find((message) => message.id === id);
		if (!answer?.result) throw new Error(`MCP: ${method}: ${JSON.stringify(answer?.error)}`);
		return answer.result;
	}

	private async post(message: object): Promise<string> {
		const response = await fetch(this.url, {
			method: 'POST',
			headers: {
				...newConnection,
				accept: 'application/json, text/event-stream',
				'content-type': 'application/json',
				...(this.session !== undefined && { 'mcp-session-id': this.session }),
			},
			body: JSON.stringify({ jsonrpc: '2.0', ...message }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`MCP: ${response.status} ${text}`);
		this.session ??= response.headers.get('mcp-session-id') ?? undefined;
		return text;
	}
}
