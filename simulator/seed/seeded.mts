import { fixedSysId } from '../records/values.mts';

/**
 * sys_ids of the records that every instance starts with, by what they are. Those that ServiceNow's
 * samples mention keep the sys_id of the sample.
 */
export const seeded = {
	accounts: { boxeo: '86837a386f0331003b3c498f5d3ee4ca' },
	consumers: { petra: '59e788fbdb1b1200b6075200cf9619d2' },
	contacts: {
		george: 'ddce70866f9331003b3c498f5d3ee417',
		jane: '0a232a0013691200042ab3173244b075',
	},
	groups: {
		serviceDesk: fixedSysId('sys_user_group', 'Service Desk'),
		network: fixedSysId('sys_user_group', 'Network'),
	},
	helpActions: {
		/** Of the call that one supervisor helps with. */
		coaching: 'd25f034f3b4bfe101baa9f7e53e45a9f',
		/** Of the call that two supervisors help with. */
		monitoringToo: fixedSysId('supervisor_help_action', 'bulk monitor'),
		coachingToo: fixedSysId('supervisor_help_action', 'bulk coach'),
	},
	incidents: {
		/** In progress, with a configuration item. */
		mail: 'a9e30c7dc61122760116894de7bcc7bd',
		/** New. */
		wifi: 'c537bae64f411200adf9f8e18110c76e',
		closed: fixedSysId('incident', 'closed'),
	},
	interactions: {
		queuedChat: 'b243cde4208f1700964f959e0488dee8',
		/** A chat with a public fulfiller, a private fulfiller, and an observer. */
		conversation: '27f675e3739713004a905ee515f6a7c3',
		/** With the client session ID `a545t65678`. */
		call: '12961fff7fb2d2102d0cd3cf8c86652b',
		/** A call with one open help action. */
		coachedCall: 'd4dec70f3b4bfe101baa9f7e53e45a5d',
		/** A call with two open help actions. */
		twiceHelpedCall: 'cd87db433bcbfe101baa9f7e53e45a4d',
		closedChat: fixedSysId('interaction', 'closed'),
	},
	items: {
		mailServer: fixedSysId('cmdb_ci', 'Mail Server 01'),
		mail: fixedSysId('cmdb_ci_service', 'E-Mail'),
	},
	locations: { baltimore: '25ab8e460a0a0bb300857304ff811af5' },
	providerApplications: { chatConnector: '28a59893873103002ae97e2526cb0b5d' },
	queues: { supportChat: 'f3a50867b30303002186a72256a8dcb7' },
	roles: {
		admin: fixedSysId('sys_user_role', 'admin'),
		itil: fixedSysId('sys_user_role', 'itil'),
	},
	users: {
		/** Public fulfiller of the conversation. */
		agent: '0b10223c57a313005baaaa65ef94f970',
		/** Private fulfiller of the conversation. */
		privateAgent: fixedSysId('sys_user', 'agent.private'),
		/** Observer of the conversation, and who helps with the calls. */
		supervisor: fixedSysId('sys_user', 'supervisor.one'),
		/** Left the conversation. */
		formerAgent: fixedSysId('sys_user', 'agent.three'),
		phoneAgent: 'a8f98bb0eb32010045e1a5115206fe3a',
		secondPhoneAgent: fixedSysId('sys_user', 'agent.two'),
		secondSupervisor: fixedSysId('sys_user', 'supervisor.two'),
		caller: '62826bf03710200044e0bfc8bcbe5df1',
		opener: '46d44a23a9fe19810012d100cca80666',
	},
} as const satisfies Record<string, Record<string, string>>;
