import { propertiesOf } from '../../../shared/fields/bodyField';
import { checkLimitsOption, optionsField, showFor } from '../../../shared/fields/collections';
import {
	INTERACTION_KEY,
	isUnsuccessful,
	oneRecord,
	type Operation,
} from '../../../shared/operation';
import { conversationMemberApi } from '../../../shared/platform/apis';
import { agentField, interactionField, memberHints, memberIds } from './memberFields';

const body = [interactionField];

export const dropMember: Operation = {
	action: 'Drop an agent from a conversation',
	api: conversationMemberApi,
	urlFields: [agentField],
	body,
	records: oneRecord,
	safety: 'idempotent',
	hints: memberHints,
	identify: memberIds,
	executionKey: INTERACTION_KEY,
	refused: isUnsuccessful,
};

export const dropMemberFields = showFor('conversationMember', 'drop', [
	agentField,
	...propertiesOf(body),
	optionsField(checkLimitsOption),
]);
