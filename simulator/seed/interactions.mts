import type { Store } from '../records/store.mts';
import { fixedSysId, type Row } from '../records/values.mts';
import { seeded } from './seeded.mts';

const { helpActions: helpActionIds, interactions: ids, users } = seeded;
const chatChannel = seeded.providerApplications.chatConnector;

const interactions: Row[] = [
	{
		sys_id: ids.queuedChat,
		number: 'IMS0000060',
		state: 'queued',
		channel: chatChannel,
		u_third_party: 'true',
		queue: seeded.queues.supportChat,
		opened_for: users.opener,
		context_document: '3a43cde4208f1700964f959e0488dee7',
		context_table: 'interaction_json_blob',
		channel_metadata_document: 'fa43cde4208f1700964f959e0488dee8',
		channel_metadata_table: 'live_group_profile',
	},
	{
		sys_id: ids.conversation,
		number: 'IMS0000061',
		state: 'work_in_progress',
		channel: chatChannel,
		u_third_party: 'true',
		queue: seeded.queues.supportChat,
		assigned_to: users.agent,
	},
	{
		sys_id: ids.call,
		number: 'IMS0000052',
		state: 'work_in_progress',
		channel: 'phone',
		type: 'phone',
		direction: 'inbound',
		short_description: 'Question about an invoice',
		assigned_to: users.phoneAgent,
		user_phone_number: '+1303506536',
		caller_phone_number: '+14089965744',
		client_session_id: 'a545t65678',
	},
	{
		sys_id: ids.coachedCall,
		number: 'IMS0000062',
		state: 'work_in_progress',
		channel: 'phone',
		type: 'phone',
		assigned_to: users.phoneAgent,
	},
	{
		sys_id: ids.twiceHelpedCall,
		number: 'IMS0000063',
		state: 'work_in_progress',
		channel: 'phone',
		type: 'phone',
		assigned_to: users.secondPhoneAgent,
	},
	{
		sys_id: ids.closedChat,
		number: 'IMS0000059',
		state: 'closed_complete',
		channel: chatChannel,
		u_third_party: 'true',
		assigned_to: users.agent,
		closed_by: users.agent,
		closed_at: '2026-02-17 16:40:12',
	},
];

const members: [user: string, memberType: string, active: string][] = [
	[users.agent, 'public_fulfiller', 'true'],
	[users.privateAgent, 'private_fulfiller', 'true'],
	[users.supervisor, 'observer', 'true'],
	[users.formerAgent, 'public_fulfiller', 'false'],
];

const helpActions: Row[] = [
	{
		sys_id: helpActionIds.coaching,
		interaction: ids.coachedCall,
		action: 'coach',
		start_time: '2026-02-18 11:05:00',
	},
	{
		sys_id: helpActionIds.monitoringToo,
		interaction: ids.twiceHelpedCall,
		action: 'monitor',
		start_time: '2026-02-18 11:10:00',
	},
	{
		sys_id: helpActionIds.coachingToo,
		interaction: ids.twiceHelpedCall,
		action: 'coach',
		start_time: '2026-02-18 11:15:30',
	},
];

/** Interactions, their members and the help they got. */
export function seedInteractions(store: Store): void {
	for (const interaction of interactions) {
		store.insert('interaction', { opened_at: '2026-02-18 11:00:00', ...interaction });
	}
	for (const [user, member_type, active] of members) {
		store.insert('sys_cs_conversation_member', {
			sys_id: fixedSysId('sys_cs_conversation_member', user),
			interaction: ids.conversation,
			user,
			member_type,
			active,
		});
	}
	for (const interaction of [ids.coachedCall, ids.twiceHelpedCall]) {
		const helpRequest = store.insert('interaction_help_request', {
			sys_id: fixedSysId('interaction_help_request', interaction),
			number: interaction === ids.coachedCall ? 'IHR0000011' : 'IHR0000012',
			interaction,
			state: 'accepted',
			requested_by: store.get('interaction', interaction)?.assigned_to ?? '',
			reason: 'Caller asks for a supervisor',
		});
		for (const action of helpActions.filter((one) => one.interaction === interaction)) {
			store.insert('supervisor_help_action', {
				...action,
				help_request: helpRequest.sys_id,
				supervisor: users.supervisor,
			});
		}
	}
}
