import type { Api } from '../shared/operation';

export const helpRequestApi: Api = {
	title: 'Help Request',
	plugin: 'com.glide.interaction',
	roles: ['interaction_integration_user'],
};
