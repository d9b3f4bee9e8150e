import { useInstance } from '../support/instance.mts';
import { searchOf } from './editor.mts';
import { runOperation } from './operation.mts';

const instance = useInstance();

const open = (node: string) => ({ node, url: instance.url });

test('custom columns of contacts are those of the instance, with their types', async () => {
	const { results } = await searchOf(open('serviceNowContact'), 'contactCustomColumns');
	expect(results.map(({ value }) => value)).toEqual(['u_crm_id', 'u_loyalty_tier']);
	expect(results[1].name).toBe('Loyalty tier (u_loyalty_tier, string)');
});

test('columns are searched by their labels and names', async () => {
	const { results } = await searchOf(
		open('serviceNowOpenFrame'),
		'interactionColumns',
		'short desc',
	);
	expect(results.map(({ value }) => value)).toEqual(['short_description']);
});

test('the columns of a record stand in where the dictionary cannot be read', async () => {
	instance.settings.deniedTables = ['sys_dictionary'];
	const { results } = await searchOf(open('serviceNowContact'), 'contactCustomColumns');
	expect(results.map(({ value }) => value)).toEqual(['u_crm_id', 'u_loyalty_tier']);
	const { results: none } = await searchOf(open('serviceNowOpenFrame'), 'interactionColumns', '');
	expect(none.map(({ value }) => value)).toContain('short_description');
});

test('an instance that leaves the condition out offers no column of another table', async () => {
	instance.settings.queryAcls = [
		{ table: 'sys_dictionary', columns: '*', answer: 'drop', operators: 'all' },
	];
	const { results } = await searchOf(open('serviceNowOpenFrame'), 'phoneLogColumns');
	expect(results.map(({ value }) => value)).not.toContain('u_loyalty_tier');
});

test('a column of a phone log is sent by its name, however it is selected', async () => {
	const row = (mode: string, value: string) => ({ name: { __rl: true, mode, value }, value: 'x' });
	const { error } = await runOperation('voiceInteraction.create', instance.url, {
		userPhoneNumber: '+14089965744',
		additionalFields: {
			phoneLogs: {
				log: [{ call_id: '1', otherFields: { field: [row('list', 'outcome'), row('id', 'u_a')] } }],
			},
		},
	});
	expect(error).toBeUndefined();
	expect(instance.requests[0].body).toMatchObject({
		phoneLogs: [{ call_id: '1', outcome: 'x', u_a: 'x' }],
	});
});
