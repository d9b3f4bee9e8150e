import { logins } from '../login/logins.mts';
import type { Store } from '../records/store.mts';
import { fixedSysId, type Row } from '../records/values.mts';
import { seeded } from './seeded.mts';

const { users } = seeded;

const named: Record<string, Row[]> = {
	customer_account: [
		{ sys_id: seeded.accounts.boxeo, name: 'Boxeo', number: 'ACCT0000001', industry: 'Retail' },
		...[
			['Northlight Energy', 'Utilities'],
			['Harbour & Finch', 'Insurance'],
			['Quillfield Foods', 'Food'],
			['Meridian Rail', 'Transport'],
			['Kestrel Broadband', 'Telecommunications'],
			['Tamarind Health', 'Healthcare'],
			['Old Mill Outfitters', 'Retail'],
		].map(([name, industry], index) => ({
			name,
			industry,
			number: `ACCT${String(index + 2).padStart(7, '0')}`,
		})),
	].map((account) => ({ customer: 'true', ...account })),
	core_company: [
		{ sys_id: seeded.accounts.boxeo, name: 'Boxeo', customer: 'true' },
		{ name: 'Northlight Energy', city: 'Aberdeen', customer: 'true' },
		{ name: 'Harbour & Finch', city: 'Boston', customer: 'true' },
		{ name: 'Meridian Rail', city: 'Lyon', customer: 'true' },
		{ name: 'Kestrel Broadband', city: 'Dublin', vendor: 'true' },
	],
	csm_consumer: [
		{
			sys_id: seeded.consumers.petra,
			name: 'Petra Lindqvist',
			first_name: 'Petra',
			last_name: 'Lindqvist',
			email: 'petra.lindqvist@example.com',
			phone: '+46855501234',
		},
	],
	sn_customerservice_case: [
		{
			number: 'CS0000001',
			short_description: 'Invoice shows a returned item',
			state: '1',
			account: seeded.accounts.boxeo,
			contact: seeded.contacts.george,
		},
		{ number: 'CS0000002', short_description: 'Order not delivered', state: '10' },
	],
	cmn_location: [
		{
			sys_id: seeded.locations.baltimore,
			name: '100 South Charles Street, Baltimore',
			country: 'USA',
		},
		{ name: 'Aberdeen Harbour', city: 'Aberdeen', country: 'GBR' },
		{ name: 'Lyon Part-Dieu', city: 'Lyon', country: 'FRA' },
		{ name: 'Dublin Docklands', city: 'Dublin', country: 'IRL' },
	],
	cmn_department: ['Customer Support', 'IT', 'Finance', 'Field Service', 'Sales'].map(
		(name, index) => ({ name, id: `D${100 + index}` }),
	),
	cmn_building: ['Cardinal West', 'Cardinal East', 'Finch House'].map((name) => ({
		name,
		location: seeded.locations.baltimore,
		floors: '6',
	})),
	cmn_cost_center: ['Support Europe', 'Support Americas', 'Shared Services'].map((name, index) => ({
		name,
		code: String(1345 + index),
	})),
	cmn_schedule: [
		{ name: '8-5 weekdays', time_zone: 'US/Eastern' },
		{ name: '24 x 7', time_zone: 'UTC' },
		{ name: 'European office hours', time_zone: 'Europe/Paris' },
	],
	sys_perspective: ['CSM Configurable Workspace', 'Self Service', 'Agent Home'].map((title) => ({
		title,
		name: title,
		active: 'true',
	})),
	ldap_server_config: ['Corporate Directory', 'Partner Directory'].map((name) => ({
		name,
		active: 'true',
	})),
	time_sheet_policy: ['Default Policy', 'Field Service Policy'].map((name) => ({
		name,
		active: 'true',
	})),
	awa_queue: [
		{ sys_id: seeded.queues.supportChat, name: 'Customer Support Chat', active: 'true' },
		{ name: 'Voice - General', active: 'true' },
		{ name: 'Voice - Billing', active: 'true' },
		{ name: 'Messaging - Europe', active: 'true' },
		{ name: 'Retired Queue', active: 'false' },
	],
	sys_cs_provider_application: [
		{
			sys_id: seeded.providerApplications.chatConnector,
			name: 'Chat Connector',
			inbound_id: 'chat-connector',
			provider: 'VirtualAgent',
		},
		{ name: 'Genesys Voice', inbound_id: 'genesys-voice', provider: 'Genesys' },
		{ name: 'Amazon Connect Voice', inbound_id: 'amazon-connect', provider: 'Amazon Connect' },
		{ name: 'Twilio Messaging', inbound_id: 'twilio-messaging', provider: 'Twilio' },
	],
};

const people: [sysId: string, userName: string, name: string, title: string][] = [
	[logins.integration.sysId, 'integration', 'Integration User', 'Integration'],
	[logins.limited.sysId, 'limited', 'Limited User', 'Integration'],
	[logins.mfa.sysId, 'mfa', 'Second Factor', 'Administrator'],
	[logins.webService.sysId, 'web.service', 'Web Service', 'Integration'],
	[logins.withoutInternal.sysId, 'agent.api', 'Agent API', 'Integration'],
	[users.agent, 'agent.chat', 'Amira Solberg', 'Chat Agent'],
	[users.phoneAgent, 'agent.phone', 'Tomas Ekwueme', 'Phone Agent'],
	[users.caller, 'caller.internal', 'Lucia Brandt', 'Account Manager'],
	[users.opener, 'opener', 'Noor Halloran', 'Account Manager'],
	[users.supervisor, 'supervisor.one', 'Dmitri Okafor', 'Supervisor'],
	[users.privateAgent, 'agent.private', 'Saskia Pereira', 'Chat Agent'],
	[users.secondSupervisor, 'supervisor.two', 'Yuki Marchetti', 'Supervisor'],
	[users.secondPhoneAgent, 'agent.two', 'Leon Achterberg', 'Phone Agent'],
	[users.formerAgent, 'agent.three', 'Maeve Contreras', 'Chat Agent'],
];

/** Accounts, companies, places, users, queues and providers. */
export function seedOrganization(store: Store): void {
	for (const [table, rows] of Object.entries(named)) {
		for (const row of rows) {
			store.insert(table, {
				sys_id: fixedSysId(table, row.name ?? row.title ?? row.number),
				...row,
			});
		}
	}
	const [department] = store.table('cmn_department').keys();
	for (const [sys_id, user_name, name, title] of people) {
		const [first_name, last_name] = name.split(' ');
		store.insert('sys_user', {
			sys_id,
			user_name,
			name,
			first_name,
			last_name,
			title,
			department,
			email: `${user_name}@example.com`,
		});
	}
}
