import {
	alreadyWordings,
	logins,
	retryAfters,
	seeded,
	variants,
	type Fault,
} from '../../simulator/instance.mts';
import { useInstancePerTest } from '../support/instance.mts';
import { runOperation } from './operation.mts';

const instance = useInstancePerTest();

const { conversation, call } = seeded.interactions;
const options = { maxWait: 0 };

const login = ({ userName, password }: { userName: string; password: string }) => ({
	authentication: 'basicAuth' as const,
	credentials: { username: userName, password },
});

/** Runs an operation that must fail. @returns what the user reads */
async function failing(id: string, parameters: object, more: object = {}): Promise<string> {
	const given = { ...parameters, options };
	const { error } = await runOperation(id, instance.url, given, more);
	if (!error) throw new Error('It succeeded');
	const text = `${error.message} ${error.description}`;
	expect(text).not.toMatch(/undefined|\[object/);
	return text;
}

test.each(['sysId', 'object'] as const)('a new contact is answered as %s', async (form) => {
	instance.settings.contactResult = form;
	const { json } = await runOperation('contact.create', instance.url, { last_name: 'New' });
	const made = [...instance.store.table('customer_contact').values()].at(-1);
	expect(json).toMatchObject([{ sys_id: made?.sys_id }]);
});

describe.each(['detail', 'message', 'result', 'success'] as const)(
	'an exception of Conversation Member as %s',
	(form) => {
		test.each([
			['User is not a member', { user_id: 'f'.repeat(32), interaction_id: conversation }],
			['not a third party interaction', { user_id: seeded.users.agent, interaction_id: call }],
		])('says: %s', async (text, parameters) => {
			instance.settings.memberRefusals = form;
			expect(await failing('conversationMember.drop', parameters)).toContain(text);
		});
	},
);

test.each(alreadyWordings.map((_, index) => index))(
	'an agent who has joined counts as done, wording %i',
	async (index) => {
		instance.settings.alreadyWording = index;
		const { json } = await runOperation('conversationMember.update', instance.url, {
			user_id: seeded.users.agent,
			interaction_id: conversation,
			options: { alreadyIsDone: true },
		});
		expect(json).toMatchObject([{ success: true, already: true }]);
	},
);

test.each(['refused', 'failure'] as const)('a locked type is an error: %s', async (lockedType) => {
	instance.settings.lockedType = lockedType;
	const text = await failing('voiceInteraction.update', {
		interactionSysId: call,
		additionalFields: { additionalParamsJson: '{ "type": "chat" }' },
	});
	if (lockedType === 'refused') expect(text).toContain('read only: Type');
	expect(text).not.toMatch(/the role/);
});

test.each([false, true])('a call-back that is taken up is a recorded call: %s', async (reuse) => {
	instance.settings.reuseCallbacks = reuse;
	const { sys_id: callback } = instance.store.insert('interaction', {
		type: 'callback',
		state: 'work_in_progress',
		number: 'IMS0000001',
		inbound_id: 'genesys-voice',
		user_phone_number: '+14089965744',
		caller_phone_number: '+13035065360',
	});
	const { json } = await runOperation('voiceInteraction.create', instance.url, {
		userPhoneNumber: '+14089965744',
		inboundId: 'genesys-voice',
		additionalFields: { callbackPhoneNumber: '+13035065360' },
	});
	expect(json[0].sysId === callback).toBe(reuse);
	expect(instance.store.get('interaction', String(json[0].sysId))).toBeDefined();
});

test('a login without an explicit role, and one that must not use Basic, is told so', async () => {
	const get = { contactId: seeded.contacts.jane, id: seeded.contacts.jane };
	instance.settings.explicitRoles = true;
	expect(await failing('contact.get', get, login(logins.withoutInternal))).toMatch(/role/);
	instance.settings.basicAuthRestricted = true;
	expect(await failing('contact.get', get, login(logins.integration))).toContain(
		'ServiceNow rejected the credential',
	);
});

test.each(retryAfters().flatMap((retryAfter) => [0, 1].map((maxWait) => [retryAfter, maxWait])))(
	'Retry-After: %s is no leave to hammer for %s s',
	async (retryAfter, maxWait) => {
		instance.faults.add({ fault: { status: 429, retryAfter } });
		const parameters = { id: seeded.contacts.jane, options: { maxWait } };
		const { error } = await runOperation('contact.get', instance.url, parameters);
		expect(error?.message).toMatch(/too many requests|asked n8n to wait/);
		expect(instance.requests.length).toBeLessThan(8);
	},
);

describe.each(Object.entries(variants))('%s', (kind, faults) => {
	test.each(
		(faults as Fault[]).map((fault) => [JSON.stringify(fault).slice(0, 90), fault] as const),
	)('is no success, whatever it says: %s', async (_, fault) => {
		instance.faults.add({ fault });
		const read = await failing('contact.getAll', { returnAll: false, limit: 4 });
		const written = await failing('contact.create', { last_name: 'New' });
		if (kind === 'cutOff' || kind === 'cutInRow') expect(read).toMatch(/cut off/i);
		if (kind === 'quota500') expect(written).toMatch(/may have been|check on the instance/i);
		if (['gatewayPage', 'proxyAuth'].includes(kind)) expect(read).toMatch(/proxy|gateway/i);
	});
});
