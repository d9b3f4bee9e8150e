import { CHOICE_LISTS } from '../../nodes/shared/fields/choiceLists';
import { choicesOf, type OpenNode } from './editor.mts';
import { runOperation } from './operation.mts';
import { useInstance } from '../support/instance.mts';

const instance = useInstance();

type Choice = Record<'name' | 'value' | 'label', string> & Record<string, string>;

function open(options: Partial<OpenNode> = {}): OpenNode {
	return { node: 'serviceNowContact', url: instance.url, ...options };
}

/** Leaves only these rows in the choice lists of the instance. */
function customize(element: string, choices: Choice[]): void {
	instance.store.table('sys_choice').clear();
	choices.forEach((choice, index) =>
		instance.store.insert('sys_choice', { element, sequence: String(index), ...choice }),
	);
}

function namesAndValues(choices: Array<{ name: string; value: unknown }>) {
	return choices.map(({ name, value }) => [name, value]);
}

const documented = CHOICE_LISTS.agent_status.documented.map(({ label, value }) => [label, value]);

describe.each(Object.entries(CHOICE_LISTS))('%s', (column, list) => {
	test('comes from the instance, with values of the documented type', async () => {
		const choices = await choicesOf(open(), column);
		const values = choices.map(({ value }) => value);
		expect(values.sort()).toEqual(list.documented.map(({ value }) => value).sort());
		expect(choices.map(({ description }) => description).filter(Boolean)).toEqual([]);
	});

	test('is the documented one where the instance has none', async () => {
		customize(column, []);
		const choices = await choicesOf(open(), column);
		expect(namesAndValues(choices)).toEqual(
			list.documented.map(({ label, value }) => [label, value]),
		);
		expect(choices[0].description).toContain('could not be read');
	});
});

test('the labels, the order and the choices of the instance', async () => {
	customize('agent_status', [
		{ name: 'customer_contact', value: 'Travelling', label: 'Travelling', sequence: '20' },
		{ name: 'customer_contact', value: 'On break', label: 'At lunch', sequence: '3' },
		{ name: 'customer_contact', value: 'Off work', label: 'Off', inactive: 'true' },
		{ name: 'interaction', value: 'new', label: 'Of another table' },
	]);
	expect(namesAndValues(await choicesOf(open(), 'agent_status'))).toEqual([
		['At lunch', 'On break'],
		['Travelling', 'Travelling'],
	]);
});

test('a contact has the choices of users, unless contacts have their own', async () => {
	const ofUsers = { name: 'sys_user', value: 'On break', label: 'Of users' };
	customize('agent_status', [ofUsers]);
	expect(namesAndValues(await choicesOf(open(), 'agent_status'))).toEqual([
		['Of users', 'On break'],
	]);
	const ofContacts = { name: 'customer_contact', value: 'Travelling', label: 'Of contacts' };
	customize('agent_status', [ofUsers, ofContacts]);
	expect(namesAndValues(await choicesOf(open(), 'agent_status'))).toEqual([
		['Of contacts', 'Travelling'],
	]);
});

test('each choice once, though it has a row in each language', async () => {
	const name = 'sys_user';
	const french = { name, value: 'On break', label: 'En pause', language: 'fr' };
	customize('agent_status', [french, { name, value: 'On break', label: 'On break' }]);
	expect(namesAndValues(await choicesOf(open(), 'agent_status'))).toEqual([
		['On break', 'On break'],
	]);
	customize('agent_status', [french]);
	expect(namesAndValues(await choicesOf(open(), 'agent_status'))).toEqual([
		['En pause', 'On break'],
	]);
});

test.each([
	['the user has no right to it', () => (instance.settings.deniedTables = ['sys_choice'])],
	['the instance does not know it', () => fault({ status: 404 })],
	['the instance hibernates', () => fault({ kind: 'hibernating' })],
	['the instance is away', () => instance.goAway(60_000)],
	['the answer is no list', () => fault({ kind: 'wrongShape' })],
])('the documented choices where %s', async (_reason, arrange) => {
	arrange();
	expect(namesAndValues(await choicesOf(open(), 'agent_status'))).toEqual(documented);
});

