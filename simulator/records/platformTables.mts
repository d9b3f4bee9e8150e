import { table, type Dictionary } from './tableSchema.mts';

/**
 * The columns of the page's sample, and `hold_reason`.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_TableAPI.md
 */
const incidentColumns =
	'number short_description description state incident_state active impact urgency priority severity ' +
	'category subcategory caller_id opened_by opened_at assigned_to assignment_group company location ' +
	'cmdb_ci business_service close_code close_notes closed_at closed_by resolved_at resolved_by ' +
	'hold_reason contact_type comments work_notes comments_and_work_notes correlation_id ' +
	'correlation_display due_date sla_due activity_due follow_up expected_start work_start work_end ' +
	'made_sla knowledge notify reassignment_count reopen_count child_incidents escalation order parent ' +
	'parent_incident problem_id rfc caused_by approval approval_set approval_history upon_approval ' +
	'upon_reject rejection_goto watch_list work_notes_list additional_assignee_list group_list ' +
	'user_input time_worked business_duration business_stc calendar_duration calendar_stc wf_activity ' +
	'delivery_plan delivery_task sys_class_name sys_domain sys_domain_path sys_tags';

const itemColumns =
	'name asset_tag category subcategory operational_status install_status ip_address serial_number ' +
	'short_description assigned_to company location sys_class_name';

const itemReferences = {
	assigned_to: 'sys_user',
	company: 'core_company',
	location: 'cmn_location',
};

/** Tables of the platform that other clients than those of contact centers use first. */
export const platformTables: Dictionary = {
	incident: table(
		'Incident',
		incidentColumns,
		{
			assigned_to: 'sys_user',
			assignment_group: 'sys_user_group',
			business_service: 'cmdb_ci_service',
			caller_id: 'sys_user',
			closed_by: 'sys_user',
			cmdb_ci: 'cmdb_ci',
			company: 'core_company',
			location: 'cmn_location',
			opened_by: 'sys_user',
			parent: 'incident',
			parent_incident: 'incident',
			resolved_by: 'sys_user',
			sys_domain: 'sys_user_group',
		},
		{
			numeric: [
				...['state', 'incident_state', 'impact', 'urgency', 'priority', 'severity', 'escalation'],
				...['reassignment_count', 'reopen_count', 'child_incidents', 'order', 'business_stc'],
				...['calendar_stc', 'sys_mod_count'],
			],
			extended: 'task',
			numberPrefix: 'INC',
			journal: ['comments', 'work_notes'],
			defaults: {
				active: 'true',
				approval: 'not requested',
				category: 'inquiry',
				child_incidents: '0',
				contact_type: 'phone',
				escalation: '0',
				impact: '3',
				knowledge: 'false',
				made_sla: 'true',
				notify: '1',
				reassignment_count: '0',
				reopen_count: '0',
				severity: '3',
				state: '1',
				sys_class_name: 'incident',
				sys_domain: 'global',
				sys_domain_path: '/',
				upon_approval: 'proceed',
				upon_reject: 'cancel',
				urgency: '3',
			},
		},
	),
	sys_user_group: table(
		'Group',
		'name description email manager parent active type',
		{ manager: 'sys_user', parent: 'sys_user_group' },
		{ defaults: { active: 'true' } },
	),
	sys_user_grmember: table('Group Member', 'user group', {
		group: 'sys_user_group',
		user: 'sys_user',
	}),
	sys_user_role: table('Role', 'name description suffix elevated_privilege'),
	sys_user_has_role: table(
		'User Role',
		'user role state inherited',
		{ role: 'sys_user_role', user: 'sys_user' },
		{ defaults: { inherited: 'false', state: 'active' } },
	),
	cmdb_ci: table('Configuration Item', itemColumns, itemReferences, {
		defaults: { install_status: '1', operational_status: '1', sys_class_name: 'cmdb_ci' },
	}),
	cmdb_ci_service: table(
		'Service',
		`${itemColumns} busines_criticality owned_by`,
		{ ...itemReferences, owned_by: 'sys_user' },
		{
			extended: 'cmdb_ci',
			defaults: { operational_status: '1', sys_class_name: 'cmdb_ci_service' },
		},
	),
	sys_db_object: table(
		'Table',
		'label name super_class',
		{ super_class: 'sys_db_object' },
		{ display: 'label' },
	),
	sys_dictionary: table(
		'Dictionary Entry',
		'column_label name element internal_type reference mandatory read_only active display default_value ' +
			'max_length',
		{},
		{ numeric: ['max_length', 'sys_mod_count'] },
	),
	label: table('Tag', 'name owner viewable_by active', { owner: 'sys_user' }),
	label_entry: table('Tag Entry', 'title label table table_key', { label: 'label' }),
	sys_journal_field: table('Journal Entry', 'value element element_id name'),
	sys_attachment: table(
		'Attachment',
		'file_name table_name table_sys_id content_type size_bytes size_compressed compressed hash ' +
			'image_width image_height average_image_color sys_tags',
		{},
		{ numeric: ['size_bytes', 'size_compressed', 'sys_mod_count'] },
	),
	sys_attachment_attribute: table('Attachment Attribute', 'key value attachment', {
		attachment: 'sys_attachment',
	}),
};
