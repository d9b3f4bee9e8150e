import { filesToChange } from '../../../scripts/owner/files.mts';
import { ownerOf, placeholdersOf, withOwner } from '../../../scripts/owner/owner.mts';

const acme = { repository: 'acme/servicenow', author: 'Acme, Inc.', email: 'csm@acme.example' };

test('every file names the owner of package.json', () => {
	expect([...filesToChange(ownerOf()).keys()]).toEqual([]);
});

test('another owner reaches the links, the license, and the address for reports', () => {
	const files = [...filesToChange(acme).keys()];
	expect(files).toEqual(
		expect.arrayContaining([
			'CODE_OF_CONDUCT.md',
			'LICENSE',
			'README.md',
			'SECURITY.md',
			'credentials/ServiceNowCsmBasicApi.credentials.ts',
			'nodes/ServiceNowContact/ServiceNowContact.node.json',
			'servicenow-simulator/LICENSE',
			'servicenow-simulator/README.md',
			'servicenow-simulator/package.json',
		]),
	);
});

test.each([
	[
		'git+https://github.com/old/n8n-nodes-servicenow-csm.git',
		'git+https://github.com/acme/servicenow.git',
	],
	['(https://github.com/old/n8n-nodes-servicenow-csm)', '(https://github.com/acme/servicenow)'],
	['Copyright (c) 2026 Somebody Else', 'Copyright (c) 2026 Acme, Inc.'],
	['[a@b.example](mailto:a@b.example)', '[csm@acme.example](mailto:csm@acme.example)'],
	[
		'{ "author": { "name": "Old", "email": "a@b.example" }, "name": "x" }',
		'{ "author": { "name": "Acme, Inc.", "email": "csm@acme.example" }, "name": "x" }',
	],
	['https://github.com/n8n-io/n8n', 'https://github.com/n8n-io/n8n'],
	['npm install n8n-nodes-servicenow-csm', 'npm install n8n-nodes-servicenow-csm'],
])('%s becomes %s', (text, expected) => {
	expect(withOwner(text, acme)).toBe(expected);
});

test('a placeholder is told by the name of what it stands for', () => {
	expect(placeholdersOf(acme)).toEqual([]);
	expect(placeholdersOf({ ...acme, email: 'maintainers@servicenow-csm-nodes.dev' })).toEqual([
		'email',
	]);
});

test('a repository elsewhere is refused', () => {
	const manifest = JSON.stringify({
		author: { name: 'Acme', email: 'csm@acme.example' },
		repository: { url: 'git+https://gitlab.com/acme/servicenow.git' },
	});
	expect(() => ownerOf(manifest)).toThrow('repository.url in package.json');
});
