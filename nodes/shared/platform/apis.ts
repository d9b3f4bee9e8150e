/** The API that an operation belongs to: what an administrator must have set up. */
export interface Api {
	/** Title of the API in ServiceNow's documentation. */
	title: string;
	/** Oldest release whose documentation has the API; none where every supported release has it. */
	since?: string;
	/** Plugin that brings the API; none where the documentation names none. */
	plugin?: string;
	/** Roles of which the user needs one, as the page of the API names them. */
	roles: string[];
	/** A role that opens what the API works on, where its page names none. */
	suggestedRole?: string;
	/**
	 * Whether the roles contain `snc_internal`: without it a user reaches public resources only where
	 * explicit roles are active, as they are with Customer Service Management.
	 *
	 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/customer-service-management/customer-service-management-roles.md
	 */
	rolesAreInternal?: boolean;
}

export const interactionApi: Api = {
	title: 'Interaction Management',
	plugin: 'com.glide.interaction',
	roles: [],
	/** @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/servicenow-platform/interaction-management/components-installed-with-interaction-management.md */
	suggestedRole: 'interaction_agent',
};

export const contactApi: Api = {
	title: 'Contact',
	plugin: 'com.sn_customerservice',
	roles: ['csm_ws_integration'],
	rolesAreInternal: true,
};

export const conversationMemberApi: Api = {
	title: 'Conversation Member',
	since: 'Zurich',
	roles: ['awa_integration_user'],
};

export const openFrameApi: Api = {
	title: 'openframe',
	since: 'Yokohama',
	plugin: 'com.sn_openframe_store',
	roles: ['sn_openframe_api_user', 'sn_openframe_user'],
};

export const helpRequestApi: Api = {
	title: 'Help Request',
	since: 'Australia',
	plugin: 'com.glide.interaction',
	roles: ['interaction_integration_user'],
};

/**
 * Every instance has it; ACLs of the table decide, and where it is active, an ACL of the API.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-api-explorer/c_RESTAPI.md
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-administration/user-administration/r_BaseSystemRoles.md
 */
export const tableApi: Api = {
	title: 'Table',
	roles: [],
	suggestedRole: 'snc_platform_rest_api_access',
};
