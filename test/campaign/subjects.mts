import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { seeded, type SimulatedInstance } from '../../simulator/instance.mts';
import { menu } from '../contract/fields.mts';
import { contract } from '../../contract/operations.mts';
import { fill } from '../engine/fill.mts';

/** What the campaigns know of an operation, from its documentation and not from the nodes. */
export interface Subject {
	id: string;
	/** Title of the API in ServiceNow's documentation. */
	api: string;
	plugin?: string;
	roles: string[];
	/** Whether it does no harm to carry it out twice. */
	repeatable: boolean;
	/** Whether the API's page knows a refusal of status 200. */
	refusesWith200: boolean;
	/** Where a record appears when it was carried out, and the column that has the item's value. */
	creates?: { table: string; column: string };
	/** Parameters; `={{ $json.value }}` is the value of the item. */
	parameters: INodeParameters;
	/** Values of three items, all taken by the instance. */
	values: [string, string, string];
	/** What the instance needs besides its seed. */
	arrange?: (instance: SimulatedInstance) => void;
}

const INTERACTIONS: Subject['values'] = [
	seeded.interactions.queuedChat,
	seeded.interactions.coachedCall,
	seeded.interactions.conversation,
];
const THIRD_HELP_ACTION = '4e1a4e1a4e1a4e1a4e1a4e1a4e1a4e1a';
const OBSERVER = '0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e';
const VALUE = '={{ $json.value }}';

/** A third member who is no public fulfiller; the seed has two. */
function addObserver({ store }: SimulatedInstance): void {
	store.insert('sys_cs_conversation_member', {
		interaction: seeded.interactions.conversation,
		user: OBSERVER,
		member_type: 'observer',
		active: 'true',
	});
}

/** A third help action of the interaction; the seed has two. */
function addHelpAction({ store }: SimulatedInstance): void {
	store.insert('supervisor_help_action', {
		sys_id: THIRD_HELP_ACTION,
		interaction: seeded.interactions.twiceHelpedCall,
		action: 'observe',
	});
}

type Given = Pick<Subject, 'api' | 'values'> &
	Partial<Pick<Subject, 'repeatable' | 'refusesWith200' | 'creates' | 'arrange'>> & {
		fields: IDataObject;
	};

const given: Record<string, Given> = {
	'contact.create': {
		api: 'Contact',
		fields: { first_name: VALUE },
		values: ['Ada', 'Grace', 'Edsger'],
		creates: { table: 'customer_contact', column: 'first_name' },
	},
	'contact.get': {
		api: 'Contact',
		repeatable: true,
		fields: { id: VALUE },
		values: [seeded.contacts.george, seeded.contacts.jane, seeded.contacts.george],
	},
	'contact.getAll': {
		api: 'Contact',
		repeatable: true,
		fields: { limit: 1, sysparm_query: '=user_name={{ $json.value }}' },
		values: ['george.warren', 'Jane.Contact', 'george.warren'],
	},
	'interaction.create': {
		api: 'Interaction Management',
		fields: { channel: VALUE },
		values: ['Chat', 'Phone', 'Video'],
		creates: { table: 'interaction', column: 'channel' },
	},
	'interaction.close': {
		api: 'Interaction Management',
		fields: { interaction_id: VALUE },
		values: INTERACTIONS,
	},
	'conversationMember.drop': {
		api: 'Conversation Member',
		repeatable: true,
		refusesWith200: true,
		fields: { user_id: VALUE, interaction_id: seeded.interactions.conversation },
		values: [seeded.users.agent, seeded.users.supervisor, seeded.users.privateAgent],
	},
	'conversationMember.update': {
		api: 'Conversation Member',
		repeatable: true,
		refusesWith200: true,
		fields: { user_id: VALUE, interaction_id: seeded.interactions.conversation },
		values: [OBSERVER, seeded.users.supervisor, seeded.users.privateAgent],
		arrange: addObserver,
	},
	'voiceInteraction.create': {
		api: 'openframe',
		refusesWith200: true,
		fields: { userPhoneNumber: VALUE },
		values: ['+14089965744', '+13035065360', '+442079460000'],
		creates: { table: 'interaction', column: 'user_phone_number' },
	},
	'voiceInteraction.update': {
		api: 'openframe',
		refusesWith200: true,
		fields: {
			interactionSysId: seeded.interactions.conversation,
			clientSessionId: 'a545t65678',
			phoneLogs: [{ call_id: VALUE }],
		},
		values: ['call-0', 'call-1', 'call-2'],
		creates: { table: 'sn_openframe_phone_log', column: 'call_id' },
	},
	'supervisorHelpAction.create': {
		api: 'Help Request',
		refusesWith200: true,
		fields: { interaction: VALUE, action: 'coach' },
		values: INTERACTIONS,
		creates: { table: 'supervisor_help_action', column: 'interaction' },
	},
	'supervisorHelpAction.update': {
		api: 'Help Request',
		refusesWith200: true,
		fields: {
			interaction: seeded.interactions.twiceHelpedCall,
			action_sys_id: VALUE,
			end_time: '2026-02-18 11:30:00',
		},
		values: [seeded.helpActions.monitoringToo, seeded.helpActions.coachingToo, THIRD_HELP_ACTION],
		arrange: addHelpAction,
	},
	'supervisorHelpAction.endAll': {
		api: 'Help Request',
		refusesWith200: true,
		fields: { interaction: VALUE },
		values: INTERACTIONS,
	},
};

/** Every operation of the nodes' menus. */
export const subjects: Subject[] = menu.map(({ id }): Subject => {
	const { fields, repeatable = false, refusesWith200 = false, ...rest } = given[id];
	const { plugin, roles } = contract.find((operation) => operation.id === id)!;
	return { id, plugin, roles, repeatable, refusesWith200, parameters: fill(id, fields), ...rest };
});
