import { startInstance } from '../../simulator/instance.mts';
import type { Credential } from '../n8n/client.mts';
import { basicCredential, simulatedCredentials } from '../n8n/logins.mts';
import type { Arguments } from './arguments.mts';
import { askPassword, askUserName } from './ask.mts';

const USUAL_PORT = 3141;

/** The ServiceNow instance that the workflows run against. */
export interface Instance {
	url: string;
	simulated: boolean;
	credentials: Credential[];
	/** Ends it, if it was started here. */
	stop(): Promise<void>;
}

async function realInstance(url: string, givenName?: string): Promise<Instance> {
	const { SERVICENOW_USERNAME, SERVICENOW_PASSWORD } = process.env;
	const username = givenName || SERVICENOW_USERNAME || (await askUserName());
	const password = SERVICENOW_PASSWORD || (await askPassword());
	return {
		url,
		simulated: false,
		credentials: [basicCredential(url, username, password)],
		stop: async () => {},
	};
}

async function simulatedInstance(): Promise<Instance> {
	const instance = await startInstance({ port: USUAL_PORT }).catch(
		async (error: NodeJS.ErrnoException) => {
			if (error.code !== 'EADDRINUSE') throw error;
			return await startInstance({ port: 0 });
		},
	);
	return {
		url: instance.url,
		simulated: true,
		credentials: simulatedCredentials(instance.url),
		stop: () => instance.close(),
	};
}

/** Starts the simulated instance, or asks for the login to the real one. */
export async function openInstance({ instance, username }: Arguments): Promise<Instance> {
	return await (instance === undefined ? simulatedInstance() : realInstance(instance, username));
}
