import { join } from 'node:path';
import { ansible } from './ansible.mts';
import type { Client } from './client.mts';
import { clonedSource, installBuiltInNode, installNodeClients, installPython } from './install.mts';
import { pysnc } from './pysnc.mts';
import { programs, runNode, runPython } from './runProgram.mts';

const node = (name: string, file: string, install = installNodeClients): Client => ({
	name,
	install,
	run: async (target) => await runNode(join(programs, file), target),
});

const python = (name: string, file: string, requirements: string[]): Client => ({
	name,
	install: async () => void (await installPython(requirements)),
	run: async (target) => await runPython(join(programs, file), target),
});

/**
 * Clients of ServiceNow that nobody here wrote, in pinned versions; those of Node.js are in
 * `clients/package.json`. The last two bring tests that their makers run against real instances.
 */
export const clients: Client[] = [
	node('sn-rest-client', 'snRestClient.mts'),
	node('servicenow-rest-api', 'servicenowRestApi.mts'),
	node('Backstage scaffolder', 'backstage.mts'),
	node("n8n's ServiceNow node", 'builtInNode.mts', installBuiltInNode),
	python("Python's requests", 'threads.py', ['requests==2.34.2']),
	python('pysnow', 'pysnowCalls.py', ['requests==2.34.2', 'pysnow==0.7.17']),
	{
		name: 'PySNC, by its tests',
		install: async () => {
			await installPython(['pysnc==1.2.1', 'pytest==9.1.1', 'python-dotenv==1.2.4']);
			await clonedSource(pysnc.source);
		},
		run: pysnc.run,
	},
	{
		name: "Ansible's servicenow.itsm, by its tests",
		install: async () => {
			await installPython(['ansible-core==2.16.14'], 'ansible-playbook');
			await clonedSource(ansible.source);
		},
		run: ansible.run,
	},
];
