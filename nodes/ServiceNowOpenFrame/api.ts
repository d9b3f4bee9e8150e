import type { Api } from '../shared/operation';

export const openFrameApi: Api = {
	title: 'openframe',
	plugin: 'com.sn_openframe_store',
	roles: ['sn_openframe_api_user', 'sn_openframe_user'],
};