test('the documented choices where the credential must not be sent', async () => {
	const choices = await choicesOf(open({ url: 'http://instance.example.com' }), 'agent_status');
	expect(namesAndValues(choices)).toEqual(documented);
});

function fault(what: object): void {
	instance.faults.add({ fault: what as never });
}

describe('a list that is not whole is none', () => {
	test.each([
		['conditions are dropped', () => acl('drop')],
		['conditions are refused', () => acl('refuse')],
		['the table shows no rows', () => (instance.settings.unreadableTables = ['sys_choice'])],
		['rows come without columns', () => (instance.settings.emptyRows = { sys_choice: 1 })],
		['every read is cut off', () => fault({ kind: 'cutOff', keep: 2 })],
		['every read is cut in mid-row', () => fault({ kind: 'cutInRow' })],
	])('%s', async (_what, arrange) => {
		arrange();
		const choices = await choicesOf(open(), 'agent_status');
		expect(namesAndValues(choices)).toEqual(documented);
		expect(choices[0].description).toContain('could not be read');
		expect(instance.requests.length).toBeLessThanOrEqual(4);
	});

	test('an order that is dropped leaves the choices', async () => {
		acl('drop', 'range');
		instance.settings.unstableOrder = true;
		const name = 'sys_user';
		const sequences = ['10', '9', '30', '2', '1'];
		customize(
			'agent_status',
			sequences.map((sequence) => ({ name, value: sequence, label: sequence, sequence })),
		);
		const choices = await choicesOf(open(), 'agent_status');
		expect(choices.map(({ value }) => value)).toEqual(['1', '2', '9', '10', '30']);
	});

	test('a read that is cut off once is read again', async () => {
		instance.faults.add({ times: 1, fault: { kind: 'cutOff', keep: 2 } });
		const choices = await choicesOf(open(), 'agent_status');
		expect(choices.map(({ description }) => description).filter(Boolean)).toEqual([]);
	});

	test('a cap of the instance costs no choice, and no more than four requests', async () => {
		instance.settings.rowCap = { sys_choice: 2 };
		const choices = await choicesOf(open(), 'agent_status');
		expect(choices).toHaveLength(documented.length);
		expect(instance.requests.length).toBeLessThanOrEqual(4);
	});

	test('a choice that is no number is left out of a list of numbers', async () => {
		customize('notification', [
			{ name: 'sys_user', value: '2', label: 'Enabled' },
			{ name: 'sys_user', value: 'some', label: 'Some' },
		]);
		expect(namesAndValues(await choicesOf(open(), 'notification'))).toEqual([['Enabled', 2]]);
	});
});

function acl(answer: 'drop' | 'refuse', operators: 'range' | 'all' = 'all'): void {
	instance.settings.queryAcls = [{ table: 'sys_choice', columns: '*', answer, operators }];
}

test.each(['basicAuth', 'apiKey', 'oAuth2'] as const)(
	'with the login %s',
	async (authentication) => {
		customize('agent_status', [{ name: 'sys_user', value: 'Travelling', label: 'Travelling' }]);
		const choices = await choicesOf(open({ authentication }), 'agent_status');
		expect(namesAndValues(choices)).toEqual([['Travelling', 'Travelling']]);
	},
);

test('a choice that the instance has added is sent as it was picked', async () => {
	const { error } = await runOperation('contact.create', instance.url, {
		additionalFields: { notification: 3 },
		userAccountFields: { agent_status: 'Travelling' },
	});
	expect(error).toBeUndefined();
	expect(instance.requests.at(-1)?.body).toEqual({ agent_status: 'Travelling', notification: 3 });
});

test('what no list can hold is refused', async () => {
	const long = { agent_status: 'x'.repeat(41) };
	const { error } = await runOperation('contact.create', instance.url, { userAccountFields: long });
	expect(error?.message).toContain(
		'"Agent Status Name or ID" has 41 characters; ServiceNow stores at most 40',
	);
	const word = { notification: '={{ "often" }}' };
	const other = await runOperation('contact.create', instance.url, { additionalFields: word });
	expect(other.error?.message).toContain(
		'"Notification Name or ID" is not one of its choices: "often"',
	);
	expect(instance.requests).toEqual([]);
});
