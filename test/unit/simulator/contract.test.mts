import { contract } from '../../../contract/operations.mts';
import { endpoints, readContract } from '../../../contract/readContract.mts';
import { operations } from '../../../simulator/apis/operations.mts';

const operationOf = (id: string) => contract.find((operation) => operation.id === id);
const pathsOf = (id: string) => operationOf(id)?.parameters.map(({ path }) => path) ?? [];

test('has no reference left', () => {
	expect(JSON.stringify(readContract())).not.toContain('"$ref"');
	expect(endpoints()).toHaveLength(10);
});

test('names a member of an object, and of a row, by its path', () => {
	const paths = pathsOf('voiceInteraction.create');
	expect(paths).toEqual(
		expect.arrayContaining(['interaction.userPhoneNumber', 'phoneLogs', 'phoneLogs[].agent']),
	);
	expect(paths).not.toContain('interaction');
});

test('lists an endpoint of three forms as three operations, each with its own parameters', () => {
	expect(pathsOf('supervisorHelpAction.create')).not.toContain('action_sys_id');
	expect(pathsOf('supervisorHelpAction.update')).toContain('action_sys_id');
	expect(pathsOf('supervisorHelpAction.endAll').sort()).toEqual(['end_time', 'interaction']);
	const samples = operationOf('supervisorHelpAction.endAll')?.samples ?? [];
	expect(samples.map(({ form }) => form)).toEqual(samples.map(() => 'supervisorHelpAction.endAll'));
	expect(samples.length).toBeGreaterThan(0);
});

describe('the simulator', () => {
	const of = (id: string) => {
		const found = operations().find(({ operationId }) => operationId === id);
		if (!found) throw new Error(`No operation ${id}`);
		return found;
	};

	test('checks bodies, but where an API ignores what it does not know or has its own words', () => {
		const unchecked = operations().filter(({ hasBody, checksBody }) => hasBody && !checksBody);
		expect(unchecked.map(({ operationId }) => operationId)).toEqual([
			'contact.create',
			'conversationMember.drop',
			'conversationMember.update',
		]);
	});

	test('reports and converts what it checks', () => {
		const query = { sysparm_limit: '5' };
		expect(of('contact.getAll').validate.query(query)).toEqual([]);
		expect(query).toEqual({ sysparm_limit: 5 });
		const [missing] = of('interaction.create').validate.body({});
		expect(missing.params).toEqual({ missingProperty: 'channel' });
		expect(of('contact.get').validate.path({})).toHaveLength(1);
		expect(of('contact.get').validate.query({})).toEqual([]);
	});
});
