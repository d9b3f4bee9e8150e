import type { Api } from '../shared/operation';

export const interactionApi: Api = {
	title: 'Interaction Management',
	plugin: 'com.glide.interaction',
	roles: [],
};
