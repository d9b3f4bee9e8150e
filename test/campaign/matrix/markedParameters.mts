import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { menu } from '../../contract/fields.mts';
import { fill } from '../../engine/fill.mts';

/** Fields in which each operation carries the mark of its item, beside those it needs. */
function fieldsWith(mark: string): Record<string, IDataObject> {
	const other = 'ab'.repeat(16);
	const ended = { end_time: '2026-02-18 11:30:00' };
	return {
		'contact.create': { first_name: mark },
		'contact.get': { id: mark },
		'contact.getAll': { limit: 1, sysparm_query: `=sys_id${mark}` },
		'interaction.create': { channel: mark },
		'interaction.close': { interaction_id: mark },
		'conversationMember.drop': { user_id: mark, interaction_id: other },
		'conversationMember.update': { user_id: mark, interaction_id: other },
		'voiceInteraction.create': { userPhoneNumber: '+14089965744', clientSessionId: mark },
		'voiceInteraction.update': { interactionSysId: mark, callbackPhoneNumber: '+14089965744' },
		'supervisorHelpAction.create': { interaction: mark, action: 'coach' },
		'supervisorHelpAction.update': { interaction: other, action_sys_id: mark, ...ended },
		'supervisorHelpAction.endAll': { interaction: mark },
	};
}

/** Operations that change nothing: they may be sent again. */
export const READS = new Set(['contact.get', 'contact.getAll']);

/** Every operation of the nodes. */
export const OPERATIONS = menu.map(({ id }) => id);

/** Parameters of an operation. @param mark expression that gives the mark of the item */
export function parametersWith(id: string, mark: string): INodeParameters {
	return fill(id, fieldsWith(mark)[id]);
}
