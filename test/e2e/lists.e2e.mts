import type { INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';
import { useServer, type NodeSpec, type Server } from './server.mts';
import { seeded } from '../../simulator/instance.mts';

const server = useServer();

const create: NodeSpec = {
	node: 'serviceNowContact',
	authentication: 'basicAuth',
	resource: 'contact',
	operation: 'create',
	parameters: {},
};

/** Asks the server as the editor does when a field is opened. */
async function ask<Answer>(what: string, path: string, methodName: string, more: object = {}) {
	const node = server.nodeOf(create, 'Contact', [0, 0]) as ReturnType<Server['nodeOf']> & {
		credentials: object;
	};
	return await server.client.call<Answer>('POST', `/dynamic-node-parameters/${what}`, {
		nodeTypeAndVersion: { name: node.type, version: node.typeVersion },
		path: `parameters.${path}`,
		methodName,
		currentNodeParameters: node.parameters,
		credentials: node.credentials,
		...more,
	});
}

async function statuses(): Promise<INodePropertyOptions[]> {
	return await ask('options', 'userAccountFields.agent_status', 'agent_status');
}

test('a choice that the instance has added is offered, and sent', async () => {
	server.instance.store.insert('sys_choice', {
		name: 'customer_contact',
		element: 'agent_status',
		value: 'Travelling',
		label: 'On the Way',
		sequence: '9',
	});
	expect((await statuses()).at(-1)).toEqual({ name: 'On the Way', value: 'Travelling' });

	const userAccountFields = { agent_status: 'Travelling' };
	const { execution } = await server.run('Customized choice', {
		...create,
		parameters: { userAccountFields },
	});
	expect(execution.status).toBe('success');
	expect(server.instance.requests.at(-1)?.body).toEqual(userAccountFields);
});

test('the documented choices are offered where the list of the instance cannot be read', async () => {
	server.instance.settings.deniedTables = ['sys_choice'];
	const choices = await statuses();
	expect(choices.map(({ value }) => value)).toEqual([
		'Off work',
		'On break',
		'On route',
		'On site',
	]);
	expect(choices[0].description).toContain('could not be read');
});

test('a contact is found by its names in any order', async () => {
	const { results } = await ask<INodeListSearchResult>(
		'resource-locator-results',
		'id',
		'customer_contact',
		{ filter: 'warren george' },
	);
	expect(results).toMatchObject([{ value: seeded.contacts.george }]);
});

test('a list that may not be read says so, and how to go on', async () => {
	server.instance.settings.deniedTables = ['customer_account'];
	await expect(ask('resource-locator-results', 'account', 'customer_account')).rejects.toThrow(
		'The ServiceNow user has no read access to the table customer_account',
	);
});
