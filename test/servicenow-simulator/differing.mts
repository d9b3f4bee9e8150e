import { Client, type Answer } from '../../servicenow-simulator/verify/client.mts';

/** What another instance answers otherwise. */
export interface Deviation {
	/** Which requests, as `method path?query body`. */
	to: RegExp;
	/** Leaves out of the answer what stays. */
	answer: { status?: number; json?: unknown; text?: string; headers?: Record<string, string> };
}

/** Asks an instance that differs on purpose where no setting makes it differ. */
export class DifferingClient extends Client {
	/** How it differs; the first that fits counts. */
	deviations: Deviation[] = [];

	override async send(...request: Parameters<Client['send']>): Promise<Answer> {
		const answer = await super.send(...request);
		const [method, path, body] = request;
		const line = `${method} ${decodeURIComponent(path)} ${JSON.stringify(body) ?? ''}`;
		const deviation = this.deviations.find(({ to }) => to.test(line));
		if (!deviation) return answer;
		const { headers, ...other } = deviation.answer;
		return { ...answer, ...other, ...(headers && { headers: new Headers(headers) }) };
	}
}
