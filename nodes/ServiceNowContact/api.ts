import type { Api } from '../shared/operation';

export const contactApi: Api = {
	title: 'Contact',
	plugin: 'com.sn_customerservice',
	roles: ['csm_ws_integration'],
};
