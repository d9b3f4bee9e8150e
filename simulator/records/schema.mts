import { platformTables } from './platformTables.mts';
import { table, type Dictionary } from './tableSchema.mts';

const contactColumns =
	'country calendar_integration last_position_update last_login_time last_login_device source ' +
	'sys_updated_on building web_service_access_only notification sys_updated_by ' +
	'enable_multifactor_authn sys_created_on sys_domain agent_status state vip sys_created_by ' +
	'longitude zip home_phone time_format last_login default_perspective geolocation_tracked active ' +
	'time_sheet_policy sys_domain_path phone cost_center name employee_number gender city user_name ' +
	'failed_attempts edu_status latitude roles title sys_class_name sys_id internal_integration_user ' +
	'ldap_server mobile_phone street company department first_name preferred_language introduction ' +
	'email manager locked_out sys_mod_count last_name photo sys_tags middle_name time_zone schedule ' +
	'on_schedule date_format location account u_loyalty_tier u_crm_id';

const interactionColumns =
	'number state channel type direction short_description work_notes queue assigned_to assignment_group ' +
	'opened_for opened_by opened_at closed_by closed_at agent_assigned_on caller_phone_number ' +
	'user_phone_number client_session_id inbound_id provider context_document context_table ' +
	'channel_metadata_document channel_metadata_table parent account contact consumer location ' +
	'virtual_agent transcript sys_domain u_crm_id u_third_party';

/** The part of an instance's data dictionary that the five APIs and their pickers touch. */
export const schema: Dictionary = {
	...platformTables,
	customer_contact: table(
		'Contact',
		contactColumns,
		{
			account: 'customer_account',
			building: 'cmn_building',
			company: 'core_company',
			cost_center: 'cmn_cost_center',
			default_perspective: 'sys_perspective',
			department: 'cmn_department',
			ldap_server: 'ldap_server_config',
			location: 'cmn_location',
			manager: 'sys_user',
			schedule: 'cmn_schedule',
			time_sheet_policy: 'time_sheet_policy',
		},
		{
			display: 'name',
			extended: 'sys_user',
			numeric: [
				'calendar_integration',
				'failed_attempts',
				'latitude',
				'longitude',
				'notification',
				'sys_mod_count',
			],
			defaults: {
				active: 'true',
				calendar_integration: '1',
				edu_status: 'faculty',
				enable_multifactor_authn: 'false',
				geolocation_tracked: 'false',
				internal_integration_user: 'false',
				locked_out: 'false',
				notification: '2',
				sys_class_name: 'customer_contact',
				sys_domain: 'global',
				sys_domain_path: '/',
				vip: 'false',
				web_service_access_only: 'false',
			},
		},
	),
	customer_account: table('Account', 'name number phone city country industry customer'),
	core_company: table('Company', 'name phone city country customer vendor'),
	csm_consumer: table('Consumer', 'name first_name last_name email phone'),
	sn_customerservice_case: table(
		'Case',
		'number short_description state account contact consumer opened_at',
		{ account: 'customer_account', contact: 'customer_contact', consumer: 'csm_consumer' },
	),
	cmn_location: table('Location', 'name street city state zip country latitude longitude'),
	cmn_department: table('Department', 'name id description head_count dept_head', {
		dept_head: 'sys_user',
	}),
	cmn_building: table('Building', 'name location floors', { location: 'cmn_location' }),
	cmn_cost_center: table('Cost Center', 'name code manager', { manager: 'sys_user' }),
	cmn_schedule: table('Schedule', 'name time_zone description'),
	sys_perspective: table('Menu List', 'title name order active'),
	ldap_server_config: table('LDAP Server', 'name active rdn'),
	time_sheet_policy: table('Time Sheet Policy', 'name active description'),
	sys_user: table(
		'User',
		'name user_name first_name middle_name last_name email phone home_phone mobile_phone title active ' +
			'building street city state zip country gender roles source user_password password_needs_reset ' +
			'location department company manager locked_out',
		{
			building: 'cmn_building',
			company: 'core_company',
			department: 'cmn_department',
			location: 'cmn_location',
			manager: 'sys_user',
		},
		{ defaults: { active: 'true', locked_out: 'false' } },
	),
	awa_queue: table('Queue', 'name active description service_channel'),
	sys_cs_provider_application: table(
		'Provider Channel Application',
		'name inbound_id provider active',
		{},
		{ defaults: { active: 'true' } },
	),
	interaction: table(
		'Interaction',
		interactionColumns,
		{
			account: 'customer_account',
			assigned_to: 'sys_user',
			closed_by: 'sys_user',
			contact: 'customer_contact',
			consumer: 'csm_consumer',
			location: 'cmn_location',
			opened_by: 'sys_user',
			opened_for: 'sys_user',
			parent: 'interaction',
			provider: 'sys_cs_provider_application',
			queue: 'awa_queue',
		},
		{ numberPrefix: 'IMS', defaults: { state: 'new', sys_domain: 'global' } },
	),
	interaction_json_blob: table('Interaction JSON Blob', 'interaction value', {
		interaction: 'interaction',
	}),
	live_group_profile: table('Group Profile', 'name interaction value', {
		interaction: 'interaction',
	}),
	interaction_related_record: table(
		'Interaction Related Record',
		'document_id document_table interaction type',
		{ interaction: 'interaction' },
	),
	interaction_help_request: table(
		'Interaction Help Request',
		'number interaction state requested_by reason',
		{ interaction: 'interaction', requested_by: 'sys_user' },
	),
	supervisor_help_action: table(
		'Supervisor Help Action',
		'action interaction help_request supervisor start_time end_time',
		{
			help_request: 'interaction_help_request',
			interaction: 'interaction',
			supervisor: 'sys_user',
		},
	),
	sys_cs_conversation_member: table(
		'Conversation Member',
		'user interaction member_type active',
		{ interaction: 'interaction', user: 'sys_user' },
		{ defaults: { active: 'true' } },
	),
	sn_openframe_phone_log: table(
		'Phone Log',
		'call_id interaction agent start_time end_time phone_number direction duration state recording_url notes',
		{ agent: 'sys_user', interaction: 'interaction' },
	),
	sn_app_cs_social_social_profile: table(
		'Social Profile',
		'social_handle social_channel social_handle_url contact',
		{ contact: 'customer_contact' },
	),
	sys_choice: table(
		'Choice',
		'label name element value sequence inactive language dependent_value',
		{},
		{
			numeric: ['sequence', 'sys_mod_count'],
			defaults: { inactive: 'false', language: 'en' },
		},
	),
};
