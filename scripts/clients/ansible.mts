import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { userFolderOf } from '../package.mts';
import { run } from '../program.mts';
import type { Call } from './call.mts';
import type { Source, Target } from './client.mts';
import { folderOf, pathWithPython } from './install.mts';
import { readPlay } from './readTests.mts';

/** Red Hat's collection; its integration tests were written against real instances. */
const source: Source = {
	repository: 'ansible-collections/servicenow.itsm',
	tag: '2.9.3',
	commit: 'ce81aaa80de2ae1cc1121c82611f6e1cc63e9425',
};

/** Tests of modules whose tables are simulated. */
const TARGETS = ['itsm_incident', 'itsm_api', 'itsm_attachment_info', 'itsm_attachment_upload'];

const home = join(userFolderOf('clients'), 'ansible');

const PLAYBOOK = `- hosts: localhost
  connection: local
  gather_facts: false
  vars: { ansible_python_interpreter: "{{ ansible_playbook_python }}" }
  roles: ["{{ target }}"]
`;

/** Puts the collection where Ansible finds it by its name. @returns the playbook */
async function arrange(): Promise<string> {
	const namespace = join(home, 'ansible_collections', 'servicenow');
	await rm(home, { recursive: true, force: true });
	await mkdir(namespace, { recursive: true });
	await symlink(folderOf(source), join(namespace, 'itsm'), 'junction');
	const playbook = join(home, 'play.yml');
	await writeFile(playbook, PLAYBOOK);
	return playbook;
}

/** What the tests ask for under these names. */
const variables = ({ url, userName, password }: Target, target: string) =>
	JSON.stringify({
		target,
		sn_host: url,
		sn_username: userName,
		sn_password: password,
		sn_timeout: 30,
		collection_base_dir: folderOf(source),
		unique_test_id: 'test-simulator',
	});

/** Runs the collection's own integration tests. */
async function runTests(target: Target): Promise<Call[]> {
	const playbook = await arrange();
	const calls: Call[] = [];
	for (const name of TARGETS) {
		const args = ['--inventory', 'localhost,', '--extra-vars', variables(target, name)];
		const { output } = await run('ansible-playbook', [playbook, ...args], {
			cwd: home,
			env: {
				PATH: pathWithPython,
				ANSIBLE_COLLECTIONS_PATH: home,
				ANSIBLE_ROLES_PATH: join(folderOf(source), 'tests', 'integration', 'targets'),
				ANSIBLE_NOCOLOR: '1',
				ANSIBLE_LOCALHOST_WARNING: 'False',
				SSL_CERT_FILE: target.certificate,
			},
		});
		const tasks = readPlay(output);
		if (tasks.length === 0) throw new Error(`${name} did not run:\n${output}`);
		calls.push(...tasks);
	}
	return calls;
}

export const ansible = { source, run: runTests };
