import { existsSync, readFileSync } from 'node:fs';
import type { INodeProperties } from 'n8n-workflow';
import { EVENTS } from '../../nodes/ServiceNowCsmTrigger/events';
import { ServiceNowCsmTrigger } from '../../nodes/ServiceNowCsmTrigger/ServiceNowCsmTrigger.node';
import { schema } from '../../simulator/records/schema.mts';
import { nodes, withMembers } from '../contract/fields.mts';

const FOLDER = 'nodes/ServiceNowCsmTrigger';
const { description, poll } = new ServiceNowCsmTrigger();
const fields: INodeProperties[] = description.properties.flatMap(withMembers);

test('is a polling trigger, listed in the package', () => {
	expect(description).toMatchObject({ polling: true, group: ['trigger'], inputs: [] });
	expect(poll).toBeInstanceOf(Function);
	const { n8n } = JSON.parse(readFileSync('package.json', 'utf8'));
	expect(n8n.nodes).toContain(`dist/${FOLDER}/ServiceNowCsmTrigger.node.js`);
});

test('takes the credentials of the other nodes', () => {
	expect(description.credentials).toEqual(nodes[0].description.credentials);
});

test('has an icon of its own, light and dark', () => {
	const { light, dark } = description.icon as { light: string; dark: string };
	const theirs = JSON.stringify(nodes.map((other) => other.description.icon));
	for (const icon of [light, dark]) {
		expect(existsSync(icon.replace('file:../../', ''))).toBe(true);
		expect(theirs).not.toContain(icon);
	}
});

test('can be found and read about', () => {
	const codex = JSON.parse(readFileSync(`${FOLDER}/ServiceNowCsmTrigger.node.json`, 'utf8'));
	expect(codex.node).toBe(`n8n-nodes-servicenow-csm.${description.name}`);
	for (const { url } of codex.resources.primaryDocumentation) {
		expect(existsSync(url.split('/blob/main/')[1])).toBe(true);
	}
});

test('its page names every field, with its parameter', () => {
	const page = readFileSync('docs/trigger.md', 'utf8');
	const unnamed = fields
		.filter(({ name }) => !['authentication', 'options'].includes(name))
		.filter(
			({ name, displayName }) => !page.includes(`\`${name}\``) || !page.includes(displayName),
		);
	expect(unnamed.map(({ name }) => name)).toEqual([]);
});

test('offers an event for each that it knows', () => {
	const offered = fields.find(({ name }) => name === 'event')?.options ?? [];
	const values = offered.map((option) => 'value' in option && option.value);
	expect(values.sort()).toEqual(Object.keys(EVENTS).sort());
});

test.each(Object.entries(EVENTS))('%s simplifies to ten columns that exist', (_name, event) => {
	const table = event.isTable ? 'interaction' : 'customer_contact';
	expect(event.simplified).toHaveLength(10);
	expect(schema[table].columns).toEqual(expect.arrayContaining(event.simplified));
	const page = readFileSync('docs/trigger.md', 'utf8');
	for (const column of event.simplified) expect(page).toContain(`\`${column}\``);
});
