import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { referenceField } from '../../../shared/fields/reference';
import { InvalidInputError } from '../../../shared/inputError';

/** The interaction that help is given in; both operations need it. */
export const interactionField: INodeProperties = referenceField({
	displayName: 'Interaction',
	name: 'interaction',
	table: 'interaction',
	required: true,
	description:
		'Interaction that the supervisor helps with: its sys_id or URL, or picked from the list',
	routing: { send: { type: 'body', property: 'interaction' } },
});

/** @throws {InvalidInputError} when the interaction is not given */
export function assertInteraction(body: IDataObject): void {
	if ('interaction' in body) return;
	throw new InvalidInputError(
		'"interaction" is empty',
		'Pick the interaction from the list, or give its sys_id.',
	);
}

/** A refusal can come with status 200. */
export function helpRefused(result: IDataObject): boolean {
	return String(result.success) === 'false';
}
