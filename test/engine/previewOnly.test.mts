import type { IDataObject } from 'n8n-workflow';
import { contract } from '../../contract/operations.mts';
import { useInstance } from '../support/instance.mts';
import { subjects } from '../campaign/subjects.mts';
import { byId } from './fill.mts';
import { runOperation } from './operation.mts';

const instance = useInstance();

const PREVIEW = { previewOnly: true };

test.each(subjects)('$id shows what it would send, and sends nothing', async (subject) => {
	const { id, parameters, values, plugin, roles } = subject;
	const items = values.map((value) => ({ value }));
	const { json, error } = await runOperation(
		id,
		instance.url,
		{ ...parameters, options: PREVIEW },
		{ items },
	);
	expect(error).toBeUndefined();
	expect(instance.requests).toEqual([]);
	expect(json).toHaveLength(3);
	const { method, path } = contract.find((each) => each.id === id)!;
	const pattern = new RegExp(`^${instance.url}${path.replace(/\{\w+\}/g, '[0-9a-f]{32}')}$`);
	for (const shown of json) {
		expect(shown).toMatchObject({ preview_only: true, method });
		expect(shown.url).toMatch(pattern);
		expect(shown.plugin).toBe(plugin);
		if (roles.length > 0) expect(shown.roles).toEqual(roles);
	}
	expect(new Set(json.map((shown) => JSON.stringify(shown))).size).toBe(new Set(values).size);
});

test.each<[string, IDataObject]>([
	[
		'voiceInteraction.create',
		{
			userPhoneNumber: '+1 (408) 996-5744',
			clientSessionId: 'call-1',
			reuseByClientSessionId: true,
		},
	],
	['contact.create', { email: 'Ann <ann@x.example>', reuseExistingContact: 'email' }],
	['contact.create', { email: 'Ann <ann@x.example>', options: { readBack: true } }],
])('%s %j sends nothing either, and shows the checked body', async (id, parameters) => {
	const options = { ...(parameters.options as IDataObject), ...PREVIEW };
	const { json } = await runOperation(id, instance.url, { ...parameters, options });
	expect(instance.requests).toEqual([]);
	expect(JSON.stringify(json[0].body)).toMatch(/"\+14089965744"|"ann@x\.example"/);
});

test('a list shows the query that it would send', async () => {
	const { json } = await runOperation('contact.getAll', instance.url, {
		sysparm_query: 'active=true',
		limit: 5,
		options: PREVIEW,
	});
	expect(json).toMatchObject([{ method: 'GET', query: { sysparm_query: expect.any(String) } }]);
	expect(instance.requests).toEqual([]);
});

test('what would be looked up first is said', async () => {
	const { json } = await runOperation('interaction.close', instance.url, {
		interaction_id: byId('IMS0000061'),
		options: PREVIEW,
	});
	expect(json[0]).toMatchObject({ looks_up_first: ['Interaction: number=IMS0000061'] });
	expect(instance.requests).toEqual([]);
});

test('an input that is refused is refused', async () => {
	const { error } = await runOperation('contact.create', instance.url, {
		email: 'ann@@x',
		options: PREVIEW,
	});
	expect(error?.message).toContain('"Email" is not an email address');
});
