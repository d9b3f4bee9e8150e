import { useInstance } from '../support/instance.mts';
import { send } from './client.mts';

const instance = useInstance();

const calls = '/api/now/table/interaction?sysparm_query=client_session_id=call-1';

async function createBoth(): Promise<{ call: string; contact: string }> {
	const interaction = { userPhoneNumber: '+13035065360', clientSessionId: 'call-1' };
	const call = await send(instance, 'POST', '/api/now/openframe/voice-interaction', {
		interaction,
	});
	const contact = await send(instance, 'POST', '/api/now/contact', { last_name: 'Late' });
	return { call: call.result.sysId as string, contact: contact.result as string };
}

test.each([
	[0, 1, 200],
	[3_600_000, 0, 404],
])('reads see what was created after %i ms at most', async (commitDelayMs, found, status) => {
	instance.settings.commitDelayMs = commitDelayMs;
	const { call, contact } = await createBoth();
	expect((await send(instance, 'GET', calls)).result).toHaveLength(found);
	expect((await send(instance, 'GET', `/api/now/contact/${contact}`)).status).toBe(status);
	// Whoever has its sys_id can change it all the same.
	const close = await send(instance, 'POST', `/api/now/interaction/${call}/close`);
	expect(close.status).toBe(200);
});
