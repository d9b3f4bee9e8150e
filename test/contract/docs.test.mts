import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodePropertyOptions } from 'n8n-workflow';
import { endpoints, readContract } from '../../contract/readContract.mts';
import { withVersion } from '../../nodes/shared/request/url';
import { groupsOf } from '../../scripts/docs/fields.mts';
import { operationsOf, pages, withTables } from '../../scripts/docs/pages.mts';

describe.each(pages)('$path', (page) => {
	const text = readFileSync(join(process.cwd(), page.path), 'utf8');
	const { description } = page;

	test('has the field tables that the contract and the node give', () => {
		if (withTables(page, text) === text) return;
		throw new Error(`The field tables of ${page.path} are out of date. Run: npm run docs`);
	});

	test.each(operationsOf(description))('names the request of %s', (id) => {
		const [resource, operation] = id.split('.');
		const option = description.properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ options }) => options as INodePropertyOptions[])
			.find(({ value }) => value === operation);
		const { method, url } = option?.routing?.request as { method: string; url: string };
		expect(text).toContain(`${method} <instance>${url}`);
		const fields = groupsOf(description, resource, operation, []).flatMap((group) => group.fields);
		if (!fields.some(({ wireName }) => wireName === 'api_version')) return;
		expect(text).toContain(`${method} <instance>${withVersion(url, 'v1')}`);
	});
});

/** What the user needs for an API, by the title of its page. */
const needs = readContract().tags.map((tag) => {
	const operations = endpoints().filter(({ operation }) => operation.tags.includes(tag.name));
	const [{ operation }] = operations;
	const inCode = [operation['x-plugin'], ...operation['x-roles']].filter((name) => name !== null);
	return {
		ids: operations.flatMap(
			(endpoint) =>
				endpoint.operation['x-forms']?.map(({ id }) => id) ?? endpoint.operation.operationId,
		),
		names: inCode.map((name) => `\`${name}\``),
		since: tag['x-since'],
	};
});

/** The rows of tables that mention all of these. */
const rowsWith = (text: string, words: string[]) =>
	text
		.split('\n')
		.filter((line) => line.startsWith('|') && words.every((word) => line.includes(word)));

describe('plugins, roles, and oldest releases', () => {
	test.each(needs)('of $ids.0 are on the page of its node', ({ ids, names, since }) => {
		const page = pages.find(({ description }) => operationsOf(description).includes(ids[0]));
		const text = readFileSync(page?.path ?? '', 'utf8');
		const release = since === null ? [] : [`from the release ${since}`];
		expect(rowsWith(text, [...names, ...release])).not.toEqual([]);
	});

	test.each(['README.md', 'docs/credentials.md'])('are in %s', (path) => {
		const lines = readFileSync(path, 'utf8')
			.split('\n')
			.map((line) => line.trim());
		for (const { names, since } of needs) {
			const rows = rowsWith(lines.join('\n'), [...names, since ?? 'Any']);
			expect([names, rows]).toEqual([names, [expect.any(String)]]);
		}
	});
});

test('the reasons that Conversation Member gives are on its page', () => {
	const answer = readContract().components.schemas.ConversationMemberAnswer.properties?.result;
	const exceptions = answer?.properties?.message['x-exceptions'] ?? [];
	const text = readFileSync('docs/conversation-member.md', 'utf8');
	expect(exceptions).not.toEqual([]);
	for (const { message } of exceptions) {
		expect(text).toContain(`| ${message.replace(/\[.*\]/, '…')} `);
	}
});
