import { checkLimitsOption, optionsField, showFor } from '../../../shared/fields/collections';
import { oneRecord, type Operation } from '../../../shared/operation';
import { reference } from '../../../shared/input/sysId';
import { conversationMemberApi } from '../../../shared/platform/apis';
import { memberFields, memberRefused, withInteraction } from './memberFields';

export const dropMember: Operation = {
	action: 'Drop an agent from a conversation',
	api: conversationMemberApi,
	body: { interaction_id: reference },
	prepare: withInteraction,
	records: oneRecord,
	repeatable: true,
	changes: true,
	refused: memberRefused,
};

export const dropMemberFields = showFor('conversationMember', 'drop', [
	...memberFields,
	optionsField(checkLimitsOption),
]);
