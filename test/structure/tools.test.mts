import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workflow } from '../../scripts/n8n/client.mts';
import { menu } from '../contract/fields.mts';

/** What OpenAI and others take; n8n cuts a longer name of a tool. */
const LONGEST_NAME = 64;

interface Argument {
	key: string;
	description: string;
}

/** The arguments of a tool that a model fills in. */
function argumentsOf(parameters: unknown): Argument[] {
	const calls = JSON.stringify(parameters).matchAll(/\$fromAI\('([^']+)', `([^`]*)`/g);
	return [...calls].map(([, key, description]) => ({ key, description }));
}

const file = join('examples', 'agent-call-log.json');
const { nodes } = JSON.parse(readFileSync(file, 'utf8')) as Workflow;
const tools = nodes
	.filter(({ type }) => type.endsWith('Tool'))
	.map(({ name, type, parameters }) => {
		const node = type.replace(/^.*\.|Tool$/g, '');
		return { name, node, parameters, arguments: argumentsOf(parameters) };
	});

const toolNamed = (wanted: string) => tools.find(({ name }) => name === wanted)!;

/** The field of a node that is filled by a model, by its label. */
function fieldsOf(node: string, operation: unknown) {
	const entry = menu.find(
		({ node: { description }, option }) => description.name === node && option.value === operation,
	);
	return entry!.fields;
}

describe.each(tools)('The tool $name', (tool) => {
	test('has a name, and says what it does and what it returns or needs', () => {
		expect(tool.name.length).toBeLessThanOrEqual(LONGEST_NAME);
		expect(tool.parameters.toolDescription).toMatch(/^[A-Z].{20,}\.$/);
	});

	test('asks for each argument once, in words from which it can be filled in', () => {
		const keys = tool.arguments.map(({ key }) => key);
		expect(new Set(keys).size).toBe(keys.length);
		for (const { key, description } of tool.arguments) {
			expect(key).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
			expect([key, description]).toEqual([key, expect.stringMatching(/^.{15,}$/)]);
			if (/interaction|agent|contact$/i.test(key)) expect(description).toContain('sys_id');
			if (/time/i.test(key)) expect(description).toContain('ISO 8601');
			if (/phone/i.test(key)) expect(description).toMatch(/E\.164 format, such as \+\d+/);
		}
	});

	test('leaves nothing empty that the operation requires', () => {
		const required = fieldsOf(tool.node, tool.parameters.operation).filter(
			(field) => field.required,
		);
		for (const { name } of required) {
			const value = tool.parameters[name] as { value?: unknown } | string | undefined;
			const given = typeof value === 'object' ? value.value : value;
			expect([name, given]).toEqual([name, expect.stringMatching(/./)]);
		}
	});
});

test('a choice is described by all its values', () => {
	const { parameters, arguments: given } = toolNamed('Begin help');
	const action = fieldsOf('serviceNowHelpRequest', parameters.operation).find(
		({ name }) => name === 'action',
	)!;
	const values = (action.options as Array<{ value: string }>).map(({ value }) => value);
	const { description } = given.find(({ key }) => key === 'Action')!;
	for (const value of values) expect(description).toContain(value);
});

/**
 * What a model needs for "a customer called, log it" and for "end all help for this call": each argument is
 * something that the user said, or that another tool says it returns.
 */
test.each([
	['Find contacts', ['Email_or_Phone']],
	['Create contact', ['Email', 'First_Name', 'Last_Name', 'Phone']],
	['End all help', ['Interaction']],
])('%s takes what a user says, or a tool returns', (name, keys) => {
	expect(
		toolNamed(name)
			.arguments.map(({ key }) => key)
			.sort(),
	).toEqual(keys);
});

test('what one tool needs, another one says that it returns', () => {
	expect(toolNamed('Create contact').parameters.toolDescription).toContain('Returns its sys_id');
	expect(toolNamed('Record call').parameters.toolDescription).toMatch(/Returns its sys_?id/i);
	expect(toolNamed('Begin help').parameters.toolDescription).toContain('action_sys_id');
	const { arguments: given } = toolNamed('End help');
	expect(given.find(({ key }) => key === 'Help_Action')?.description).toContain('action_sys_id');
});

/** Fields that a model may be left to fill in, in any operation: the editor passes on label and description. */
describe.each(menu)('$id as a tool', ({ node, option, allFields }) => {
	const fields = allFields.filter(
		({ type }) => !['collection', 'fixedCollection', 'notice', 'hidden'].includes(type),
	);

	test('has a name that is not cut, and an action that says what it does', () => {
		const name = `${String(option.action)} in ${node.description.displayName}`;
		expect(name.length).toBeLessThanOrEqual(LONGEST_NAME);
	});

	test('describes each field', () => {
		const silent = fields.filter(({ description = '' }) => description.length < 10);
		expect(silent.map(({ displayName }) => displayName)).toEqual([]);
	});
});
