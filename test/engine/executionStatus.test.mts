import { seeded } from '../../simulator/instance.mts';
import { useInstance } from '../support/instance.mts';
import { until } from '../support/eventually.mts';
import { runOperation } from './operation.mts';

const instance = useInstance();

const help = { interaction: seeded.interactions.coachedCall, action: 'coach' };

const withoutJoiner = (text = '') => text.replaceAll('\u2060', '');

test('a value that is "canceled" fails as others do', async () => {
	const { error, status } = await runOperation('supervisorHelpAction.create', instance.url, {
		...help,
		action: 'canceled',
	});
	expect(status).toBe('error');
	expect(withoutJoiner(error?.message)).toContain('"Action" is not one of its choices: "canceled"');
});

test('so does a rule of the instance that says "canceled"', async () => {
	instance.faults.add({
		fault: {
			kind: 'status',
			status: 403,
			message: 'Operation Failed',
			detail: "Operation was aborted by Business Rule 'Order was canceled'",
		},
	});
	const { error, status } = await runOperation('contact.create', instance.url, { last_name: 'A' });
	expect(status).toBe('error');
	expect(withoutJoiner(error?.message)).toContain('Order was canceled');
});

test('a stop by the user is shown as one', async () => {
	instance.faults.add({ fault: { kind: 'timeout' } });
	const running = runOperation(
		'contact.create',
		instance.url,
		{ last_name: 'A' },
		{
			onStart: (cancel) => void until('a request', () => instance.requests.length > 0).then(cancel),
		},
	);
	expect((await running).status).toBe('canceled');
});
