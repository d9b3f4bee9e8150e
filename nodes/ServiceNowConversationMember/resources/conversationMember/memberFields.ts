import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { referenceField } from '../../../shared/fields/reference';
import { InvalidInputError } from '../../../shared/inputError';

/** Who, in which conversation: what both operations ask for. */
export const memberFields: INodeProperties[] = [
	referenceField({
		displayName: 'Agent',
		name: 'user_id',
		table: 'sys_user',
		required: true,
		description:
			'The agent whose membership changes: a user, by sys_id or URL, or picked from the list',
	}),
	referenceField({
		displayName: 'Interaction',
		name: 'interaction_id',
		table: 'interaction',
		required: true,
		description: 'Interaction of the conversation: its sys_id or URL, or picked from the list',
		routing: { send: { type: 'body', property: 'interaction_id' } },
	}),
];

/** @throws {InvalidInputError} when the conversation is not given */
export function withInteraction(body: IDataObject): IDataObject {
	if ('interaction_id' in body) return body;
	throw new InvalidInputError(
		'"interaction_id" is empty',
		'Pick the interaction from the list, or give its sys_id.',
	);
}

/** A refusal can come with status 200. */
export function memberRefused(result: IDataObject): boolean {
	return String(result.success) === 'false';
}
