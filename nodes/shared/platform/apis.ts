/** The API that an operation belongs to: what an administrator must have set up. */
export interface Api {
	/** Title of the API in ServiceNow's documentation. */
	title: string;
	/** Plugin that brings the API; none where every instance has it. */
	plugin?: string;
	/** Roles of which the user needs one. */
	roles: string[];
}

export const interactionApi: Api = {
	title: 'Interaction Management',
	plugin: 'com.glide.interaction',
	roles: [],
};

export const contactApi: Api = {
	title: 'Contact',
	plugin: 'com.sn_customerservice',
	roles: ['csm_ws_integration'],
};

export const conversationMemberApi: Api = {
	title: 'Conversation Member',
	roles: ['awa_integration_user'],
};

export const openFrameApi: Api = {
	title: 'openframe',
	plugin: 'com.sn_openframe_store',
	roles: ['sn_openframe_api_user', 'sn_openframe_user'],
};

export const helpRequestApi: Api = {
	title: 'Help Request',
	plugin: 'com.glide.interaction',
	roles: ['interaction_integration_user'],
};

/** Every instance has it; ACLs of the table decide. */
export const tableApi: Api = { title: 'Table', roles: [] };
