/** A condition of a list: asked of the instance, which can drop it, and again of what comes back. */
export interface ListCondition {
	/** Encoded query, without alternatives. */
	query: string;
	column: string;
	/** Whether a record with this stored value meets it. */
	holds: (value: string) => boolean;
}

/** How to look a record up by name. */
export interface ReferenceTable {
	/** Table to read, when it is not the name of the row: one table can be listed for two purposes. */
	table?: string;
	/** What one record is called, for labels and messages. */
	label: string;
	/** Columns that a search looks into, dot-walked ones too; the first is the name shown. */
	search: string[];
	/** Columns that tell namesakes apart, shown after the name. */
	tellApart: string[];
	/** Column whose value goes over the wire, when it is not the sys_id. */
	valueColumn?: string;
	/** Whether the newest records come first, because older ones are rarely wanted. */
	newestFirst?: boolean;
	/** Values that the field takes without a record, which the list has first. */
	fixed?: string[];
	/** Condition that the listed records meet. */
	only?: ListCondition;
	/** Field that refers to another record, and the column in which the listed records have it. */
	narrowedBy?: { field: string; column: string };
	/** Whether records are named by the keys of an interaction too. */
	hasKeys?: boolean;
	/** Field beside the reference that names the table, where the user selects that too. */
	tableFrom?: string;
	/** Path of the documented API that lists the records, when there is one besides the Table API. */
	api?: string;
}

/**
 * Accepted values of an interaction's channel, against the page of the API, which names connectors.
 *
 * https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB1941272
 */
const CHANNELS = ['Chat', 'Phone', 'Video', 'Messaging'];

const interaction = {
	label: 'Interaction',
	search: ['number', 'short_description'],
	tellApart: ['state', 'short_description'],
	newestFirst: true,
	hasKeys: true,
};

/** Those of the interaction that is selected already. */
const ofInteraction = { field: 'interaction', column: 'interaction' };

/**
 * What fields refer to, mostly by table name: the reference tables of the five API pages. A field
 * that refers to another table needs a row here.
 */
export const REFERENCE_TABLES = {
	awa_queue: { label: 'Queue', search: ['name'], tellApart: [] },
	cmn_building: { label: 'Building', search: ['name'], tellApart: ['location'] },
	cmn_cost_center: {
		label: 'Cost Center',
		search: ['name', 'code'],
		tellApart: ['code'],
	},
	cmn_department: { label: 'Department', search: ['name', 'id'], tellApart: ['id'] },
	cmn_location: { label: 'Location', search: ['name', 'city'], tellApart: ['city', 'country'] },
	cmn_schedule: { label: 'Schedule', search: ['name'], tellApart: ['time_zone'] },
	core_company: { label: 'Company', search: ['name'], tellApart: ['city', 'country'] },
	csm_consumer: { label: 'Consumer', search: ['name', 'email'], tellApart: ['email'] },
	customer_account: { label: 'Account', search: ['name', 'number'], tellApart: ['number'] },
	customer_contact: {
		label: 'Contact',
		search: ['name', 'email', 'phone'],
		tellApart: ['email', 'phone'],
		api: '/api/now/contact',
	},
	interaction,
	interaction_help_request: {
		label: 'Help Request',
		search: ['number', 'interaction.number'],
		tellApart: ['interaction.number', 'state'],
		newestFirst: true,
		narrowedBy: ofInteraction,
	},
	open_interaction: {
		...interaction,
		table: 'interaction',
		only: {
			query: 'stateNOT INclosed_complete,closed_abandoned',
			column: 'state',
			holds: (state) => !state.startsWith('closed'),
		},
	},
	ldap_server_config: { label: 'LDAP Server', search: ['name'], tellApart: ['rdn'] },
	related_record: { label: 'Record', search: [], tellApart: [], tableFrom: 'documentTable' },
	sn_customerservice_case: {
		label: 'Case',
		search: ['number', 'short_description'],
		tellApart: ['state', 'short_description'],
		newestFirst: true,
	},
	supervisor_help_action: {
		label: 'Supervisor Help Action',
		search: ['interaction.number', 'action'],
		tellApart: ['action', 'start_time'],
		newestFirst: true,
		narrowedBy: ofInteraction,
	},
	provider_inbound_id: {
		table: 'sys_cs_provider_application',
		label: 'Voice Provider',
		search: ['name', 'inbound_id'],
		tellApart: ['inbound_id'],
		valueColumn: 'inbound_id',
	},
	sys_cs_provider_application: {
		label: 'Channel',
		fixed: CHANNELS,
		search: ['name', 'inbound_id'],
		tellApart: ['inbound_id'],
	},
	sys_perspective: { label: 'Perspective', search: ['name', 'title'], tellApart: ['title'] },
	sys_user: { label: 'User', search: ['name', 'email', 'user_name'], tellApart: ['email'] },
	time_sheet_policy: { label: 'Time Sheet Policy', search: ['name'], tellApart: [] },
} satisfies Record<string, ReferenceTable>;

export type ReferenceTableName = keyof typeof REFERENCE_TABLES;
