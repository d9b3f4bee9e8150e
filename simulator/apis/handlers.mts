import type { HttpResponse } from '../http/response.mts';
import type { Call } from './call.mts';
import type { Operation } from './operations.mts';
import { createContact, getContact, listContacts } from './contact.mts';
import { dropMember, updateMember } from './conversationMember.mts';
import { upsertHelpAction } from './helpRequest.mts';
import { closeInteraction, createInteraction } from './interaction.mts';
import { createVoiceInteraction, updateVoiceInteraction } from './openframe.mts';

/** What carries out each operation of the contract, by operationId. */
export const handlers: Record<string, (call: Call, operation: Operation) => HttpResponse> = {
	'interaction.create': createInteraction,
	'interaction.close': closeInteraction,
	'contact.getAll': listContacts,
	'contact.get': getContact,
	'contact.create': createContact,
	'conversationMember.drop': dropMember,
	'conversationMember.update': updateMember,
	'voiceInteraction.create': createVoiceInteraction,
	'voiceInteraction.update': updateVoiceInteraction,
	'supervisorHelpAction.upsert': upsertHelpAction,
};
