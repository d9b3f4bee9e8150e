import type { IDataObject } from 'n8n-workflow';
import { seeded } from '../../simulator/instance.mts';
import { useInstance } from '../support/instance.mts';
import { byId } from './fill.mts';
import { runOperation } from './operation.mts';
import { mapped } from '../support/mapped.mts';

const instance = useInstance();

const CALL = { userPhoneNumber: '+14089965744' };

async function record(parameters: IDataObject) {
	const { error } = await runOperation('voiceInteraction.create', instance.url, {
		...CALL,
		...parameters,
	});
	return { error, body: instance.requests.at(-1)?.body as IDataObject | undefined };
}

test('what every call has is sent where the API has it', async () => {
	const { error, body } = await record({
		clientSessionId: 'call-1',
		direction: 'INBOUND',
		short_description: 'Question about an invoice',
		inboundId: 'genesys-voice',
		relatedContact: byId(seeded.contacts.george),
		additionalParams: mapped({ work_notes: 'Called twice' }),
		additionalFields: {
			relatedRecords: {
				record: [{ documentTable: 'csm_consumer', documentId: byId(seeded.consumers.petra) }],
			},
		},
	});
	expect(error).toBeUndefined();
	expect(body).toEqual({
		interaction: {
			...CALL,
			clientSessionId: 'call-1',
			inboundId: 'genesys-voice',
			additionalParams: {
				direction: 'inbound',
				short_description: 'Question about an invoice',
				work_notes: 'Called twice',
			},
		},
		relatedRecords: [
			{ documentTable: 'customer_contact', documentId: seeded.contacts.george },
			{ documentTable: 'csm_consumer', documentId: seeded.consumers.petra },
		],
	});
});

test('nothing is sent of what was left empty', async () => {
	const { body } = await record({ direction: '', short_description: '', clientSessionId: '' });
	expect(body).toEqual({ interaction: CALL });
});

test('a contact that is related twice is sent once', async () => {
	const row = { documentTable: 'customer_contact', documentId: seeded.contacts.george };
	const { body } = await record({
		relatedContact: byId(seeded.contacts.george),
		additionalFields: { relatedRecordsJson: JSON.stringify([row]) },
	});
	expect(body?.relatedRecords).toEqual([row]);
});

test.each([
	[
		{ direction: 'inbound', additionalFields: { additionalParamsJson: '{ "direction": "x" }' } },
		'"Additional Params (JSON)" contains direction',
	],
	[
		{
			additionalFields: {
				relatedRecords: { record: [{ documentTable: 'customer_account', documentId: byId('') }] },
			},
		},
		'"Related Records: Document ID" (relatedRecords[0].documentId) is empty',
	],
	[{ relatedContact: byId('George') }, '"Related Contact" is not a sys_id: "George"'],
	[{ direction: 'sideways' }, '"Direction" is not one of its choices: "sideways"'],
])('%j is refused, and nothing is sent', async (parameters, message) => {
	const { error } = await record(parameters);
	expect(error?.message).toContain(message);
	expect(instance.requests).toEqual([]);
});

test('in an update a column that is set in two fields is refused too', async () => {
	const { error } = await runOperation('voiceInteraction.update', instance.url, {
		interactionSysId: byId(seeded.interactions.call),
		additionalParams: mapped({ direction: 'inbound' }),
		additionalFields: {
			direction: 'outbound',
		},
	});
	expect(error?.message).toContain('"Additional Params" contains direction');
	expect(instance.requests).toEqual([]);
});

test('the phones of a contact, and what it has as a user, go to the same body', async () => {
	const { error } = await runOperation('contact.create', instance.url, {
		phone: 'tel:+1-317-222-5555',
		mobile_phone: '+13172225556',
		additionalFields: { vip: true },
		userAccountFields: { user_name: 'ann.lee' },
	});
	expect(error).toBeUndefined();
	expect(instance.requests[0].body).toEqual({
		phone: '+13172225555',
		mobile_phone: '+13172225556',
		vip: true,
		user_name: 'ann.lee',
	});
});
