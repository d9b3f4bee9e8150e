import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodePropertyOptions } from 'n8n-workflow';
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
