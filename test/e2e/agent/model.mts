import { fastify } from 'fastify';
import { read, type Call, type Task, type Tool } from './reader.mts';

/** A conversation of the model: asks for a task, and is given what the tool answered. */
export type Script = Generator<Task, string, unknown>;

/** A call of a tool, and what came back. */
export interface Turn extends Call {
	/** As the model received it. */
	answer?: string;
}

export interface ChatModel {
	/** Base URL for an OpenAI credential. */
	url: string;
	/** The tools as they were told to the model last. */
	tools: Tool[];
	/** Calls so far, oldest first. */
	turns: Turn[];
	/** What the model did not find in the tools; it says so, and ends the conversation. */
	problem?: string;
	/** Begins a new conversation. */
	play(script: Script): void;
	close(): Promise<void>;
}

interface Message {
	role: string;
	content: unknown;
}

interface ChatRequest {
	model: string;
	messages: Message[];
	tools?: Array<{ function: Tool }>;
}

function textOf(content: unknown): string {
	return typeof content === 'string' ? content : JSON.stringify(content);
}

/** What a tool answered: the records of its node, or the text as it is. */
function answerOf(text: string): unknown {
	try {
		const answer: unknown = JSON.parse(text);
		const [first] = [answer].flat() as Array<{ response?: unknown } | undefined>;
		return first?.response ?? answer;
	} catch {
		return text;
	}
}

function completion(model: string, message: object, finish: string) {
	return {
		id: 'chatcmpl-scripted',
		object: 'chat.completion',
		created: Math.floor(Date.now() / 1000),
		model,
		choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: finish }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

function calling({ tool: name, arguments: given }: Call, count: number) {
	const called = { name, arguments: JSON.stringify(given) };
	return {
		content: null,
		tool_calls: [{ id: `call_${count}`, type: 'function', function: called }],
	};
}

/**
 * Starts a chat model with the interface of OpenAI. It follows a script, but chooses tools and fills
 * arguments by what the request says about them.
 */
export async function startModel(): Promise<ChatModel> {
	let script: Script | undefined;
	const app = fastify();
	const model: ChatModel = {
		url: '',
		tools: [],
		turns: [],
		play(next) {
			script = next;
			model.turns = [];
			model.problem = undefined;
		},
		close: () => app.close(),
	};

	app.get('/v1/models', () => ({ object: 'list', data: [{ id: 'scripted', object: 'model' }] }));
	app.post<{ Body: ChatRequest }>('/v1/chat/completions', ({ body }) => {
		const { messages, tools = [] } = body;
		model.tools = tools.map((tool) => tool.function);
		const turn = model.turns.at(-1);
		if (turn) turn.answer = textOf(messages.at(-1)?.content);
		try {
			const next = script!.next(turn && answerOf(turn.answer ?? ''));
			if (next.done) return completion(body.model, { content: next.value }, 'stop');
			const call = read(model.tools, next.value);
			model.turns.push(call);
			return completion(body.model, calling(call, model.turns.length), 'tool_calls');
		} catch (error) {
			model.problem = (error as Error).message;
			return completion(body.model, { content: model.problem }, 'stop');
		}
	});

	await app.listen({ port: 0, host: '127.0.0.1' });
	model.url = `${app.listeningOrigin}/v1`;
	return model;
}
