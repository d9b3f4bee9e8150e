import type { IDataObject } from 'n8n-workflow';
import { dateTimeField, recordField } from '../../../shared/fields/bodyField';
import type { BodyField } from '../../../shared/input/bodyField';
import { InvalidInputError } from '../../../shared/inputError';
import {
	checkBeforeRepeating,
	INTERACTION_KEY,
	isUnsuccessful,
	oneRecord,
	type Operation,
} from '../../../shared/operation';
import { helpRequestApi } from '../../../shared/platform/apis';

/** The interaction that help is given in; all operations need it. */
export const interactionField: BodyField = recordField({
	displayName: 'Interaction',
	name: 'interaction',
	table: 'interaction',
	required: true,
	description: 'Interaction that the supervisor helps with',
});

export const helpRequestField: BodyField = recordField({
	displayName: 'Help Request',
	name: 'help_request',
	table: 'interaction_help_request',
	description: 'Request of the agent that the supervisor responds to',
});

const startTime = { displayName: 'Start Time', name: 'start_time' };

export const startTimeField: BodyField = dateTimeField({
	...startTime,
	description:
		'When the supervisor began to help. Defaults to the time at which the record is created.',
});

/** That of a record that is there already. */
export const newStartTimeField: BodyField = dateTimeField({
	...startTime,
	description: 'When the supervisor began to help, if the record has another time',
});

/**
 * The endpoint tells what to do by the members of the body: with neither `action` nor `action_sys_id`
 * it ends every help action of the interaction. So a body that is not what its operation sends must
 * never leave, whatever the fields before it let through.
 *
 * @param members what the operation cannot do without
 * @returns a `prepare` of an operation
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/help-request-api.md
 */
export function sendOnlyWith(...members: string[]) {
	return (body: IDataObject): IDataObject => {
		const missing = members.find((member) => body[member] === undefined || body[member] === '');
		if (missing === undefined) return body;
		throw new InvalidInputError(
			`The request has no ${missing}`,
			'Without it, ServiceNow would end every help action of the interaction. Check the expressions of the fields.',
		);
	};
}

/** What the three operations have in common, as one endpoint serves them. */
export const helpAction: Omit<Operation, 'action' | 'body'> = {
	api: helpRequestApi,
	records: oneRecord,
	safety: checkBeforeRepeating('Look at the supervisor help actions of the interaction.'),
	identify: ({ action_sys_id: id }, { interaction }) => ({
		...(id !== undefined && { sys_id: id }),
		interaction,
	}),
	executionKey: INTERACTION_KEY,
	refused: isUnsuccessful,
};
