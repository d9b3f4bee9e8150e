import type { Store } from '../records/store.mts';
import { fixedSysId, type Row } from '../records/values.mts';
import { documentedQueue, users } from './organization.mts';

const chatChannel = '28a59893873103002ae97e2526cb0b5d';

/** sys_ids of the interactions that the documented samples mention. */
const ids = {
	toClose: 'b243cde4208f1700964f959e0488dee8',
	conversation: '27f675e3739713004a905ee515f6a7c3',
	voice: '12961fff7fb2d2102d0cd3cf8c86652b',
	helped: 'd4dec70f3b4bfe101baa9f7e53e45a5d',
	helpedInBulk: 'cd87db433bcbfe101baa9f7e53e45a4d',
};

const interactions: Row[] = [
	{
		sys_id: ids.toClose,
		number: 'IMS0000060',
		state: 'queued',
		channel: chatChannel,
		queue: documentedQueue,
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
		queue: documentedQueue,
		assigned_to: users.agent,
	},
	{
		sys_id: ids.voice,
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
		sys_id: ids.helped,
		number: 'IMS0000062',
		state: 'work_in_progress',
		channel: 'phone',
		type: 'phone',
		assigned_to: users.phoneAgent,
	},
	{
		sys_id: ids.helpedInBulk,
		number: 'IMS0000063',
		state: 'work_in_progress',
		channel: 'phone',
		type: 'phone',
		assigned_to: fixedSysId('sys_user', 'agent.two'),
	},
	{
		sys_id: fixedSysId('interaction', 'closed'),
		number: 'IMS0000059',
		state: 'closed_complete',
		channel: chatChannel,
		assigned_to: users.agent,
		closed_by: users.agent,
		closed_at: '2026-02-17 16:40:12',
	},
];

const members: [user: string, memberType: string, active: string][] = [
	[users.agent, 'public_fulfiller', 'true'],
	[users.privateAgent, 'private_fulfiller', 'true'],
	[users.supervisor, 'observer', 'true'],
	[fixedSysId('sys_user', 'agent.three'), 'public_fulfiller', 'false'],
];

const helpActions: Row[] = [
	{
		sys_id: 'd25f034f3b4bfe101baa9f7e53e45a9f',
		interaction: ids.helped,
		action: 'coach',
		start_time: '2026-02-18 11:05:00',
	},
	{
		sys_id: fixedSysId('supervisor_help_action', 'bulk monitor'),
		interaction: ids.helpedInBulk,
		action: 'monitor',
		start_time: '2026-02-18 11:10:00',
	},
	{
		sys_id: fixedSysId('supervisor_help_action', 'bulk coach'),
		interaction: ids.helpedInBulk,
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
	for (const interaction of [ids.helped, ids.helpedInBulk]) {
		const helpRequest = store.insert('interaction_help_request', {
			sys_id: fixedSysId('interaction_help_request', interaction),
			number: interaction === ids.helped ? 'IHR0000011' : 'IHR0000012',
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
