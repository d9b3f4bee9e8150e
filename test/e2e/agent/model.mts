import { fastify } from 'fastify';
import { read, type Call, type Task, type Tool } from './reader.mts';
import type { Ask } from './story.mts';
import { understand } from './understanding.mts';

/** A conversation of the model: asks for something, and is given what the tool answered. */
export type Script = Generator<Task | Ask, string, unknown>;

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
	/** Whether the answer is to come as events; older agents ask for that. */
	stream?: boolean;
	messages: Message[];
	tools?: Array<{ function: Tool }>;
}

function textOf(content: unknown): string {
	return typeof content === 'string' ? content : JSON.stringify(content);
}

/** What a tool answered: the records of its node, or the text as it is. */
export function answerOf(text: string): unknown {
	try {
		const answer: unknown = JSON.parse(text);
		const [first] = [answer].flat() as Array<{ response?: unknown } | undefined>;
		return first?.response ?? answer;
	} catch {
		return text;
	}
}

function callFor(tools: Tool[], wanted: Task | Ask): Call {
	return 'goal' in wanted ? understand(tools, wanted.goal, wanted.facts) : read(tools, wanted);
}

/** A message as the one event of a stream. */
function eventsOf(answer: ReturnType<typeof completion>): string {
	const [{ message, finish_reason: finish }] = answer.choices;
	const calls = 'tool_calls' in message ? (message.tool_calls as object[]) : undefined;
	const delta = {
		...message,
		...(calls && { tool_calls: calls.map((call, index) => ({ index, ...call })) }),
	};
	const choices = [{ index: 0, delta, finish_reason: finish }];
	const event = JSON.stringify({ ...answer, object: 'chat.completion.chunk', choices });
	return `data: ${event}\n\ndata: [DONE]\n\n`;
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

	function answer({ messages, model: name, tools = [] }: ChatRequest) {
		model.tools = tools.map((tool) => tool.function);
		const turn = model.turns.at(-1);
		if (turn) turn.answer = textOf(messages.at(-1)?.content);
		try {
			const next = script!.next(turn && answerOf(turn.answer ?? ''));
			if (next.done) return completion(name, { content: next.value }, 'stop');
			const call = callFor(model.tools, next.value);
			model.turns.push(call);
			return completion(name, calling(call, model.turns.length), 'tool_calls');
		} catch (error) {
			model.problem = (error as Error).message;
			return completion(name, { content: model.problem }, 'stop');
		}
	}

	app.get('/v1/models', () => ({ object: 'list', data: [{ id: 'scripted', object: 'model' }] }));
	app.post<{ Body: ChatRequest }>('/v1/chat/completions', ({ body }, reply) => {
		if (!body.stream) return answer(body);
		return reply.type('text/event-stream').send(eventsOf(answer(body)));
	});

	await app.listen({ port: 0, host: '127.0.0.1' });
	model.url = `${app.listeningOrigin}/v1`;
	return model;
}
