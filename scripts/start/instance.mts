import type { Credential } from '../n8n/client.mts';
import { basicCredential, simulatedCredentials } from '../n8n/logins.mts';
import { builtSimulator } from '../simulatorPackage.mts';
import type { Arguments } from './arguments.mts';
import { askPassword, askUserName } from '../../servicenow-simulator/command/ask.mts';

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

/** @param port to listen on; the usual one, or any free one, when left out */
async function simulatedInstance(port?: number): Promise<Instance> {
	const { start } = await builtSimulator();
	const { instance } = await start({ port: port ?? USUAL_PORT }).catch(
		async (error: NodeJS.ErrnoException) => {
			if (error.code !== 'EADDRINUSE') throw error;
			if (port === undefined) return await start({ port: 0 });
			throw new Error(
				`Port ${port} is in use. Stop the program that uses it, or select another port with --simulator-port <number>.`,
			);
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
export async function openInstance({
	instance,
	username,
	simulatorPort,
}: Arguments): Promise<Instance> {
	return await (instance === undefined
		? simulatedInstance(simulatorPort)
		: realInstance(instance, username));
}
