import { logins, seeded } from '../../simulator/instance.mts';
import { basic, send } from './client.mts';
import { useInstance } from '../support/instance.mts';

const instance = useInstance();

const { groups, users } = seeded;
const stats = (query: string, table = 'incident') =>
	send(instance, 'GET', `/api/now/stats/${table}?${query}`);

beforeEach(() => {
	const { store } = instance;
	store.table('incident').clear();
	const rows: [string, string, string][] = [
		['1', '5', groups.serviceDesk],
		['2', '', groups.serviceDesk],
		['3', '2', groups.network],
		['3', '1', ''],
	];
	rows.forEach(([priority, reassignment_count, assignment_group], index) => {
		const number = `INC000000${index}`;
		store.insert('incident', { number, priority, reassignment_count, assignment_group });
	});
});

test('answers as the documented sample does', async () => {
	const { status, result } = await stats(
		'sysparm_avg_fields=reassignment_count,priority&sysparm_group_by=assignment_group',
	);
	const group = (value: string, reassignment_count: string, priority: string) => ({
		stats: { avg: { reassignment_count, priority } },
		groupby_fields: [{ field: 'assignment_group', value }],
	});
	expect(status).toBe(200);
	expect(result).toHaveLength(3);
	expect(result).toEqual(
		expect.arrayContaining([
			group('', '1.0000', '3.0000'),
			group(groups.serviceDesk, '5.0000', '1.5000'),
			group(groups.network, '2.0000', '3.0000'),
		]),
	);
});

test.each<[string, unknown]>([
	['sysparm_count=true', { count: '4' }],
	['sysparm_count=true&sysparm_query=priority>2', { count: '2' }],
	['sysparm_count=true&priority=3', { count: '2' }],
	['sysparm_count=true&sysparm_query=number=none', { count: '0' }],
	['sysparm_count=false', {}],
	['', {}],
	[
		'sysparm_min_fields=priority,number&sysparm_max_fields=reassignment_count&sysparm_sum_fields=priority',
		{
			min: { priority: '1', number: 'INC0000000' },
			max: { reassignment_count: '5' },
			sum: { priority: '9' },
		},
	],
	[
		'sysparm_avg_fields=close_notes&sysparm_sum_fields=close_notes',
		{ avg: { close_notes: '' }, sum: { close_notes: '0' } },
	],
])('calculates %s', async (query, wanted) => {
	const { result, headers } = await stats(query);
	expect(result).toEqual({ stats: wanted });
	expect(headers.get('x-simulator-ignored')).toBeNull();
});

test.each<[string, string[]]>([
	['', ['1', '2', '3']],
	['&sysparm_order_by=priority^DESC', ['3', '2', '1']],
	['&sysparm_order_by=COUNT^DESC,priority', ['3', '1', '2']],
	['&sysparm_order_by=SUM^reassignment_count', ['2', '3', '1']],
	['&sysparm_having=count^priority^>^1', ['3']],
	['&sysparm_having=sum^reassignment_count^>=^3,count^state^=^1', ['1']],
])('groups by priority%s', async (more, wanted) => {
	const { result } = await stats(`sysparm_count=true&sysparm_group_by=priority${more}`);
	const found = result as { groupby_fields: { value: string }[]; stats: { count: string } }[];
	expect(found.map(({ groupby_fields }) => groupby_fields[0].value)).toEqual(wanted);
	expect(found.every(({ stats: { count } }) => Number(count) > 0)).toBe(true);
});

test('puts the aggregate of a condition beside the others', async () => {
	const { result } = await stats(
		'sysparm_group_by=priority&sysparm_having=avg^reassignment_count^>^4',
	);
	expect(result).toEqual([
		{
			stats: { avg: { reassignment_count: '5.0000' } },
			groupby_fields: [{ field: 'priority', value: '1' }],
		},
	]);
});

test('shows display values, and follows references', async () => {
	const group = 'sysparm_count=true&sysparm_query=priority=1&sysparm_group_by=assignment_group';
	const both = await stats(`${group},assignment_group.manager&sysparm_display_value=all`);
	expect(both.result[0].groupby_fields).toEqual([
		{ field: 'assignment_group', value: groups.serviceDesk, display_value: 'Service Desk' },
		{ field: 'assignment_group.manager', value: users.supervisor, display_value: 'Dmitri Okafor' },
	]);
	const shown = await stats(`${group}&sysparm_display_value=true`);
	expect(shown.result[0].groupby_fields).toEqual([
		{ field: 'assignment_group', display_value: 'Service Desk' },
	]);
});

test('says what it ignores, and refuses what a list refuses', async () => {
	const query = [
		'sysparm_avg_fields=no_such,priority',
		'sysparm_group_by=nothing',
		'sysparm_having=median^priority^>^1',
		'sysparm_order_by=wrong',
		'sysparm_query=color=red',
		'sysparm_view=mobile',
	].join('&');
	const { headers } = await stats(query);
	for (const part of [
		'avg of no_such',
		'group by nothing',
		'having median',
		'order by wrong',
		'color=red',
		'sysparm_view',
	]) {
		expect(headers.get('x-simulator-ignored')).toContain(part);
	}
	expect((await stats('', 'u_none')).status).toBe(400);
	expect((await stats('', 'problem')).status).toBe(501);
	expect((await stats('sysparm_query=priorityVALCHANGES')).status).toBe(501);
	expect((await send(instance, 'POST', '/api/now/stats/incident', {})).status).toBe(405);
	const limited = basic(logins.limited);
	const path = '/api/now/v1/stats/incident?sysparm_count=true';
	expect((await send(instance, 'GET', path, undefined, limited)).status).toBe(403);
	expect((await send(instance, 'GET', path)).result.stats.count).toBe('4');
});
