import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { ServiceNowCsmApiKeyApi } from '../../credentials/ServiceNowCsmApiKeyApi.credentials';
import { ServiceNowCsmBasicApi } from '../../credentials/ServiceNowCsmBasicApi.credentials';
import { ServiceNowCsmOAuth2Api } from '../../credentials/ServiceNowCsmOAuth2Api.credentials';

const REPOSITORY = 'https://github.com/servicenow-csm-nodes/n8n-nodes-servicenow-csm/blob/main/';

const pages = [
	...readdirSync('.').filter((path) => path.endsWith('.md')),
	...readdirSync('docs', { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.md'))
		.map((path) => join('docs', path)),
];

const sources = [
	new ServiceNowCsmBasicApi(),
	new ServiceNowCsmApiKeyApi(),
	new ServiceNowCsmOAuth2Api(),
];

/** What GitHub makes of a heading: `## Where a credential can go` is `#where-a-credential-can-go`. */
function anchorsOf(page: string): string[] {
	const text = readFileSync(page, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
	const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
		heading
			.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
			.replace(/\s/g, '-'),
	);
	return headings.map((anchor, index) => {
		const before = headings.slice(0, index).filter((one) => one === anchor).length;
		return before === 0 ? anchor : `${anchor}-${before}`;
	});
}

/** Why a link of the repository leads nowhere; nothing when it leads somewhere. */
function fault(link: string, from: string): string | undefined {
	const [path, anchor] = link.split('#');
	const target = path === '' ? from : normalize(join(dirname(from), path));
	if (!existsSync(target)) return `${from}: ${link} (no file)`;
	if (anchor === undefined || !target.endsWith('.md')) return undefined;
	return anchorsOf(target).includes(anchor) ? undefined : `${from}: ${link} (no heading)`;
}

test.each(pages)('links of %s lead to a file, and to a heading of it', (page) => {
	const links = [
		...readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g),
	]
		.map(([, link, source]) => link ?? source)
		.filter((link) => !/^[a-z]+:/i.test(link));
	expect(links.map((link) => fault(link, page)).filter(Boolean)).toEqual([]);
});

test.each(sources)('$displayName leads to the heading of its kind of login', (credential) => {
	const { documentationUrl, name } = credential;
	expect(documentationUrl.startsWith(REPOSITORY)).toBe(true);
	const link = documentationUrl.slice(REPOSITORY.length);
	expect(fault(link, 'README.md')).toBeUndefined();
	const [, anchor] = link.split('#');
	expect(name.toLowerCase()).toContain(anchor.replace('-auth', '').replace('-', ''));
});

test('the documentation of each node is a page', () => {
	const files = readdirSync('nodes', { recursive: true, encoding: 'utf8' }).filter((path) =>
		path.endsWith('.node.json'),
	);
	expect(files).toHaveLength(6);
	const urls = files.flatMap((file) =>
		[...readFileSync(join('nodes', file), 'utf8').matchAll(/"url": "([^"]+)"/g)].map(
			([, url]) => url,
		),
	);
	const own = urls.filter((url) => url.startsWith(REPOSITORY));
	expect(own.length).toBeGreaterThanOrEqual(6);
	const faults = own.map((url) => fault(url.slice(REPOSITORY.length), 'README.md'));
	expect(faults.filter(Boolean)).toEqual([]);
});
