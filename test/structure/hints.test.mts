import type { INodeTypeDescription } from 'n8n-workflow';
import { ServiceNowContact } from '../../nodes/ServiceNowContact/ServiceNowContact.node';
import { ServiceNowCsmTrigger } from '../../nodes/ServiceNowCsmTrigger/ServiceNowCsmTrigger.node';
import { ServiceNowHelpRequest } from '../../nodes/ServiceNowHelpRequest/ServiceNowHelpRequest.node';
import { ServiceNowOpenFrame } from '../../nodes/ServiceNowOpenFrame/ServiceNowOpenFrame.node';

type Parameters = Record<string, unknown>;

const contact = new ServiceNowContact().description;
const openFrame = new ServiceNowOpenFrame().description;
const helpRequest = new ServiceNowHelpRequest().description;

/** What the editor shows before a node is executed. n8n takes a condition for one only if it is a boolean. */
function shown({ hints = [] }: INodeTypeDescription, parameters: Parameters, items: number) {
	const $input = { all: () => Array.from({ length: items }) };
	const results = hints.map(({ displayCondition = '' }) => {
		const [, script] = /^=\{\{ (.*) \}\}$/.exec(displayCondition)!;
		return new Function('$parameter', '$input', `return ${script}`)(parameters, $input) as unknown;
	});
	expect(results).toEqual(results.map(() => expect.any(Boolean)));
	return hints.filter((_, index) => results[index]).map(({ message }) => message);
}

const many: Parameters = { operation: 'getAll', returnAll: true, emailOrPhone: '', filters: {} };

test.each<[string, INodeTypeDescription, Parameters, number, RegExp[]]>([
	['a call', openFrame, { operation: 'create', reuseByClientSessionId: false }, 1, []],
	[
		'many calls',
		openFrame,
		{ operation: 'create', reuseByClientSessionId: false },
		2,
		[/Reuse by/],
	],
	['many reused calls', openFrame, { operation: 'create', reuseByClientSessionId: true }, 2, []],
	['many updates', openFrame, { operation: 'update' }, 2, []],
	['a contact', contact, { operation: 'create', reuseExistingContact: 'never' }, 1, []],
	[
		'many contacts',
		contact,
		{ operation: 'create', reuseExistingContact: 'never' },
		2,
		[/Reuse Ex/],
	],
	['many reused contacts', contact, { operation: 'create', reuseExistingContact: 'email' }, 2, []],
	['all contacts', contact, many, 1, [/Without a filter/]],
	['all with a filter', contact, { ...many, filters: { conditions: [{}] } }, 1, []],
	['all with an email', contact, { ...many, emailOrPhone: 'a@example.com' }, 1, []],
	['all with a query', contact, { ...many, sysparm_query: 'vip=true' }, 1, [/ignores a condition/]],
	[
		'a query that must not be ignored',
		contact,
		{ ...many, sysparm_query: 'vip=true', options: { failOnIgnoredQuery: true } },
		1,
		[],
	],
	['fifty contacts', contact, { operation: 'getAll', returnAll: false }, 1, []],
	['the end of all help', helpRequest, { operation: 'endAll' }, 1, [/other supervisors/]],
	['the end of one help', helpRequest, { operation: 'update' }, 1, []],
])('hints for %s', (_what, description, parameters, items, wanted) => {
	expect(shown(description, parameters, items)).toEqual(
		wanted.map((message) => expect.stringMatching(message)),
	);
});

test('hints name fields as the panel does', () => {
	for (const { hints = [], properties } of [contact, openFrame, helpRequest]) {
		const labels = JSON.stringify(properties);
		const named = hints.flatMap(({ message }) => [...message.matchAll(/'([^']+)'/g)]);
		for (const [, label] of named) expect(labels).toContain(`"displayName":"${label}"`);
	}
});

test('the panel of the trigger says that a test does not move what is polled', () => {
	const { triggerPanel } = new ServiceNowCsmTrigger().description;
	expect(JSON.stringify(triggerPanel)).toMatch(/publish.*does not affect polling/s);
});
