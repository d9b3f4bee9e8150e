import type { Api } from '../shared/operation';

export const conversationMemberApi: Api = {
	title: 'Conversation Member',
	roles: ['awa_integration_user'],
};
