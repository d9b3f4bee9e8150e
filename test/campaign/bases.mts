import type { IDataObject } from 'n8n-workflow';
import { seeded } from '../../simulator/instance.mts';

/** With which each operation is carried out. */
export const BASES: Record<string, IDataObject> = {
	'contact.create': { last_name: 'Base', email: 'base@example.com' },
	'contact.get': { id: seeded.contacts.george },
	'contact.getAll': { limit: 1 },
	'interaction.create': { channel: 'Phone' },
	'interaction.close': { interaction_id: seeded.interactions.conversation },
	'conversationMember.drop': {
		user_id: seeded.users.agent,
		interaction_id: seeded.interactions.conversation,
	},
	'conversationMember.update': {
		user_id: seeded.users.agent,
		interaction_id: seeded.interactions.conversation,
	},
	'voiceInteraction.create': { userPhoneNumber: '+14089965744', clientSessionId: 'base' },
	'voiceInteraction.update': {
		interactionSysId: seeded.interactions.conversation,
		clientSessionId: 'base',
		userPhoneNumber: '+14089965744',
	},
	'supervisorHelpAction.create': { interaction: seeded.interactions.conversation, action: 'coach' },
	'supervisorHelpAction.update': {
		interaction: seeded.interactions.coachedCall,
		action_sys_id: seeded.helpActions.coaching,
		end_time: '2026-02-18 11:30:00',
	},
	'supervisorHelpAction.endAll': { interaction: seeded.interactions.conversation },
};
