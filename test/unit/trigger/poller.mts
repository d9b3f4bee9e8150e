import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { poll } from '../../../nodes/ServiceNowCsmTrigger/poll';
import type { ChangeInstance } from './changeInstance.mts';

const MINUTE_MS = 60_000;

let triggers = 0;

/** Lets time pass until something has its outcome. */
export async function settled<Result>(work: Promise<Result>): Promise<Result> {
	let isOver = false;
	const end = () => {
		isOver = true;
	};
	work.then(end, end);
	while (!isOver) await jest.advanceTimersByTimeAsync(2);
	return await work;
}

/** A trigger in a workflow of its own, polled as n8n does. */
export class Poller {
	readonly warnings: string[] = [];

	/** What it wrote into the log for those who look for a cause. */
	readonly debugged: string[] = [];

	/** Static data of the node. */
	data: IDataObject = {};

	url: string;

	budgetMs?: number;

	mode = 'trigger';

	private readonly id = `workflow ${(triggers += 1)}`;

	private isActivation = true;

	constructor(
		private readonly instance: ChangeInstance,
		public parameters: IDataObject,
	) {
		this.url = `https://trigger${triggers}.example.com`;
	}

	/** Polls once. @returns the items; nothing where no execution starts @throws the error that n8n shows */
	async poll(): Promise<IDataObject[] | null> {
		const items = await settled(poll(this.context()));
		return items && items[0].map(({ json }: INodeExecutionData) => json);
	}

	/** What the poll returned, by sys_id. */
	async ids(): Promise<unknown[]> {
		return ((await this.poll()) ?? []).map(({ sys_id: id }) => id);
	}

	/** The error of a poll. */
	async error(): Promise<{ message: string; description?: string | null }> {
		return await this.poll().then(
			(items) => {
				throw new Error(`No error, but ${JSON.stringify(items)}`);
			},
			(error: Error) => error,
		);
	}

	context(): IPollFunctions {
		const parameters: IDataObject = { authentication: 'basicAuth', ...this.parameters };
		const activation = this.isActivation ? 'activate' : 'update';
		this.isActivation = false;
		return {
			getNode: () => ({ id: 'trigger', name: 'Trigger', type: 'trigger', parameters: {} }),
			getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
			getCredentials: async () => ({ instanceUrl: this.url, username: 'u', password: 'p' }),
			getWorkflow: () => ({ id: this.id }),
			getWorkflowStaticData: () => this.data,
			getMode: () => this.mode,
			getActivationMode: () => activation,
			...(this.budgetMs !== undefined && { getPollBudgetMs: () => this.budgetMs }),
			logger: {
				debug: (text: string) => this.debugged.push(text),
				warn: (text: string) => this.warnings.push(text),
			},
			helpers: {
				httpRequestWithAuthentication: async (_type: string, request: never) =>
					await this.instance.send(request),
			},
		} as unknown as IPollFunctions;
	}
}

/** A trigger that has been active for a minute, on a table with a record of long ago. */
export async function activePoller(instance: ChangeInstance, parameters: object): Promise<Poller> {
	const poller = new Poller(instance, { event: 'contactCreated', ...parameters });
	const old = { active: 'true', state: 'new', type: 'chat' };
	if (instance.rows.length === 0) instance.insert(old);
	jest.advanceTimersByTime(10 * MINUTE_MS);
	expect(await poller.poll()).toBeNull();
	jest.advanceTimersByTime(MINUTE_MS);
	return poller;
}
