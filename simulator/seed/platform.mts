import { logins } from '../login/logins.mts';
import type { Store } from '../records/store.mts';
import { fixedSysId, type Row } from '../records/values.mts';
import { seeded } from './seeded.mts';

const { users } = seeded;

const named: Record<string, Row[]> = {
	sys_user_group: [
		{
			sys_id: seeded.groups.serviceDesk,
			name: 'Service Desk',
			description: 'First line of support',
			manager: users.supervisor,
		},
		{
			sys_id: seeded.groups.network,
			name: 'Network',
			manager: users.secondSupervisor,
		},
		{ name: 'Database', parent: seeded.groups.network },
	],
	sys_user_role: [
		{ sys_id: seeded.roles.admin, name: 'admin', description: 'Administrator' },
		{ sys_id: seeded.roles.itil, name: 'itil', description: 'Works on incidents' },
		{ name: 'user_admin', description: 'Manages users and groups' },
		{ name: 'csm_ws_integration', description: 'Web services of customer service' },
	],
	cmdb_ci: [
		{ sys_id: seeded.items.mailServer, name: 'Mail Server 01', ip_address: '192.0.2.25' },
		{ name: 'Edge Router 02', ip_address: '192.0.2.1' },
	],
	cmdb_ci_service: [
		{ sys_id: seeded.items.mail, name: 'E-Mail', busines_criticality: '1 - most critical' },
		{ name: 'Point of Sale', busines_criticality: '2 - somewhat critical' },
	],
};

const incidents: Row[] = [
	{
		sys_id: seeded.incidents.mail,
		number: 'INC0000046',
		short_description: 'Mail cannot be sent from the branch office',
		caller_id: users.caller,
		category: 'software',
		impact: '1',
		urgency: '2',
		priority: '2',
		state: '2',
		incident_state: '2',
		assignment_group: seeded.groups.serviceDesk,
		assigned_to: users.agent,
		cmdb_ci: seeded.items.mailServer,
		business_service: seeded.items.mail,
	},
	{
		sys_id: seeded.incidents.wifi,
		number: 'INC0000047',
		short_description: 'Unable to connect to office wifi',
		caller_id: users.opener,
		category: 'network',
		impact: '2',
		urgency: '2',
		priority: '3',
		incident_state: '1',
		assignment_group: seeded.groups.network,
	},
	{
		sys_id: seeded.incidents.closed,
		number: 'INC0000048',
		short_description: 'Request for a second screen',
		caller_id: users.caller,
		priority: '5',
		state: '7',
		incident_state: '7',
		active: 'false',
		close_code: 'Solved (Permanently)',
		close_notes: 'Delivered',
		closed_at: '2026-02-17 09:20:00',
		closed_by: users.agent,
	},
];

const members: [group: string, user: string][] = [
	[seeded.groups.serviceDesk, users.agent],
	[seeded.groups.serviceDesk, users.phoneAgent],
	[seeded.groups.network, users.secondPhoneAgent],
];

/** Groups, roles, configuration items, and incidents. */
export function seedPlatform(store: Store): void {
	for (const [table, rows] of Object.entries(named)) {
		for (const row of rows) store.insert(table, { sys_id: fixedSysId(table, row.name), ...row });
	}
	for (const incident of incidents) {
		store.insert('incident', {
			opened_at: '2026-02-16 08:05:00',
			opened_by: users.opener,
			...incident,
		});
	}
	for (const [group, user] of members) {
		const sys_id = fixedSysId('sys_user_grmember', group, user);
		store.insert('sys_user_grmember', { sys_id, group, user });
	}
	store.insert('sys_user_has_role', {
		sys_id: fixedSysId('sys_user_has_role', 'integration', 'itil'),
		role: seeded.roles.itil,
		user: logins.integration.sysId,
	});
}
