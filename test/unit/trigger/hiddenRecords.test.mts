import { ChangeInstance, glide } from './changeInstance.mts';
import { activePoller, Poller } from './poller.mts';

const MINUTE_MS = 60_000;

const HOUR_MS = 60 * MINUTE_MS;

let instance: ChangeInstance;

beforeEach(() => {
	jest.useFakeTimers();
	jest.setSystemTime(new Date('2026-11-28T12:00:00Z'));
	instance = new ChangeInstance();
});

afterEach(() => jest.useRealTimers());

const pass = (milliseconds: number) => jest.advanceTimersByTime(milliseconds);

const active = async (parameters: object) => await activePoller(instance, parameters);

describe('records that are hidden from the user', () => {
	async function behind(hidden: number): Promise<Poller> {
		const poller = await active({});
		instance.cap = 2;
		const rows = Array.from({ length: hidden }, () => {
			pass(1000);
			return instance.insert();
		});
		instance.isHidden = (row) => rows.includes(row);
		pass(1000);
		return poller;
	}

	test('are passed over', async () => {
		const poller = await behind(40);
		const { sys_id } = instance.insert();
		expect(await poller.ids()).toEqual([sys_id]);
	});

	test('are said when they are too many', async () => {
		const poller = await behind(200);
		instance.insert();
		const { message, description } = await poller.error();
		expect(message).toBe('Too many records in a row are hidden from the ServiceNow user');
		expect(description).toBe(
			'The trigger passed over 50 pages without a record that the user may read, and did not reach the newest one. Ask an administrator to check the read ACLs of the table.',
		);
	});

	test('do not matter where the newest one is deleted while they are read', async () => {
		const poller = await behind(200);
		const newest = instance.insert();
		instance.meanwhile = () => {
			if (instance.asked.length > 40) instance.rows = instance.rows.filter((row) => row !== newest);
		};
		expect(await poller.poll()).toBeNull();
	});

	test('are no reason not to start, and may be the newest ones', async () => {
		instance.insert();
		pass(MINUTE_MS);
		const rows = Array.from({ length: 12 }, () => instance.insert());
		instance.isHidden = (row) => rows.includes(row);
		const poller = await active({});
		const { sys_id } = instance.insert();
		expect(await poller.ids()).toEqual([sys_id]);
	});
});

describe('where no record is to be seen', () => {
	test.each([
		[
			true,
			'The table customer_contact has records, and the ServiceNow user has no read access to them. Ask an administrator to check the read ACLs of the table.',
		],
		[
			false,
			'The instance returned an empty list without any condition: there is no contact yet, or the ServiceNow user has no read access to them. Ask an administrator to check the read ACLs of the table customer_contact; if there is none yet, create one first.',
		],
	])('and the instance counts (%j), it is said what to do', async (counts, description) => {
		instance.insert();
		instance.isHidden = () => true;
		instance.counts = counts;
		const error = await new Poller(instance, { event: 'contactCreated' }).error();
		expect(error).toMatchObject({ message: 'No contact can be read', description });
	});

	test('what comes within a day before the start is new', async () => {
		const poller = new Poller(instance, { event: 'contactCreated' });
		expect(await poller.poll()).toBeNull();
		const start = Date.now();
		pass(MINUTE_MS);
		instance.insert({ sys_created_on: glide(start - 25 * HOUR_MS) });
		const { sys_id } = instance.insert({ sys_created_on: glide(start - 23 * HOUR_MS) });
		expect(await poller.ids()).toEqual([sys_id]);
	});
});
